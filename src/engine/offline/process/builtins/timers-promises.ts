/** `node:timers/promises`. */
import { abortError } from '../node-errors.ts';
import {
  clearImmediate,
  clearInterval,
  clearTimeout,
  setImmediate,
  setInterval,
  setTimeout,
} from '../timers.ts';

interface Options {
  signal?: AbortSignal;
  ref?: boolean;
}

interface Cancellable {
  unref(): unknown;
}

function wait<T>(
  value: T,
  { signal, ref = true }: Options,
  start: (done: () => void) => [Cancellable, () => void],
): Promise<T> {
  if (signal?.aborted) return Promise.reject(abortError(signal.reason));
  return new Promise((resolve, reject) => {
    const [timer, cancel] = start(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve(value);
    });
    if (!ref) timer.unref();
    function onAbort(): void {
      cancel();
      reject(abortError(signal?.reason));
    }
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

function timeout<T>(delay?: number, value?: T, options: Options = {}): Promise<T | undefined> {
  return wait(value, options, (done) => {
    const timer = setTimeout(done, delay);
    return [timer, () => clearTimeout(timer)];
  });
}

function immediate<T>(value?: T, options: Options = {}): Promise<T | undefined> {
  return wait(value, options, (done) => {
    const timer = setImmediate(done);
    return [timer, () => clearImmediate(timer)];
  });
}

async function* interval<T>(
  delay?: number,
  value?: T,
  { signal, ref = true }: Options = {},
): AsyncGenerator<T | undefined> {
  if (signal?.aborted) throw abortError(signal.reason);
  let due = 0;
  let wake: (() => void) | undefined;
  const timer = setInterval(() => {
    due++;
    wake?.();
  }, delay);
  if (!ref) timer.unref();
  const onAbort = (): void => wake?.();
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      if (due === 0 && !signal?.aborted) await new Promise<void>((resolve) => (wake = resolve));
      if (signal?.aborted) throw abortError(signal.reason);
      for (; due > 0; due--) yield value;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    clearInterval(timer);
  }
}

export const timersPromises = {
  setTimeout: timeout,
  setImmediate: immediate,
  setInterval: interval,
  scheduler: {
    wait: (delay: number, options?: Options) => timeout(delay, undefined, options),
    yield: () => immediate(),
  },
};
