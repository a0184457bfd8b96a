import { hash, seeded } from './random.ts';
import type { Random } from './random.ts';
import { linkId } from './model.ts';
import type { Fault } from './model.ts';

type FaultOf<T extends Fault['type']> = Extract<Fault, { type: T }>;

/** How a link is at this moment, all faults taken together. */
export interface Condition {
  readonly refused: boolean;
  readonly hung: boolean;
  readonly parted: boolean;
  readonly paused: boolean;
  readonly delay: FaultOf<'delay'> | undefined;
  readonly error: FaultOf<'error'> | undefined;
}

/** Which links are faulty and which services paused, and who wants to know when that changes. */
export class Faults {
  readonly #seed: number;
  readonly #byLink = new Map<string, readonly Fault[]>();
  readonly #paused = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #randoms = new Map<string, Random>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Replaces the faults of a link. */
  set(from: string, to: string, faults: readonly Fault[]): void {
    this.#byLink.set(linkId(from, to), faults);
    this.#changed();
  }

  /** Pauses a service, or lets it go on. */
  pause(service: string, paused: boolean): void {
    if (paused) this.#paused.add(service);
    else this.#paused.delete(service);
    this.#changed();
  }

  condition(from: string, to: string): Condition {
    const here = this.#byLink.get(linkId(from, to)) ?? [];
    const back = this.#byLink.get(linkId(to, from)) ?? [];
    return {
      refused: here.some((fault) => fault.type === 'refuse'),
      hung: here.some((fault) => fault.type === 'hang'),
      parted: [...here, ...back].some((fault) => fault.type === 'partition'),
      paused: this.#paused.has(to),
      delay: here.find((fault) => fault.type === 'delay'),
      error: here.find((fault) => fault.type === 'error'),
    };
  }

  /** The link's own sequence of random numbers: other links' traffic does not change what happens on this one. */
  random(from: string, to: string): Random {
    const link = linkId(from, to);
    let random = this.#randoms.get(link);
    if (!random) this.#randoms.set(link, (random = seeded(hash(link) ^ this.#seed)));
    return random;
  }

  /** Calls the listener after each change. @returns a function that ends the subscription. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}
