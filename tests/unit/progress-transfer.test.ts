import { describe, expect, it } from 'vitest';
import { TransferState } from '../../src/components/progress/transfer-state.svelte.ts';
import { labsOpenElsewhere } from '../../src/progress/lab-lock.ts';
import { freshProgress, type LabProgress } from '../../src/progress/lab-progress.ts';
import { memoryStore } from '../../src/progress/memory-store.ts';
import {
  applyImport,
  exportProgress,
  planImport,
  readTransfer,
  transferLimit,
} from '../../src/progress/transfer.ts';

const now = new Date('2026-11-23T10:00:00.000Z');
const lab = (slug: string, change: Partial<LabProgress> = {}): LabProgress => ({
  ...freshProgress(slug, 'hash'),
  ...change,
});
const snapshot = (files: Record<string, string>, at = '2026-11-22T10:00:00.000Z') => ({
  slug: 'breaker',
  at,
  reason: 'reset' as const,
  starterHash: 'hash',
  files,
  foreign: false,
});

async function storeWith(...labs: LabProgress[]) {
  const store = memoryStore();
  for (const each of labs) await store.save(each);
  return store;
}

async function importInto(store: ReturnType<typeof memoryStore>, text: string) {
  const transfer = readTransfer(text);
  return applyImport(store, transfer, await planImport(store, transfer), now);
}

describe('a transfer', () => {
  it('carries all labs and their history to an empty browser', async () => {
    const from = await storeWith(lab('breaker', { files: { 'a.ts': 'mine' }, hints: 2 }), lab('split'));
    await from.remember(snapshot({ 'a.ts': 'before' }));
    const text = await exportProgress(from, now);
    const to = memoryStore();
    expect(await planImport(to, readTransfer(text))).toEqual([
      { slug: 'breaker', effect: 'new', files: 1, passed: false },
      { slug: 'split', effect: 'new', files: 0, passed: false },
    ]);
    expect(await to.list()).toEqual([]);
    expect(await importInto(to, text)).toEqual(['breaker', 'split']);
    expect(await to.load('breaker')).toMatchObject({ files: { 'a.ts': 'mine' }, hints: 2, foreign: true });
    expect(await to.history('breaker')).toMatchObject([{ files: { 'a.ts': 'before' }, foreign: true }]);
  });

  it('puts what it replaces into the history, and keeps what was reached', async () => {
    const passedAt = '2026-11-20T10:00:00.000Z';
    const to = await storeWith(lab('breaker', { files: { 'a.ts': 'mine' }, hints: 3, passedAt }));
    const from = await storeWith(lab('breaker', { files: { 'a.ts': 'other' }, hints: 1 }));
    const text = await exportProgress(from, now);
    await importInto(to, text);
    expect(await to.load('breaker')).toMatchObject({ files: { 'a.ts': 'other' }, hints: 3, passedAt });
    expect((await to.history('breaker'))[0]).toMatchObject({
      reason: 'import',
      at: now.toISOString(),
      files: { 'a.ts': 'mine' },
    });
    expect(await importInto(to, text)).toEqual([]);
  });

  it('never pushes the own history out', async () => {
    const to = await storeWith(lab('breaker', { files: { 'a.ts': 'mine' } }));
    await to.remember(snapshot({ 'a.ts': 'own' }, '2026-11-01T10:00:00.000Z'));
    const from = await storeWith(lab('breaker', { files: { 'a.ts': 'other' } }));
    for (let day = 0; day < 60; day++)
      await from.remember(snapshot({ 'a.ts': `${day}` }, new Date(now.getTime() - day * 1000).toISOString()));
    await importInto(to, await exportProgress(from, now));
    const history = await to.history('breaker');
    expect(history).toHaveLength(40);
    expect(history[0]?.files).toEqual({ 'a.ts': 'mine' });
    expect(history.at(-1)?.files).toEqual({ 'a.ts': 'own' });
  });

  it('leaves labs alone that another tab has open', async () => {
    const to = memoryStore();
    const transfer = readTransfer(await exportProgress(await storeWith(lab('breaker')), now));
    const plan = await planImport(to, transfer, ['breaker']);
    expect(plan[0]?.effect).toBe('open-elsewhere');
    expect(await applyImport(to, transfer, plan, now)).toEqual([]);
  });
});

