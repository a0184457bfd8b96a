/** `node:crypto`: hashes by a library of pure JavaScript, keys by the browser's own WebCrypto. */
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_512 } from '@noble/hashes/sha3.js';
import { Transform } from '@jspm/core/nodelibs/stream';
import { loop } from '../event-loop.ts';
import { nodeError } from '../node-errors.ts';
import { CryptoKey, SubtleCrypto } from '../subtle.ts';
import { Buffer, viewAsBuffer } from './buffer.ts';

const hashes = {
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha3-256': sha3_256,
  'sha3-512': sha3_512,
};
type Data = string | ArrayBuffer | ArrayBufferView;

const random = globalThis.crypto;
const randomBlock = 65_536;

function hashNamed(name: string): (typeof hashes)['sha256'] {
  const key = name.toLowerCase().replace(/^sha-(?=\d)/, 'sha');
  const found = Object.entries(hashes).find(([each]) => each === key)?.[1];
  if (found) return found as (typeof hashes)['sha256']; // all have the same shape; only the sizes differ in their types
  throw Object.assign(new Error('Digest method not supported'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
}

function bytes(data: Data, encoding?: BufferEncoding): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data, encoding);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

interface Hasher {
  update(data: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): Hasher;
}

/** `Hash` and `Hmac`: both a stream and a pair of `update` and `digest`, as in Node. */
class Digest extends Transform {
  readonly #hasher: Hasher;
  #finished = false;

  constructor(hasher: Hasher) {
    super({
      transform: (chunk: Uint8Array, _encoding, callback) => {
        this.#hasher.update(chunk);
        callback();
      },
      flush: (callback) => callback(null, this.digest()),
    });
    this.#hasher = hasher;
  }

  update(data: Data, encoding?: BufferEncoding): this {
    this.#assertOpen();
    this.#hasher.update(bytes(data, encoding));
    return this;
  }

  digest(encoding?: BufferEncoding | 'buffer'): Buffer | string {
    this.#assertOpen();
    this.#finished = true;
    const result = viewAsBuffer(this.#hasher.digest());
    return encoding && encoding !== 'buffer' ? result.toString(encoding) : result;
  }

  copy(): Digest {
    this.#assertOpen();
    return new Digest(this.#hasher.clone());
  }

  #assertOpen(): void {
    if (this.#finished) throw nodeError(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
  }
}

function randomFillSync<T extends ArrayBuffer | ArrayBufferView>(target: T): T {
  const view = bytes(target);
  // The browser gives at most this much at a time.
  for (let at = 0; at < view.length; at += randomBlock) {
    random.getRandomValues(view.subarray(at, at + randomBlock) as Uint8Array<ArrayBuffer>); // not shared memory
  }
  return target;
}

function randomBytes(size: number, callback?: (error: null, bytes: Buffer) => void): Buffer | undefined {
  const buffer = randomFillSync(Buffer.alloc(size));
  if (!callback) return buffer;
  soon(() => callback(null, buffer));
  return undefined;
}

/** Calls back in a later turn, and keeps the process alive until then. */
function soon(callback: () => void): void {
  const release = loop.hold();
  loop.addImmediate(() => {
    release();
    callback();
  });
}

function randomInt(
  low: number,
  high?: number | ((error: null, value: number) => void),
  callback?: unknown,
): number | undefined {
  const [from, to] = typeof high === 'number' ? [low, high] : [0, low];
  const done = typeof high === 'function' ? high : callback;
  const range = to - from;
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || range <= 0 || range > 2 ** 48 - 1) {
    throw nodeError(
      RangeError,
      'ERR_OUT_OF_RANGE',
      `The value of "max" is out of range. It must be greater than the value of "min" (${from}). Received ${to}`,
    );
  }
  const limit = 2 ** 48 - (2 ** 48 % range);
  let value: number;
  do {
    const six = randomFillSync(new Uint8Array(6));
    value = six.reduce((sum, byte) => sum * 256 + byte, 0);
  } while (value >= limit);
  value = from + (value % range);
  if (typeof done !== 'function') return value;
  soon(() => done(null, value));
  return undefined;
}

export function randomUUID(): string {
  const raw = randomFillSync(new Uint8Array(16));
  raw[6] = ((raw[6] ?? 0) & 0x0f) | 0x40;
  raw[8] = ((raw[8] ?? 0) & 0x3f) | 0x80;
  const hex = viewAsBuffer(raw).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function timingSafeEqual(left: Data, right: Data): boolean {
  const a = bytes(left);
  const b = bytes(right);
  if (a.length !== b.length) {
    throw nodeError(
      RangeError,
      'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
      'Input buffers must have the same byte length',
    );
  }
  let difference = 0;
  for (const [at, byte] of a.entries()) difference |= byte ^ (b[at] ?? 0);
  return difference === 0;
}

function pbkdf2Sync(password: Data, salt: Data, iterations: number, length: number, digest: string): Buffer {
  return viewAsBuffer(
    pbkdf2(hashNamed(digest), bytes(password), bytes(salt), { c: iterations, dkLen: length }),
  );
}

interface ScryptOptions {
  N?: number;
  r?: number;
  p?: number;
  cost?: number;
  blockSize?: number;
  parallelization?: number;
}

function scryptSync(password: Data, salt: Data, length: number, options: ScryptOptions = {}): Buffer {
  const N = options.N ?? options.cost ?? 16_384;
  const r = options.r ?? options.blockSize ?? 8;
  const p = options.p ?? options.parallelization ?? 1;
  return viewAsBuffer(scrypt(bytes(password), bytes(salt), { N, r, p, dkLen: length }));
}

function hkdfSync(digest: string, key: Data, salt: Data, info: Data, length: number): ArrayBuffer {
  return hkdf(hashNamed(digest), bytes(key), bytes(salt), bytes(info), length).slice().buffer;
}

/** The form of a synchronous function that calls back. */
function calledBack<A extends unknown[], R>(run: (...args: A) => R) {
  return (...args: [...A, (error: unknown, result?: R) => void]): void => {
    const callback = args.pop() as (error: unknown, result?: R) => void; // the last one, by the type above
    soon(() => {
      let result: R;
      try {
        result = run(...(args as unknown as A)); // all but the last one
      } catch (error) {
        callback(error);
        return;
      }
      callback(null, result);
    });
  };
}

const subtle = new SubtleCrypto();

/** What a worker without a secure context lacks of `globalThis.crypto`. */
export const webcrypto = Object.create(Object.getPrototypeOf(random) as object, {
  subtle: { value: subtle, enumerable: true },
  randomUUID: { value: randomUUID, enumerable: true },
  getRandomValues: {
    value: <T extends ArrayBufferView>(target: T) => random.getRandomValues(target as never),
    enumerable: true,
  },
}) as object;

export { CryptoKey, SubtleCrypto };

function unavailable(name: string): () => never {
  return () => {
    throw new Error(
      `crypto.${name} is not available in this engine: use crypto.subtle, which signs and verifies.`,
    );
  };
}

export const cryptoModule = {
  createHash: (name: string) => new Digest(hashNamed(name).create()),
  createHmac: (name: string, key: Data) => new Digest(hmac.create(hashNamed(name), bytes(key))),
  hash: (name: string, data: Data, encoding: BufferEncoding | 'buffer' = 'hex') =>
    new Digest(hashNamed(name).create()).update(data).digest(encoding),
  getHashes: () => Object.keys(hashes),
  randomBytes,
  randomFillSync,
  randomFill: (target: ArrayBufferView, callback: (error: null, target: ArrayBufferView) => void) =>
    soon(() => callback(null, randomFillSync(target))),
  randomInt,
  randomUUID,
  timingSafeEqual,
  pbkdf2Sync,
  pbkdf2: calledBack(pbkdf2Sync),
  scryptSync,
  scrypt: calledBack((password: Data, salt: Data, length: number) => scryptSync(password, salt, length)),
  hkdfSync,
  hkdf: calledBack(hkdfSync),
  createSign: unavailable('createSign'),
  createVerify: unavailable('createVerify'),
  sign: unavailable('sign'),
  verify: unavailable('verify'),
  createCipheriv: unavailable('createCipheriv'),
  createDecipheriv: unavailable('createDecipheriv'),
  generateKeyPairSync: unavailable('generateKeyPairSync'),
  createPrivateKey: unavailable('createPrivateKey'),
  createPublicKey: unavailable('createPublicKey'),
  getRandomValues: <T extends ArrayBufferView>(target: T) => random.getRandomValues(target as never),
  webcrypto,
  subtle,
  Hash: Digest,
  Hmac: Digest,
};
