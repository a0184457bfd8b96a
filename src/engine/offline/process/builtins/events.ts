/** `node:events`: the polyfill's, with the newer static helpers that it lacks. */
import { EventEmitter, once as onceWithoutSignal } from '@jspm/core/nodelibs/events';
import { abortError } from '../node-errors.ts';

interface WithSignal {
  signal?: AbortSignal;
}

function once(
  emitter: EventEmitter | EventTarget,
  name: string | symbol,
  { signal }: WithSignal = {},
): Promise<unknown[]> {
  const waiting = onceWithoutSignal(emitter as EventEmitter, name); // the polyfill takes an EventTarget as well
  if (!signal) return waiting;
  if (signal.aborted) {
    waiting.catch(() => {});
    return Promise.reject(abortError(signal.reason));
  }
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(abortError(signal.reason));
    signal.addEventListener('abort', onAbort, { once: true });
    const settle = (): void => signal.removeEventListener('abort', onAbort);
    waiting.then(resolve, reject).finally(settle);
  });
}

/** The polyfill's `on` does not work; this is the same: events queue up until they are asked for. */
function on(
  emitter: EventEmitter,
  name: string | symbol,
  { signal }: WithSignal = {},
): AsyncIterableIterator<unknown[]> {
  signal?.throwIfAborted();
  const queue: unknown[][] = [];
  const asking: { resolve: (result: IteratorResult<unknown[]>) => void; reject: (error: unknown) => void }[] =
    [];
  let failure: { error: unknown } | undefined;
  let finished = false;

  const onEvent = (...args: unknown[]): void => {
    const next = asking.shift();
    if (next) next.resolve({ value: args, done: false });
    else queue.push(args);
  };
  const onError = (error: unknown): void => {
    stop();
    const next = asking.shift();
    if (next) next.reject(error);
    else failure = { error };
  };
  const onAbort = (): void => onError(abortError(signal?.reason));
  const stop = (): void => {
    finished = true;
    emitter.off(name, onEvent);
    emitter.off('error', onError);
    signal?.removeEventListener('abort', onAbort);
  };

  emitter.on(name, onEvent);
  if (name !== 'error') emitter.on('error', onError);
  signal?.addEventListener('abort', onAbort, { once: true });

  return {
    next() {
      const value = queue.shift();
      if (value) return Promise.resolve({ value, done: false });
      const { error } = failure ?? {};
      if (failure) {
        failure = undefined;
        return Promise.reject(error);
      }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => asking.push({ resolve, reject }));
    },
    return() {
      stop();
      for (const { resolve } of asking.splice(0)) resolve({ value: undefined, done: true });
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(error: unknown) {
      onError(error);
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const helpers = {
  once,
  on,
  errorMonitor: Symbol('events.errorMonitor'),
  captureRejectionSymbol: Symbol.for('nodejs.rejection'),
  usingDomains: false,
  getEventListeners: (emitter: EventEmitter, name: string | symbol): unknown[] => emitter.listeners(name),
  getMaxListeners: (emitter: EventEmitter): number => emitter.getMaxListeners(),
  setMaxListeners(count: number, ...emitters: { setMaxListeners?: (count: number) => void }[]): void {
    for (const emitter of emitters) emitter.setMaxListeners?.(count);
  },
  addAbortListener(signal: AbortSignal, listener: () => void): Disposable {
    signal.addEventListener('abort', listener, { once: true });
    return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
  },
};

Object.assign(EventEmitter, helpers, { EventEmitter });

export const eventsModule = {
  ...helpers,
  EventEmitter,
  defaultMaxListeners: 10,
  listenerCount: (emitter: EventEmitter, name: string | symbol): number => emitter.listenerCount(name),
  default: EventEmitter,
};
