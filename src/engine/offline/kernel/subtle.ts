/**
 * `crypto.subtle` for one process. A worker of a frame without an origin is no secure context and has none; the frame
 * has. Keys stay here and are known to the process by number.
 */
import {
  caps,
  type KeyHandle,
  type SubtleArgument,
  type SubtleMethod,
  type SubtleValue,
} from '../protocol.ts';

export class SubtleService {
  readonly #keys = new Map<number, CryptoKey>();
  #next = 1;

  /** Calls the method. Rejects as it does, or with a DataError for a key that is not there. */
  async call(method: SubtleMethod, args: readonly SubtleArgument[]): Promise<SubtleValue> {
    refuseEndless(args);
    const { subtle } = globalThis.crypto;
    // The browser checks the arguments itself and rejects those that do not fit; no type could promise that here.
    const run = subtle[method] as (...args: unknown[]) => Promise<unknown>;
    const value = await Reflect.apply(
      run,
      subtle,
      args.map((each) => this.#argument(each)),
    );
    if (value instanceof CryptoKey) return { kind: 'key', handle: this.#keep(value) };
    if (isPair(value)) {
      return {
        kind: 'pair',
        publicKey: this.#keep(value.publicKey),
        privateKey: this.#keep(value.privateKey),
      };
    }
    return { kind: 'plain', value };
  }

  forget(key: number): void {
    this.#keys.delete(key);
  }

  #argument(argument: SubtleArgument): unknown {
    if ('key' in argument) return this.#key(argument.key);
    if ('publicKey' in argument)
      return Object.assign({}, argument.algorithm, { public: this.#key(argument.publicKey) });
    return argument.plain;
  }

  #key(number: number): CryptoKey {
    const key = this.#keys.get(number);
    if (!key) throw new DOMException('The key is not known to this process.', 'DataError');
    return key;
  }

  #keep(key: CryptoKey): KeyHandle {
    if (this.#keys.size >= caps.keysPerProcess) {
      throw new DOMException('This process holds too many keys at once.', 'QuotaExceededError');
    }
    const number = this.#next++;
    this.#keys.set(number, key);
    return {
      key: number,
      type: key.type,
      extractable: key.extractable,
      algorithm: key.algorithm,
      usages: [...key.usages],
    };
  }
}

/** What the browser has begun here nothing can stop, and everybody else's calls would wait behind it. */
function refuseEndless(args: readonly SubtleArgument[]): void {
  for (const argument of args) {
    const algorithm =
      'plain' in argument ? argument.plain : 'algorithm' in argument ? argument.algorithm : null;
    if (typeof algorithm !== 'object' || algorithm === null || !('iterations' in algorithm)) continue;
    if (Number(algorithm.iterations) <= caps.derivationRounds) continue;
    throw new DOMException(
      `More than ${caps.derivationRounds} iterations are not allowed in this engine.`,
      'OperationError',
    );
  }
}

function isPair(value: unknown): value is CryptoKeyPair {
  return typeof value === 'object' && value !== null && 'publicKey' in value && 'privateKey' in value;
}
