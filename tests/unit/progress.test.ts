import { describe, expect, it, vi } from 'vitest';
import { applyChanges, changedFiles, sameFiles } from '../../src/progress/changes.ts';
import { freshProgress, labProgressSchema } from '../../src/progress/lab-progress.ts';
import { lockLab } from '../../src/progress/lab-lock.ts';
import { memoryStore } from '../../src/progress/memory-store.ts';
import { migrate } from '../../src/progress/migrations.ts';
import { openProgress } from '../../src/progress/open.ts';
import { createRescue } from '../../src/progress/rescue.ts';
import { standing } from '../../src/progress/standing.ts';
import { historyLimit, StorageError, type ProgressStore } from '../../src/progress/store.ts';

const starter = { 'a.ts': 'one', 'b.ts': 'two', 'main.ts': 'entry' };

describe('changes', () => {
  it('keeps only what differs from the starter', () => {
    expect(changedFiles(starter, { ...starter, 'b.ts': 'mine' })).toEqual({ 'b.ts': 'mine' });
    expect(changedFiles(starter, starter)).toEqual({});
  });

  it('lays changes over the starter, but never over a file that may not be edited', () => {
    const files = applyChanges(starter, { 'a.ts': 'mine', 'main.ts': 'evil' }, ['a.ts', 'b.ts']);
    expect(files).toEqual({ ...starter, 'a.ts': 'mine' });
  });

  it('compares differences', () => {
    expect(sameFiles({ a: '1' }, { a: '1' })).toBe(true);
    expect(sameFiles({ a: '1' }, { a: '2' })).toBe(false);
    expect(sameFiles({ a: '1' }, { b: '1' })).toBe(false);
    expect(sameFiles({}, { a: '1' })).toBe(false);
  });
});

describe('the standing of a lab', () => {
  const fresh = freshProgress('lab', 'hash');
  const check = {
    id: 'a',
    title: 'A',
    expected: null,
    actual: null,
    exchange: null,
    location: null,
    lesson: 'l',
    hint: 2 as const,
    ms: 1,
  };
  const report = {
    version: 1 as const,
    lab: 'lab',
    nonce: 'n',
    expected: 2,
    done: true,
    checks: [
      { ...check, state: 'passed' as const },
      { ...check, id: 'b', state: 'failed' as const },
    ],
  };

  it.each([
    [fresh, ''],
    [{ ...fresh, files: { 'a.ts': 'mine' } }, 'begun'],
    [{ ...fresh, report }, '1 of 2 checks passed'],
    [{ ...fresh, report, passedAt: '2026-11-23T00:00:00Z' }, 'passed'],
  ])('is told in words', (progress, words) => expect(standing(progress)).toBe(words));
});

describe('migrations', () => {
  const steps = { 1: (record: Record<string, unknown>) => ({ ...record, added: true }) };

  it('applies the steps in order', () => {
    expect(migrate({ version: 1, a: 1 }, 2, steps)).toEqual({ version: 2, a: 1, added: true });
  });

  it.each([
    ['no object', 7],
    ['no version', { a: 1 }],
    ['newer version', { version: 9 }],
    ['no way from version', { version: 0 }],
  ])('refuses a record with %s', (words, record) => {
    expect(() => migrate(record, 2, steps)).toThrow(words);
  });

  it('reads back what a fresh lab stores', () => {
    const progress = freshProgress('lab', 'hash');
    expect(labProgressSchema.parse(migrate(structuredClone(progress), 1))).toEqual(progress);
  });
});

describe('the store in memory', () => {
  it('gives copies, and keeps a bounded history, newest first', async () => {
    const store = memoryStore();
    const progress = freshProgress('lab', 'hash');
    await store.save(progress);
    progress.files['a.ts'] = 'changed after saving';
    expect((await store.load('lab'))?.files).toEqual({});
    for (let n = 0; n < historyLimit + 5; n++) {
      const at = new Date(n).toISOString();
      const files = { n: `${n}` };
      await store.remember({ slug: 'lab', at, reason: 'reset', starterHash: 'hash', files, foreign: false });
    }
    const history = await store.history('lab');
    expect(history).toHaveLength(historyLimit);
    expect(history[0]?.files).toEqual({ n: `${historyLimit + 4}` });
    expect(await store.history('other')).toEqual([]);
  });
});

