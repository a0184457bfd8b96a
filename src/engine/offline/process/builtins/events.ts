/** `node:events`: the polyfill's, with the newer static helpers that it lacks. */
import { EventEmitter, on as onWithoutSignal, once as onceWithoutSignal } from '@jspm/core/nodelibs/events';
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

function on(
  emitter: EventEmitter,
  name: string | symbol,
  { signal }: WithSignal = {},
): AsyncIterableIterator<unknown[]> {
  const iterator = onWithoutSignal(emitter, name) as AsyncIterableIterator<unknown[]> & {
    throw: (e: Error) => unknown;
  };
  signal?.addEventListener('abort', () => void iterator.throw(abortError(signal.reason)), { once: true });
  return iterator;
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
