/**
 * `node:buffer`: the polyfill's Buffer, with what it lacks (base64url, which every JWT needs) and with the browser's
 * own UTF-8, which is many times faster.
 */
import { Buffer, INSPECT_MAX_BYTES, kMaxLength } from '@jspm/core/nodelibs/buffer';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const isUtf8 = (encoding: unknown): boolean =>
  encoding === undefined || encoding === 'utf8' || encoding === 'utf-8';
const isBase64url = (encoding: unknown): boolean =>
  typeof encoding === 'string' && encoding.toLowerCase() === 'base64url';

const original = {
  from: Buffer.from as (...args: unknown[]) => Buffer,
  toString: Buffer.prototype.toString,
  write: Buffer.prototype.write as (...args: unknown[]) => number,
  byteLength: Buffer.byteLength as (value: unknown, encoding?: unknown) => number,
  isEncoding: Buffer.isEncoding,
};

/** A view on bytes as a Buffer, without a copy. */
export function viewAsBuffer(bytes: Uint8Array): Buffer {
  return original.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const patches = {
  from(value: unknown, encoding?: unknown, length?: unknown): Buffer {
    if (typeof value === 'string') {
      if (isUtf8(encoding)) return viewAsBuffer(encoder.encode(value));
      // Its base64 reads the URL alphabet as well; it only does not know the name.
      return original.from(value, isBase64url(encoding) ? 'base64' : encoding);
    }
    return original.from(value, encoding, length);
  },
  byteLength(value: unknown, encoding?: unknown): number {
    if (typeof value === 'string' && isUtf8(encoding)) return utf8Length(value);
    return original.byteLength(value, isBase64url(encoding) ? 'base64' : encoding);
  },
  isEncoding(encoding: unknown): boolean {
    return isBase64url(encoding) || original.isEncoding(String(encoding));
  },
};

const methodPatches = {
  toString(this: Buffer, encoding?: unknown, start = 0, end = this.length): string {
    if (isUtf8(encoding)) return decoder.decode(this.subarray(Math.max(0, start), Math.max(0, end)));
    if (!isBase64url(encoding)) return original.toString.call(this, encoding as BufferEncoding, start, end);
    const text = original.toString.call(this, 'base64', start, end);
    return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  },
  write(this: Buffer, ...args: unknown[]): number {
    return original.write.apply(
      this,
      args.map((each) => (isBase64url(each) ? 'base64' : each)),
    );
  },
};

/** Counts the bytes of a text in UTF-8 without making them. */
function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    length += unit < 0x800 ? 1 : 2;
    const next = unit >= 0xd800 && unit < 0xdc00 ? text.charCodeAt(at + 1) : 0;
    if (next >= 0xdc00 && next < 0xe000) at++;
  }
  return length;
}

Object.assign(Buffer, patches);
for (const name of ['toString', 'write', 'toLocaleString'] as const) {
  const value = name === 'write' ? methodPatches.write : methodPatches.toString;
  Object.defineProperty(Buffer.prototype, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}
// `subarray` must give a Buffer as `slice` does, which it does through the species; `parent` and `offset` are history.

export { Buffer };

export const bufferModule = {
  Buffer,
  INSPECT_MAX_BYTES,
  kMaxLength,
  kStringMaxLength: 536_870_888,
  constants: { MAX_LENGTH: kMaxLength, MAX_STRING_LENGTH: 536_870_888 },
  Blob: globalThis.Blob,
  File: globalThis.File,
  atob: globalThis.atob.bind(globalThis),
  btoa: globalThis.btoa.bind(globalThis),
  isUtf8(input: Uint8Array): boolean {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(input);
      return true;
    } catch {
      return false;
    }
  },
  isAscii: (input: Uint8Array): boolean => input.every((byte) => byte < 0x80),
  transcode(source: Uint8Array, from: BufferEncoding, to: BufferEncoding): Buffer {
    return Buffer.from(viewAsBuffer(source).toString(from), to);
  },
};
