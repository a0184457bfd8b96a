/** Editions of the course in a browser's caches: whole or not there, renewed by what changed, given back. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { megabytes, sizeOf, type Edition } from '../../src/offline/edition.ts';
import { KeepError, Shelf } from '../../src/offline/kept.ts';
import { editionOf } from '../../tools/edition.ts';

const base = 'https://course.test/split/';

/** As much of the browser's caches as is used, in memory. */
class MemoryCaches {
  readonly stores = new Map<string, Map<string, Response>>();
  full = false;

  keys(): Promise<string[]> {
    return Promise.resolve([...this.stores.keys()]);
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.stores.delete(name));
  }

  open(name: string): Promise<unknown> {
    const store = this.stores.get(name) ?? new Map<string, Response>();
    this.stores.set(name, store);
    return Promise.resolve({
      match: (address: string) => Promise.resolve(store.get(address)?.clone()),
      put: (address: string, response: Response) => {
        if (this.full) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
        store.set(address, response);
        return Promise.resolve();
      },
    });
  }
}

let storage: MemoryCaches;
let shelf: Shelf;
/** What the server has, by path. */
let files: Record<string, string>;
let fetched: string[];

const wanted = (): Edition => ({
  version: createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16),
  files: Object.entries(files).map(([path, text]) => ({
    path,
    sha256: createHash('sha256').update(text).digest('hex'),
    bytes: text.length,
  })),
});
const keep = (edition: Edition, signal = new AbortController().signal): Promise<void> =>
  shelf.keep(edition, () => {}, signal);
const at = (path: string): Promise<string | undefined> =>
  shelf.answer(new URL(path, base)).then((response) => response?.text());

beforeEach(() => {
  storage = new MemoryCaches();
  // It has the methods that the shelf calls.
  shelf = new Shelf(base, storage as unknown as CacheStorage);
  files = { '': 'home', 'lessons/teams/': 'teams', '_astro/a.js': 'a', '404.html': 'not there' };
  fetched = [];
  vi.useFakeTimers({ now: 1_000, toFake: ['Date'] });
  vi.stubGlobal('fetch', (address: string) => {
    const path = address.slice(base.length);
    fetched.push(path);
    const text = files[path];
    return Promise.resolve(new Response(text ?? 'gone', { status: text === undefined ? 404 : 200 }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('keeping an edition', () => {
  it('fetches every file, tells how far it is, and answers from then on, whatever the query', async () => {
    const told: number[] = [];
    await shelf.keep(wanted(), (bytes) => told.push(bytes), new AbortController().signal);
    expect(fetched.toSorted()).toEqual(['', '404.html', '_astro/a.js', 'lessons/teams/']);
    expect(told.at(-1)).toBe(sizeOf(wanted()));
    expect(await at('lessons/teams/?answers=1')).toBe('teams');
    expect(await at('lessons/none/')).toBeUndefined();
    expect(await shelf.kept()).toMatchObject([{ edition: { version: wanted().version }, at: 1_000 }]);
  });

  it('is nothing until it is whole, and goes on where it stopped', async () => {
    const edition = wanted();
    const { '_astro/a.js': script, ...rest } = files;
    files = rest;
    await expect(keep(edition)).rejects.toThrow(/_astro\/a\.js answered 404/);
    expect(await shelf.kept()).toEqual([]);
    expect(await at('')).toBeUndefined();
    files = { ...rest, '_astro/a.js': script ?? '' };
    fetched = [];
    await keep(edition);
    expect(fetched).toEqual(['_astro/a.js']);
    expect(await at('')).toBe('home');
  });

  it('takes of a newer edition only what changed, and answers with the newer one', async () => {
    await keep(wanted());
    files = { ...files, 'lessons/teams/': 'teams, renewed', 'lessons/new/': 'new' };
    fetched = [];
    vi.setSystemTime(2_000);
    await keep(wanted());
    expect(fetched.toSorted()).toEqual(['lessons/new/', 'lessons/teams/']);
    expect(await at('lessons/teams/')).toBe('teams, renewed');
    expect(await shelf.kept()).toHaveLength(2);
  });

  it('lets pages of the older edition have their files until it is tidied away', async () => {
    await keep(wanted());
    files = { '': 'home', '_astro/b.js': 'b' };
    vi.setSystemTime(2_000);
    await keep(wanted());
    expect(await at('_astro/a.js')).toBe('a');
    await shelf.tidy();
    expect(await at('_astro/a.js')).toBeUndefined();
    expect(await at('_astro/b.js')).toBe('b');
    await shelf.clear();
    expect(await storage.keys()).toEqual([]);
  });

  it('refuses files that are not those of the list', async () => {
    const edition = wanted();
    files = { ...files, '': 'another edition already' };
    await expect(keep(edition)).rejects.toThrow(/was renewed while it was being fetched/);
  });

  it('says so when there is no room, when the network goes, and when it is told to stop', async () => {
    storage.full = true;
    await expect(keep(wanted())).rejects.toThrow(/no room for the course/);
    storage.full = false;
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')));
    await expect(keep(wanted())).rejects.toThrow(KeepError);
    const stop = new AbortController();
    stop.abort();
    await expect(keep(wanted(), stop.signal)).rejects.toThrow(/abort/);
  });

  it('leaves caches alone that are not its own', async () => {
    await storage.open('of another page');
    await storage.open('split-decision / 0123456789abcdef');
    await keep(wanted());
    await shelf.clear();
    expect(await storage.keys()).toEqual(['of another page', 'split-decision / 0123456789abcdef']);
  });
});

describe('the list of a build', () => {
  it('has pages by their addresses, and leaves out what is for hosts', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'edition-'));
    try {
      await mkdir(join(dir, 'lessons/teams'), { recursive: true });
      for (const name of [
        'index.html',
        'lessons/teams/index.html',
        '_headers',
        'edition.json',
        'service-worker.js',
      ])
        await writeFile(join(dir, name), name);
      const first = await editionOf(dir);
      expect(first.files.map(({ path }) => path)).toEqual(['', 'lessons/teams/']);
      expect((await editionOf(dir)).version).toBe(first.version);
      await writeFile(join(dir, 'index.html'), 'changed');
      expect((await editionOf(dir)).version).not.toBe(first.version);
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  it.each([
    [17_961_234, '18 MB'],
    [4_250_000, '4.3 MB'],
    [12, '0.1 MB'],
  ])('says sizes as people do: %i', (bytes, words) => {
    expect(megabytes(bytes)).toBe(words);
  });
});
