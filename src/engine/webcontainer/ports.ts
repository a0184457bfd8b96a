import type { PortEvent } from '../contract.ts';

/**
 * All machines of a WebContainer share its ports. The first machine, the live lab, has the logical ports themselves;
 * each further one, a check run, has ports of its own from this range, which lies below the ports that an operating
 * system hands out and above those of any lab.
 */
const POOL_START = 20_000;
const POOL_END = 30_000;

/** The ports of one machine. */
export interface PortLease {
  /** The port on which this machine serves a logical port. */
  portFor(logical: number): number;
  /** @returns a function that ends the subscription. */
  onPort(listener: (event: PortEvent) => void): () => void;
  /** Gives the ports back and ends all subscriptions. */
  release(): void;
}

interface Holder {
  readonly listeners: Set<(event: PortEvent) => void>;
  readonly byLogical: Map<number, number>;
}

/** Shares the ports of one WebContainer out among its machines, and sorts its port events by machine. */
export class PortSpace {
  /** Who has the logical ports themselves. */
  #live: Holder | null = null;
  readonly #assigned = new Map<number, { holder: Holder; logical: number }>();
  readonly #open = new Set<number>();
  #next = POOL_START;

  lease(): PortLease {
    const holder: Holder = { listeners: new Set(), byLogical: new Map() };
    this.#live ??= holder;
    // Settled now, so that a machine's ports stay the same when it has given them back.
    const isLive = this.#live === holder;
    return {
      portFor: (logical) => (isLive ? logical : this.#assign(holder, logical)),
      onPort: (listener) => {
        holder.listeners.add(listener);
        return () => holder.listeners.delete(listener);
      },
      release: () => {
        holder.listeners.clear();
        for (const port of holder.byLogical.values()) this.#assigned.delete(port);
        if (this.#live === holder) this.#live = null;
      },
    };
  }

  /** Takes an event of the runtime and tells the machine that it is about. */
  tell(port: number, type: PortEvent['type']): void {
    // Passed on even when it repeats itself: whoever waits for a server that was started anew must not miss it only
    // because the runtime did not tell of the end of the one before.
    if (type === 'open') this.#open.add(port);
    else this.#open.delete(port);
    const assigned = this.#assigned.get(port);
    const holder = assigned?.holder ?? this.#live;
    const event: PortEvent = { port: assigned?.logical ?? port, type };
    for (const listener of holder?.listeners ?? []) listener(event);
  }

  #assign(holder: Holder, logical: number): number {
    const known = holder.byLogical.get(logical);
    if (known !== undefined) return known;
    // Round and round, so that a late event about a machine that is gone meets no new one.
    do {
      this.#next = this.#next + 1 < POOL_END ? this.#next + 1 : POOL_START;
    } while (this.#assigned.has(this.#next) || this.#open.has(this.#next));
    holder.byLogical.set(logical, this.#next);
    this.#assigned.set(this.#next, { holder, logical });
    return this.#next;
  }
}
