/** All built-ins by name, as modules: what each exports, and for those that are missing, why. */
import assert, { strict } from '@jspm/core/nodelibs/assert';
import * as diagnosticsChannel from '@jspm/core/nodelibs/diagnostics_channel';
import path from '@jspm/core/nodelibs/path';
import querystring from '@jspm/core/nodelibs/querystring';
import { StringDecoder } from '@jspm/core/nodelibs/string_decoder';
import url from '@jspm/core/nodelibs/url';
import { http } from '../http/module.ts';
import { process } from '../node-process.ts';
import * as timers from '../timers.ts';
import { bufferModule } from './buffer.ts';
import { cryptoModule } from './crypto.ts';
import { eventsModule } from './events.ts';
import { fsModules } from './fs.ts';
import { os } from './os.ts';
import { readlineModules } from './readline.ts';
import { streamModules } from './stream.ts';
import { timersPromises } from './timers-promises.ts';
import { utilModule } from './util.ts';

const {
  ReadableStream,
  ReadableStreamDefaultReader,
  WritableStream,
  TransformStream,
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  TextDecoderStream,
  TextEncoderStream,
  CompressionStream,
  DecompressionStream,
} = globalThis;

const available: Readonly<Record<string, object>> = {
  assert,
  'assert/strict': strict,
  buffer: bufferModule,
  crypto: cryptoModule,
  diagnostics_channel: diagnosticsChannel,
  events: eventsModule,
  ...fsModules,
  http,
  os,
  path,
  'path/posix': path,
  perf_hooks: { performance: globalThis.performance, PerformanceObserver: globalThis.PerformanceObserver },
  process,
  querystring,
  ...readlineModules,
  ...streamModules,
  'stream/web': {
    ReadableStream,
    ReadableStreamDefaultReader,
    WritableStream,
    TransformStream,
    ByteLengthQueuingStrategy,
    CountQueuingStrategy,
    TextDecoderStream,
    TextEncoderStream,
    CompressionStream,
    DecompressionStream,
  },
  string_decoder: { StringDecoder },
  timers: { ...timers, promises: timersPromises },
  'timers/promises': timersPromises,
  url: { ...url, URL: globalThis.URL, URLSearchParams: globalThis.URLSearchParams },
  util: utilModule,
  'util/types': utilModule.types,
};

/** Built-ins of Node that this engine lacks. Importing one is no error; using it says what to do. */
const missing = new Set([
  'async_hooks',
  'child_process',
  'cluster',
  'console',
  'dgram',
  'dns',
  'dns/promises',
  'domain',
  'http2',
  'https',
  'inspector',
  'module',
  'net',
  'sqlite',
  'test',
  'tls',
  'tty',
  'v8',
  'vm',
  'worker_threads',
  'zlib',
]);

export const isBuiltin = (name: string): boolean => Object.hasOwn(available, name) || missing.has(name);

export interface Builtin {
  namespace: object;
  claims: (name: string) => boolean;
}

const modules = new Map<string, Builtin>();

/** The module of a built-in; the same one each time. */
export function builtin(name: string): Builtin {
  let found = modules.get(name);
  if (!found) modules.set(name, (found = make(name)));
  return found;
}

function make(name: string): Builtin {
  if (name === 'console') return plain(globalThis.console);
  const members = available[name];
  return members ? plain(members) : absent(name);
}

function plain(members: object): Builtin {
  const namespace = Object.create(null) as Record<string, unknown>;
  Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
  for (const key of Object.keys(members)) namespace[key] = Reflect.get(members, key);
  // Methods of `process` and `path` live on a prototype or are not enumerable.
  for (
    let owner: object = members;
    owner !== Object.prototype;
    owner = Object.getPrototypeOf(owner) as object
  ) {
    if (owner === Function.prototype) break;
    for (const key of Object.getOwnPropertyNames(owner)) {
      if (key !== 'constructor' && !(key in namespace)) {
        Object.defineProperty(namespace, key, {
          get: () => Reflect.get(members, key) as unknown,
          enumerable: true,
        });
      }
    }
    if (Object.getPrototypeOf(owner) === null) break;
  }
  if (!Object.hasOwn(namespace, 'default')) namespace['default'] = members;
  return { namespace, claims: (key) => key in namespace };
}

function absent(name: string): Builtin {
  const explain = (member: string): never => {
    throw Object.assign(
      new Error(
        `node:${name} is not available in this engine (${member} was used). The labs do not need it.`,
      ),
      { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' },
    );
  };
  const stub = (member: string): unknown =>
    new Proxy(function unavailable() {}, {
      apply: () => explain(member),
      construct: () => explain(member),
      get: (_target, key) =>
        typeof key === 'symbol' || key === 'prototype' ? undefined : stub(`${member}.${key}`),
    });
  const namespace = new Proxy(Object.create(null) as object, {
    get: (_target, key) => (typeof key === 'symbol' || key === 'then' ? undefined : stub(key)),
    has: () => true,
  });
  return { namespace, claims: () => true };
}