describe('opening progress', () => {
  it('falls back to memory, and says so, when nothing can be stored', async () => {
    const onProblem = vi.fn<(problem: StorageError) => void>();
    const store = await openProgress({ onProblem, openLasting: () => Promise.reject(new Error('denied')) });
    expect(store.kind).toBe('memory');
    expect(onProblem.mock.calls[0]?.[0]).toMatchObject({ code: 'unavailable' });
  });

  it('still reads what could not be written, until it could', async () => {
    const lasting = memoryStore();
    let full = true;
    const flaky: ProgressStore = {
      ...lasting,
      save: (progress) =>
        full ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : lasting.save(progress),
    };
    const onProblem = vi.fn<(problem: StorageError) => void>();
    const store = await openProgress({ onProblem, openLasting: async () => flaky });
    const mine = { ...freshProgress('lab', 'hash'), files: { 'a.ts': 'mine' } };
    await expect(store.save(mine)).rejects.toMatchObject({ name: 'StorageError', code: 'quota' });
    expect(await store.load('lab')).toEqual(mine);
    full = false;
    const newer = { ...mine, files: { 'a.ts': 'newer' } };
    await store.save(newer);
    expect(await store.load('lab')).toEqual(newer);
    expect(onProblem).not.toHaveBeenCalled();
  });

  it('takes over a reload what could not be written, and remembers what another tab has stored', async () => {
    const lasting = memoryStore();
    const kept = new Map<string, string>();
    const rescue = createRescue('lab', labProgressSchema, {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    });
    const broken = { ...lasting, save: () => Promise.reject(new Error('gone')) };
    const options = { onProblem: () => {}, rescue };
    const before = await openProgress({ ...options, openLasting: async () => broken });
    const mine = { ...freshProgress('lab', 'hash'), files: { 'a.ts': 'mine' } };
    await expect(before.save(mine)).rejects.toMatchObject({ code: 'lost' });
    await lasting.save({ ...mine, files: { 'a.ts': 'of another tab' } });

    const after = await openProgress({ ...options, openLasting: async () => lasting });
    expect(await after.load('lab')).toEqual(mine);
    expect(await after.history('lab')).toMatchObject([{ files: { 'a.ts': 'of another tab' } }]);
    await after.save(mine);
    expect(kept.size).toBe(0);
    expect(await lasting.load('lab')).toEqual(mine);
  });

  it('passes a lost connection on', async () => {
    const onProblem = vi.fn<(problem: StorageError) => void>();
    await openProgress({
      onProblem,
      openLasting: async (onLost) => {
        onLost();
        return memoryStore();
      },
    });
    expect(onProblem.mock.calls[0]?.[0]).toMatchObject({ code: 'lost' });
  });
});

const events = () => ({ onHeld: vi.fn<() => void>(), onElsewhere: vi.fn<(how: string) => void>() });

describe('the lock of a lab', () => {
  it('lets every tab write where there are no Web Locks', () => {
    const tab = events();
    vi.stubGlobal('navigator', {});
    lockLab('lab', tab);
    vi.unstubAllGlobals();
    expect(tab.onHeld).toHaveBeenCalled();
  });

  it.skipIf(!globalThis.navigator?.locks)(
    'tells the second tab, and the first when it is taken over',
    async () => {
      const [first, second, third] = [events(), events(), events()];
      lockLab('two-tabs', first);
      await vi.waitFor(() => expect(first.onHeld).toHaveBeenCalled());
      lockLab('two-tabs', second);
      await vi.waitFor(() => expect(second.onElsewhere).toHaveBeenCalledWith('already-open'));
      const lock = lockLab('two-tabs', third, true);
      await vi.waitFor(() => expect(third.onHeld).toHaveBeenCalled());
      await vi.waitFor(() => expect(first.onElsewhere).toHaveBeenCalledWith('taken-over'));
      lock.release();
    },
  );
});
