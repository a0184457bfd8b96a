/** Calls to the services behind the gateway. */
import type { Clock } from '#kit/clock.ts';
import { Problem } from '#kit/problem.ts';

import { limits } from './limits.ts';
import type { Field, GatewayAnswer, Upstream } from './types.ts';

export interface Call {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: readonly Field[];
  readonly body?: Uint8Array | undefined;
}

export interface Upstreams {
  /**
   * Asks a service, whatever it answers.
   * @throws {Problem} 502 when it cannot be reached, 504 when it is too slow
   */
  call(upstream: Upstream, call: Call): Promise<GatewayAnswer>;
}

export interface UpstreamsOptions {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  /** Base URLs without a trailing slash. */
  readonly urls: Readonly<Record<Upstream, string>>;
}

export function createUpstreams({ clock, fetch, urls }: UpstreamsOptions): Upstreams {
  const send = async (url: string, call: Call): Promise<GatewayAnswer> => {
    const response = await fetch(url, {
      method: call.method,
      headers: call.headers.map(([name, value]): [string, string] => [name, value]),
      // Bytes that were read from a socket are in no memory that is shared.
      body: (call.body as Uint8Array<ArrayBuffer> | undefined) ?? null,
      // Where to go next is for the client to decide.
      redirect: 'manual',
    });
    const body = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: endToEnd(response.headers), body };
  };
  return {
    call: async (upstream, call) => {
      const gaveUp = new AbortController();
      const late = new Promise<never>((_, reject) => {
        gaveUp.signal.addEventListener('abort', () => {
          reject(new Problem(504, 'Gateway timeout', { detail: `${upstream} did not answer in time.` }));
        });
      });
      // The head may come at once and the body never: the time is for both.
      const timer = clock.setTimeout(() => gaveUp.abort(), limits.upstreamTimeoutMs);
      try {
        return await Promise.race([late, send(urls[upstream] + call.target, call)]);
      } catch (cause) {
        if (cause instanceof Problem) throw cause;
        throw new Problem(502, 'Bad gateway', { detail: `${upstream} cannot be reached.`, cause });
      } finally {
        clock.clearTimeout(timer);
      }
    },
  };
}

/** Fields of an answer that go on. `fetch` has unpacked the body: how it was packed and how long it was is over. */
function endToEnd(headers: Headers): Field[] {
  const cookies = headers.getSetCookie().map((value): Field => ['set-cookie', value]);
  const others = [...headers].filter(
    ([name]) =>
      !/^(set-cookie|connection|keep-alive|transfer-encoding|content-(encoding|length))$/.test(name),
  );
  return [...others, ...cookies];
}

/**
 * Reads a body to its end.
 * @returns undefined when there is none
 * @throws {Problem} 413 as soon as it is longer than `limit` bytes
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > limit)
      throw new Problem(413, 'Content too large', { detail: `A body may have at most ${limit} bytes.` });
    chunks.push(chunk);
  }
  return chunks.length > 0 ? Buffer.concat(chunks) : undefined;
}
