/** Files that are no export of ours: each is refused in words, and nothing is imported. */
import { describe, expect, it } from 'vitest';
import { TransferState } from '../../src/components/progress/transfer-state.svelte.ts';
import { freshProgress } from '../../src/progress/lab-progress.ts';
import { memoryStore } from '../../src/progress/memory-store.ts';

const head = { format: 'split-decision-progress', exportedAt: '2026-11-20T10:00:00.000Z' };
const json = (value: unknown): Blob => new Blob([JSON.stringify(value)]);
const zip = new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 255, 254, 0])]);
const lab = freshProgress('circuit-breaker', 'hash');

const files: readonly { name: string; file: Pick<File, 'size' | 'text'>; says: RegExp }[] = [
  { name: 'a zip', file: zip, says: /no JSON/ },
  { name: 'nothing', file: new Blob([]), says: /no JSON/ },
  {
    name: 'half a file',
    file: new Blob([JSON.stringify({ ...head, labs: [] }).slice(0, 40)]),
    says: /cut off/,
  },
  { name: 'fifty megabytes', file: new Blob([new Uint8Array(50_000_000)]), says: /larger than 20 MB/ },
  { name: 'a list', file: json([head]), says: /field “format”/ },
  { name: 'null', file: json(null), says: /field “format”/ },
  { name: 'brackets without end', file: new Blob(['['.repeat(5_000_000)]), says: /no JSON|format/ },
  {
    name: 'a version before the first',
    file: json({ ...head, version: 0, labs: [] }),
    says: /“version”.*wrong/,
  },
  { name: 'a version from tomorrow', file: json({ ...head, version: 3, labs: [] }), says: /newer version/ },
  {
    name: 'labs without number',
    file: json({ ...head, version: 2, labs: Array.from({ length: 1001 }, () => lab), history: [] }),
    says: /“labs”/,
  },
  {
    name: 'a lab without a version',
    file: json({ ...head, version: 2, labs: [{ ...lab, version: undefined }], history: [] }),
    says: /“labs\.0\.version”.*no version/,
  },
  {
    name: 'a file that has gone',
    file: { size: 10, text: () => Promise.reject(new DOMException('gone', 'NotFoundError')) },
    says: /could not be read.*Choose it again/,
  },
];

describe('a file that cannot be imported', () => {
  it.each(files)('$name', async ({ file, says }) => {
    const store = memoryStore();
    await store.save({ ...lab, hints: 2 });
    const state = new TransferState({
      openStore: async () => store,
      ownLab: null,
      onImported: () => expect.unreachable('nothing may be imported'),
      offerFile: () => {},
    });
    await state.choose(file);
    expect(state.problem).toMatch(says);
    expect(state.plan).toBeNull();
    await state.importChosen();
    expect(await store.list()).toEqual([{ ...lab, hints: 2 }]);
  });

  it('a name that belongs to every object changes none', async () => {
    const store = memoryStore();
    const text = JSON.stringify({ ...head, version: 2, labs: [lab], history: [] }).replace(
      '"files":{}',
      '"files":{"__proto__":"polluted","constructor":"x"}',
    );
    const state = new TransferState({
      openStore: async () => store,
      ownLab: null,
      onImported: () => {},
      offerFile: () => {},
    });
    await state.choose(new Blob([text]));
    await state.importChosen();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.getPrototypeOf((await store.load('circuit-breaker'))?.files ?? {})).toBe(Object.prototype);
  });
});
