/** The copy of another service, asked over HTTP: routes.ts is the other end. */
import type { Clock } from '#kit/clock.ts';

import type { Copy, Side } from './types.ts';

export interface RemoteCopyOptions {
  readonly side: Side;
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** So many milliseconds it waits for an answer. What was sent may still arrive later. */
  readonly timeoutMs: number;
}

/** A copy that could not be reached, did not answer in time, or answered with an error. */
export class CopyUnavailable extends Error {
  override readonly name = 'CopyUnavailable';
}

export function createRemoteCopy({ side, url, fetch, clock, timeoutMs }: RemoteCopyOptions): Copy {
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const controller = new AbortController();
    const timer = clock.setTimeout(() => controller.abort(), timeoutMs);
    try {
      const response = await fetch(`${url}/copy${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        signal: controller.signal,
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`it answered ${response.status}`);
      // Both ends are built from the same types.
      return JSON.parse(text) as T;
    } catch (cause) {
      const reason = controller.signal.aborted ? `no answer within ${timeoutMs} ms` : inWords(cause);
      throw new CopyUnavailable(`The copy of ${side} cannot be used: ${reason}.`, { cause });
    } finally {
      clock.clearTimeout(timer);
    }
  };
  const user = (id: string): string => `/users/${encodeURIComponent(id)}`;
  return {
    side,
    find: async (id) => (await ask<Found>('GET', user(id))).row,
    change: async (id, change) => (await ask<Found>('POST', `${user(id)}/changes`, change)).row,
    put: async (row) => void (await ask('PUT', user(row.id), row)),
    replace: async (id, seen, wanted) =>
      (await ask<{ replaced: boolean }>('POST', `${user(id)}/replacements`, { seen, wanted })).replaced,
    checksums: () => ask('GET', '/checksums'),
    rows: (bucket) => ask('GET', `/buckets/${bucket}`),
  };
}

/** JSON has no undefined: a row that is not there is a member that is not there. */
interface Found {
  readonly row?: Awaited<ReturnType<Copy['find']>>;
}

function inWords(error: unknown): string {
  if (error instanceof Error && error.cause instanceof Error) return error.cause.message;
  return error instanceof Error ? error.message : String(error);
}
