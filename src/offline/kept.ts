/**
 * The editions that this browser keeps. Each has a cache of its own, filled file by file and marked when it is whole;
 * a cache without the mark is one that was not finished, and is continued the next time. The service worker answers
 * from the newest whole one. Page and worker both read and write here; nobody holds a copy of the state.
 */
import { edition, type Edition, type EditionFile } from './edition.ts';

/** An edition that is whole. */
export interface Kept {
  readonly edition: Edition;
  /** Milliseconds since 1970 at which it was complete. */
  readonly at: number;
  readonly cache: string;
}

/** Where a cache says that it is whole: the edition's list. No page of the course has this address. */
const MARK = '.kept';
/** The header of that list in which it says since when. */
const SINCE = 'kept-since';

export class KeepError extends Error {
  override readonly name = 'KeepError';
}

export class Shelf {
  readonly #base: URL;
  readonly #caches: CacheStorage;

  /** @param base address of the course's home page. */
  constructor(base: string | URL, storage: CacheStorage = caches) {
    this.#base = new URL(base);
    this.#caches = storage;
  }

  /** Editions that are whole, newest first. */
  async kept(): Promise<Kept[]> {
    const found = await Promise.all(
      (await this.#whole()).map(async ({ name, at, mark }): Promise<Kept[]> => {
        // What an older version of this course wrote may have another shape; then it is as if it were not there.
        const read = edition.safeParse(await mark.json());
        return read.success ? [{ edition: read.data, at, cache: name }] : [];
      }),
    );
    return found.flat();
  }

  /**
   * Fetches what is missing of an edition, and marks it as whole. Files that another kept edition has are copied.
   * @param onProgress is told the bytes that are there, of all of them.
   * @throws {KeepError} in words for the learner: no network, no room, or files that are not those of the list.
   */
  async keep(wanted: Edition, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    const cache = await this.#caches.open(this.#name(wanted.version));
    const before = new Map(
      (await this.kept()).flatMap(({ edition: { files }, cache: from }) =>
        files.map((file) => [file.sha256 + file.path, from] as const),
      ),
    );
    let there = 0;
    const waiting = [...wanted.files];
    const one = async (): Promise<void> => {
      for (let file = waiting.shift(); file; file = waiting.shift()) {
        signal.throwIfAborted();
        try {
          await this.#store(cache, file, before.get(file.sha256 + file.path), signal);
        } catch (error) {
          waiting.length = 0;
          throw error;
        }
        onProgress((there += file.bytes));
      }
    };
    // A few at a time: more than that only wait for each other. What one of them has under way when another fails is
    // not lost.
    const ends = await Promise.allSettled([one(), one(), one(), one()]);
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
    await cache.put(this.#address(MARK), Response.json(wanted, { headers: { [SINCE]: String(Date.now()) } }));
  }

  /** What the course answers to a request, if it is kept: from the newest edition that has it. */
  async answer(address: URL): Promise<Response | undefined> {
    const plain = this.#base.href + address.pathname.slice(this.#base.pathname.length);
    for (const { cache } of await this.#whole()) {
      const found = await cache.match(plain);
      if (found) return found;
    }
    return undefined;
  }

  /** Removes all editions but the newest whole one, and what was never finished. */
  async tidy(): Promise<void> {
    const [newest] = await this.#whole();
    const others = (await this.#names()).filter((name) => name !== newest?.name);
    await Promise.all(others.map((name) => this.#caches.delete(name)));
  }

  /** Gives all the room back. */
  async clear(): Promise<void> {
    await Promise.all((await this.#names()).map((name) => this.#caches.delete(name)));
  }

  async #store(
    cache: Cache,
    file: EditionFile,
    from: string | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    const address = this.#address(file.path);
    if (await cache.match(address)) return;
    const copy = from === undefined ? undefined : await (await this.#caches.open(from)).match(address);
    const response = copy ?? (await this.#fetch(file, address, signal));
    try {
      await cache.put(address, response);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'QuotaExceededError')
        throw new KeepError(
          'There is no room for the course in this browser. Free some storage and try again.',
          {
            cause: error,
          },
        );
      throw error;
    }
  }

  async #fetch(file: EditionFile, address: string, signal: AbortSignal): Promise<Response> {
    let response: Response;
    let body: ArrayBuffer;
    try {
      response = await fetch(address, { signal, cache: 'no-store' });
      body = await response.arrayBuffer();
    } catch (error) {
      signal.throwIfAborted();
      throw new KeepError('The network went away. What has come is kept: try again to fetch the rest.', {
        cause: error,
      });
    }
    // A page that says "not found" has the status 404 and is kept all the same, for addresses that lead nowhere.
    if (!response.ok && file.path !== '404.html')
      throw new KeepError(`${address} answered ${response.status}.`);
    if (hexadecimal(await crypto.subtle.digest('SHA-256', body)) !== file.sha256)
      throw new KeepError(
        'The course was renewed while it was being fetched. Reload this page and try again.',
      );
    const { status, statusText, headers } = response;
    // Made anew: an answer that came by a redirect may not be given to a page that is being opened.
    return new Response(body, { status, statusText, headers });
  }

  /** The caches that bear the mark, newest first. The worker asks at each request, so the lists are not read. */
  async #whole(): Promise<{ name: string; cache: Cache; at: number; mark: Response }[]> {
    const found = await Promise.all(
      (await this.#names()).map(async (name) => {
        const cache = await this.#caches.open(name);
        const mark = await cache.match(this.#address(MARK));
        return mark ? [{ name, cache, at: Number(mark.headers.get(SINCE)), mark }] : [];
      }),
    );
    return found.flat().toSorted((a, b) => b.at - a.at);
  }

  #name(version: string): string {
    return `${this.#prefix}${version}`;
  }

  get #prefix(): string {
    return `split-decision ${this.#base.pathname} `;
  }

  async #names(): Promise<string[]> {
    return (await this.#caches.keys()).filter((name) => name.startsWith(this.#prefix));
  }

  #address(path: string): string {
    return new URL(path, this.#base).href;
  }
}

function hexadecimal(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
