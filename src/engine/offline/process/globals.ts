/**
 * The global object as Node's: what Node has and nothing else. Whatever a worker's scope offers beyond it (network,
 * storage, channels to others, its own close) is taken away. The frame's policy already makes the network dead; this
 * makes code that looks for a browser see none.
 */
import { Buffer } from './builtins/buffer.ts';
import { CryptoKey, SubtleCrypto, webcrypto } from './builtins/crypto.ts';
import { Console } from './console.ts';
import { fetch } from './http/fetch.ts';
import { Request, Response } from './http/web.ts';
import { loop } from './event-loop.ts';
import { natives } from './natives.ts';
import { process } from './node-process.ts';
import * as timers from './timers.ts';

/** Node's own global names that a browser has too. All others but the language's own go. */
const kept = new Set(
  (
    'AbortController AbortSignal Blob ByteLengthQueuingStrategy CompressionStream CountQueuingStrategy CustomEvent ' +
    'DOMException DecompressionStream Event EventTarget File FormData Headers MessageChannel MessageEvent MessagePort ' +
    'Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver ' +
    'PerformanceObserverEntryList ReadableByteStreamController ReadableStream ReadableStreamBYOBReader ' +
    'ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader TextDecoder ' +
    'TextDecoderStream TextEncoder TextEncoderStream TransformStream TransformStreamDefaultController URL URLPattern ' +
    'URLSearchParams WebAssembly WritableStream WritableStreamDefaultController WritableStreamDefaultWriter atob btoa ' +
    'performance queueMicrotask structuredClone ' +
    // The language's own.
    'AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean ' +
    'DataView Date DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array ' +
    'Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy ' +
    'RangeError ReferenceError Reflect RegExp Set SharedArrayBuffer String SuppressedError Symbol SyntaxError ' +
    'Temporal TypeError URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet ' +
    'decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat ' +
    'parseInt undefined unescape'
  ).split(' '),
);

function removeBrowser(): void {
  for (
    let owner: object | null = globalThis;
    owner && owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner) as object | null
  ) {
    for (const key of Object.getOwnPropertyNames(owner)) {
      if (key === 'constructor' || (kept.has(key) && owner !== EventTarget.prototype)) continue;
      if (owner === EventTarget.prototype) hide(key);
      else if (!Reflect.deleteProperty(owner, key)) hide(key);
    }
  }
}

/** Covers what cannot be deleted, or belongs to others as well, by an empty name of the global object's own. */
function hide(key: string): void {
  Reflect.defineProperty(globalThis, key, {
    value: undefined,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

function define(values: Readonly<Record<string | symbol, unknown>>): void {
  for (const key of Reflect.ownKeys(values)) {
    Object.defineProperty(globalThis, key, {
      value: values[key],
      writable: true,
      configurable: true,
      enumerable: false,
    });
  }
}

/** Words of an abort as Node has them; browsers have their own. */
function abortAsNode(): void {
  const { prototype } = AbortController;
  const abort = prototype.abort;
  prototype.abort = function (this: AbortController, reason?: unknown): void {
    abort.call(
      this,
      reason === undefined ? new DOMException('This operation was aborted', 'AbortError') : reason,
    );
  };
  AbortSignal.abort = (reason?: unknown): AbortSignal => {
    const controller = new AbortController();
    controller.abort(reason);
    return controller.signal;
  };
  AbortSignal.timeout = (ms: number): AbortSignal => {
    const controller = new AbortController();
    // Like Node's, it does not keep the process alive.
    loop.addTimer(Math.max(1, ms), () => {
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    });
    return controller.signal;
  };
}

/** WebAssembly compiles in the background, and nothing of ours would keep the process alive meanwhile. */
function holdWhileCompiling(): void {
  for (const name of ['compile', 'instantiate'] as const) {
    const run = WebAssembly[name] as (...args: unknown[]) => Promise<unknown>;
    Object.defineProperty(WebAssembly, name, {
      configurable: true,
      writable: true,
      value: async (...args: unknown[]): Promise<unknown> => {
        const release = loop.hold();
        try {
          return await run(...args);
        } finally {
          release();
        }
      },
    });
  }
}

/** Makes the global object Node's. To be called once, before any lab code. */
export function installGlobals(): void {
  removeBrowser();
  abortAsNode();
  holdWhileCompiling();
  const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } = timers;
  define({
    Buffer,
    Crypto: Object.getPrototypeOf(webcrypto).constructor as unknown,
    CryptoKey,
    Request,
    Response,
    SubtleCrypto,
    clearImmediate,
    clearInterval,
    clearTimeout,
    console: new Console(),
    crypto: webcrypto,
    fetch,
    global: globalThis,
    navigator: Object.freeze({
      hardwareConcurrency: 1,
      language: 'en-US',
      languages: ['en-US'],
      platform: 'linux',
      userAgent: 'Node.js/24',
    }),
    process,
    queueMicrotask: natives.queueMicrotask,
    setImmediate,
    setInterval,
    setTimeout,
    [Symbol.toStringTag]: 'global',
  });
}