describe('a file that is no export', () => {
  const good = { format: 'split-decision-progress', version: 1, exportedAt: now.toISOString(), history: [] };
  const withLab = (change: object): string =>
    JSON.stringify({ ...good, labs: [{ ...lab('breaker'), ...change }] });

  it.each([
    ['{', 'no JSON'],
    ['[]', 'field “format”'],
    ['{"format":"x"}', 'field “format”'],
    [JSON.stringify({ ...good, version: 3, labs: [] }), 'newer version'],
    [JSON.stringify({ ...good, version: 'x', labs: [] }), 'field “version”'],
    [JSON.stringify({ ...good, exportedAt: 'yesterday', labs: [] }), 'field “exportedAt”'],
    [JSON.stringify({ ...good }), 'field “labs”'],
    [JSON.stringify({ ...good, labs: [null] }), 'field “labs.0.version”'],
    [
      withLab({ version: 9 }),
      'field “labs.0.version” of this file is wrong: It was written by a newer version',
    ],
    [withLab({ hints: 4 }), 'field “labs.0.hints”'],
    [withLab({ slug: '../x' }), 'field “labs.0.slug”'],
    [
      withLab({ files: { 'a.ts': 1 } }),
      'field “labs.0.files.a.ts” of this file is wrong: it should be of the type string',
    ],
    [withLab({ passedAt: 'once' }), 'field “labs.0.passedAt”'],
    [JSON.stringify({ ...good, labs: [], history: [{ ...snapshot({}), at: '?' }] }), 'field “history.0.at”'],
  ])('%.60s is refused, and the field is named', (text, words) => {
    expect(() => readTransfer(text)).toThrow(words);
  });

  it('is refused unread when it is too large', async () => {
    const state = new TransferState({
      openStore: async () => memoryStore(),
      ownLab: null,
      onImported: () => {},
      offerFile: () => {},
    });
    await state.choose({ size: transferLimit + 1, text: () => Promise.reject(new Error('was read')) });
    expect(state.problem).toContain('larger than 20 MB');
    expect(state.plan).toBeNull();
  });
});

describe('the dialog', () => {
  it('exports a file, plans, and imports', async () => {
    const offered: { name: string; content: Blob }[] = [];
    const imported: string[] = [];
    const store = await storeWith(lab('breaker', { files: { 'a.ts': 'mine' } }));
    const parts = {
      ownLab: null,
      onImported: (slugs: readonly string[]) => imported.push(...slugs),
      offerFile: (name: string, content: Blob) => offered.push({ name, content }),
    };
    await new TransferState({ ...parts, openStore: async () => store }).exportAll();
    const content = offered[0]?.content ?? new Blob();
    expect(offered[0]?.name).toMatch(/^split-decision-\d{4}-\d\d-\d\d\.json$/);
    const state = new TransferState({ ...parts, openStore: async () => memoryStore() });
    await state.choose({ size: content.size, text: () => content.text() });
    expect(state).toMatchObject({ changes: 1, problem: null });
    await state.importChosen();
    expect(imported).toEqual(['breaker']);
    expect(state.status).toContain('Imported one lab.');
  });

  it('knows which labs other tabs have open', async () => {
    const held = ['split-decision:lab:a', 'split-decision:lab:b', 'other'].map((name) => ({ name }));
    const locks = { query: async () => ({ held, pending: [] }) } as unknown as LockManager;
    expect(await labsOpenElsewhere('a', locks)).toEqual(['b']);
    expect(await labsOpenElsewhere(null, undefined)).toEqual([]);
  });
});
