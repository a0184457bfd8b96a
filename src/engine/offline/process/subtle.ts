/** `crypto.subtle` in a process: calls go to the frame, which has it; keys stay there and are known by number. */
import type { KeyHandle, SubtleArgument, SubtleMethod, SubtleValue } from '../protocol.ts';
import { loop, type Release } from './event-loop.ts';
import { newQuestion, onKernel, send } from './kernel-link.ts';

interface Pending {
  resolve: (value: SubtleValue) => void;
  reject: (error: DOMException) => void;
  release: Release;
}

const pending = new Map<number, Pending>();
const forgotten = new FinalizationRegistry<number>((key) => send({ type: 'forget-key', key }));
const numbers = new WeakMap<object, number>();

onKernel('subtle-done', ({ id, value }) => {
  pending.get(id)?.release();
  pending.get(id)?.resolve(value);
  pending.delete(id);
});

onKernel('subtle-failed', ({ id, name, message }) => {
  pending.get(id)?.release();
  pending.get(id)?.reject(new DOMException(message, name));
  pending.delete(id);
});

/** A key of the frame's. It is made by `subtle` only. */
export class CryptoKey {
  readonly type: KeyType;
  readonly extractable: boolean;
  readonly algorithm: unknown;
  readonly usages: readonly KeyUsage[];

  constructor(handle: KeyHandle) {
    this.type = handle.type;
    this.extractable = handle.extractable;
    this.algorithm = handle.algorithm;
    this.usages = handle.usages;
    numbers.set(this, handle.key);
    forgotten.register(this, handle.key);
  }

  get [Symbol.toStringTag](): string {
    return 'CryptoKey';
  }
}

async function call(method: SubtleMethod, args: readonly unknown[]): Promise<unknown> {
  const id = newQuestion();
  const message = { type: 'subtle', id, method, args: args.map(argument) } as const;
  const value = await new Promise<SubtleValue>((resolve, reject) => {
    pending.set(id, { resolve, reject, release: loop.hold() });
    send({ ...message, args: [...message.args] });
  });
  if (value.kind === 'key') return new CryptoKey(value.handle);
  if (value.kind === 'pair') {
    return { publicKey: new CryptoKey(value.publicKey), privateKey: new CryptoKey(value.privateKey) };
  }
  return value.value;
}

function argument(value: unknown): SubtleArgument {
  if (typeof value !== 'object' || value === null) return { plain: value };
  const key = numbers.get(value);
  if (key !== undefined) return { key };
  // A Buffer would not survive the way; its bytes do.
  if (ArrayBuffer.isView(value)) return { plain: bytesOf(value) };
  if (value instanceof ArrayBuffer) return { plain: value };
  const { public: publicKey, ...rest } = value as { public?: object }; // an algorithm, of which ECDH names a key
  const publicNumber = publicKey && numbers.get(publicKey);
  if (publicNumber !== undefined) return { algorithm: plain(rest), publicKey: publicNumber };
  return { plain: plain(value) };
}

/** An algorithm or a JSON Web Key: an object or list of plain values and bytes. */
function plain(value: object): unknown {
  if (Array.isArray(value)) return [...value];
  return Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [
      key,
      ArrayBuffer.isView(each) ? bytesOf(each) : each,
    ]),
  );
}

function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
}

export class SubtleCrypto {
  generateKey(...args: unknown[]): Promise<unknown> {
    return call('generateKey', args);
  }

  importKey(...args: unknown[]): Promise<unknown> {
    return call('importKey', args);
  }

  exportKey(...args: unknown[]): Promise<unknown> {
    return call('exportKey', args);
  }

  sign(...args: unknown[]): Promise<unknown> {
    return call('sign', args);
  }

  verify(...args: unknown[]): Promise<unknown> {
    return call('verify', args);
  }

  digest(...args: unknown[]): Promise<unknown> {
    return call('digest', args);
  }

  encrypt(...args: unknown[]): Promise<unknown> {
    return call('encrypt', args);
  }

  decrypt(...args: unknown[]): Promise<unknown> {
    return call('decrypt', args);
  }

  deriveBits(...args: unknown[]): Promise<unknown> {
    return call('deriveBits', args);
  }

  deriveKey(...args: unknown[]): Promise<unknown> {
    return call('deriveKey', args);
  }

  wrapKey(...args: unknown[]): Promise<unknown> {
    return call('wrapKey', args);
  }

  unwrapKey(...args: unknown[]): Promise<unknown> {
    return call('unwrapKey', args);
  }
}
