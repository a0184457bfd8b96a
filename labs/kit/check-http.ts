/** Requests of checks, and the record of them that a report shows. */
import { CheckFailure } from './check-failure.ts';

export interface CheckRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

export interface CheckResponse {
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The parsed body; anything but JSON fails the check. */
  json<T = unknown>(): T;
}

interface Message {
  readonly start: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Exchange {
  readonly request: Message;
  /** Null as long as there is no response. */
  readonly response: Message | null;
}

const longestBody = 2000;
/** In milliseconds: against services that are blocked, no limit that a right solution could come near. */
const longestWait = 5_000;
// Taken before any learner's code is loaded, which may replace the global one.
const send = globalThis.fetch;

/** @returns a function that sends requests, and calls `record` before each one and after its response */
export function exchangeRecorder(
  record: (exchange: Exchange) => void,
): (url: string, request?: CheckRequest) => Promise<CheckResponse> {
  return async (url, { method = 'GET', headers = {}, body } = {}) => {
    const sent = body === undefined ? null : JSON.stringify(body);
    const fields = { ...(sent === null ? {} : { 'content-type': 'application/json' }), ...headers };
    const { pathname, search } = new URL(url);
    const start = `${method} ${pathname}${search}`;
    const request = { start, headers: fields, body: cut(sent ?? '') };
    record({ request, response: null });
    const signal = AbortSignal.timeout(longestWait);
    const options = { method, headers: fields, body: sent, signal };
    const response = await send(url, options).catch((error: unknown) => {
      const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const words = signal.aborted ? ` within ${longestWait / 1000} s` : `: ${String(reason)}`;
      throw new CheckFailure(`an answer to ${start}`, `there was none${words}`, error);
    });
    const text = await response.text();
    const received = Object.fromEntries(response.headers);
    record({
      request,
      response: {
        start: `${response.status} ${response.statusText}`.trim(),
        headers: received,
        body: cut(text),
      },
    });
    return { status: response.status, headers: received, body: text, json: <T>() => parse<T>(start, text) };
  };
}

function parse<T>(start: string, text: string): T {
  try {
    // The caller names the shape that its assertions are about to look at.
    return JSON.parse(text) as T;
  } catch (error) {
    throw new CheckFailure(`a JSON body in the answer to ${start}`, `the body was: ${cut(text)}`, error);
  }
}

function cut(text: string): string {
  return text.length > longestBody ? `${text.slice(0, longestBody)} …` : text;
}
