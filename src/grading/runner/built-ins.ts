/** Which built-ins are watched, and which of them at every single assertion. */
import fs from 'node:fs';
import { snapshot, type Snapshot } from './integrity.ts';

/** Assertions lean on these directly; they are compared at each one. */
const closest = [
  'Object',
  'Function',
  'Array',
  'Promise',
  'RegExp',
  'String',
  'Number',
  'Map',
  'Set',
  'WeakMap',
  'Error',
  'Reflect',
  'JSON',
];

/** Compared before and after each check, and before the report is written. */
const further = [
  'Boolean',
  'Symbol',
  'BigInt',
  'Math',
  'Date',
  'Proxy',
  'WeakSet',
  'WeakRef',
  'FinalizationRegistry',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'ArrayBuffer',
  'SharedArrayBuffer',
  'Atomics',
  'DataView',
  'Uint8Array',
  'Uint16Array',
  'Uint32Array',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'Uint8ClampedArray',
  'Iterator',
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'AbortController',
  'AbortSignal',
  'Event',
  'EventTarget',
  'Headers',
  'Request',
  'Response',
];

const functions = [
  'fetch',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'queueMicrotask',
  'structuredClone',
  'performance',
  'process',
  'Buffer',
  'eval',
  'isNaN',
  'isFinite',
  'parseInt',
  'parseFloat',
  'encodeURIComponent',
  'decodeURIComponent',
  'globalThis',
];

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

function ofGlobal(name: string): Snapshot[] {
  const value: unknown = Reflect.get(globalThis, name);
  if (!isObject(value)) return [];
  const prototype: unknown = typeof value === 'function' ? value.prototype : undefined;
  const own = snapshot(value, name);
  return isObject(prototype) ? [own, snapshot(prototype, `${name}.prototype`)] : [own];
}

/** Prototypes that have no name of their own. */
function unnamed(): Snapshot[] {
  const iterator = Object.getPrototypeOf([][Symbol.iterator]()) as object;
  const found: Record<string, unknown> = {
    'the array iterator': iterator,
    'the iterator prototype': Object.getPrototypeOf(iterator),
    'the map iterator': Object.getPrototypeOf(new Map().entries()),
    'the set iterator': Object.getPrototypeOf(new Set().values()),
    'the string iterator': Object.getPrototypeOf(''[Symbol.iterator]()),
    'the regular expression iterator': Object.getPrototypeOf('x'.matchAll(/x/g)),
    'the typed array': Object.getPrototypeOf(Uint8Array),
    'the typed array prototype': Object.getPrototypeOf(Uint8Array.prototype),
    'the generator prototype': Object.getPrototypeOf(function* () {}).prototype,
    'the async function prototype': Object.getPrototypeOf(async () => {}),
    'the async generator prototype': Object.getPrototypeOf(async function* () {}).prototype,
  };
  return Object.entries(found).flatMap(([name, object]) =>
    isObject(object) ? [snapshot(object, name)] : [],
  );
}

/** Snapshots of what every assertion leans on. */
export function closestBuiltIns(): Snapshot[] {
  return closest.flatMap(ofGlobal);
}

/** Snapshots of everything else that a verdict rests on. */
export function furtherBuiltIns(): Snapshot[] {
  // Some globals of Node are filled in when they are first read; reading them now keeps that from looking like a change.
  for (const name of further) Reflect.get(globalThis, name);
  const everyName = [...closest, ...further, ...functions].filter((name) => Object.hasOwn(globalThis, name));
  return [
    ...further.flatMap(ofGlobal),
    ...unnamed(),
    snapshot(globalThis, 'globalThis', everyName),
    snapshot(process, 'process', ['exit']),
    snapshot(fs, 'fs', ['writeFileSync', 'openSync', 'writeSync', 'closeSync', 'mkdirSync', 'existsSync']),
  ];
}
