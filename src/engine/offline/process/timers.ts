/** `setTimeout` and its kin with Node's objects: ref, unref, refresh, and an id where a number is wanted. */
import { nodeError } from './node-errors.ts';
import { loop, type ImmediateEntry, type Release, type TimerEntry } from './event-loop.ts';

type Callback = (...args: unknown[]) => void;

const longestDelay = 2 ** 31 - 1;
/** Timers whose number somebody asked for, so that `clearTimeout(number)` finds them. */
const numbered = new Map<number, Timeout>();
let nextNumber = 1;

function clampDelay(delay: unknown): number {
  const wanted = Math.trunc(Number(delay));
  return wanted >= 1 && wanted <= longestDelay ? wanted : 1;
}

function assertCallback(callback: unknown): asserts callback is Callback {
  if (typeof callback === 'function') return;
  throw nodeError(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The "callback" argument must be of type function. Received ${callback === null ? 'null' : typeof callback}`,
  );
}

export class Timeout {
  #callback: Callback;
  #args: unknown[];
  #delay: number;
  #repeat: boolean;
  #entry: TimerEntry | undefined;
  #wantsRef = true;
  #release: Release | undefined;
  #number: number | undefined;

  constructor(callback: Callback, delay: unknown, args: unknown[], repeat: boolean) {
    assertCallback(callback);
    this.#callback = callback;
    this.#args = args;
    this.#delay = clampDelay(delay);
    this.#repeat = repeat;
    this.#start();
  }

  ref(): this {
    this.#wantsRef = true;
    if (this.#entry) this.#release ??= loop.hold();
    return this;
  }

  unref(): this {
    this.#wantsRef = false;
    this.#letGo();
    return this;
  }

  hasRef(): boolean {
    return this.#wantsRef;
  }

  refresh(): this {
    if (this.#entry) loop.removeTimer(this.#entry);
    this.#start();
    return this;
  }

  close(): this {
    if (this.#entry) loop.removeTimer(this.#entry);
    this.#entry = undefined;
    this.#repeat = false;
    this.#letGo();
    if (this.#number !== undefined) numbered.delete(this.#number);
    return this;
  }

  [Symbol.toPrimitive](): number {
    if (this.#number === undefined) {
      this.#number = nextNumber++;
      numbered.set(this.#number, this);
    }
    return this.#number;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #start(): void {
    this.#entry = loop.addTimer(this.#delay, () => this.#fire());
    if (this.#wantsRef) this.#release ??= loop.hold();
  }

  #fire(): void {
    this.#entry = undefined;
    try {
      Reflect.apply(this.#callback, this, this.#args);
    } finally {
      if (this.#repeat && !this.#entry) this.#start();
      else if (!this.#entry) this.close();
    }
  }

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }
}

export class Immediate {
  #entry: ImmediateEntry;
  #release: Release | undefined = loop.hold();

  constructor(callback: Callback, args: unknown[]) {
    assertCallback(callback);
    this.#entry = loop.addImmediate(() => {
      this.unref();
      callback(...args);
    });
  }

  ref(): this {
    if (this.#entry.active) this.#release ??= loop.hold();
    return this;
  }

  unref(): this {
    this.#release?.();
    this.#release = undefined;
    return this;
  }

  hasRef(): boolean {
    return this.#release !== undefined;
  }

  close(): void {
    this.#entry.active = false;
    this.unref();
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

export const setTimeout = (callback: Callback, delay?: unknown, ...args: unknown[]): Timeout =>
  new Timeout(callback, delay, args, false);

export const setInterval = (callback: Callback, delay?: unknown, ...args: unknown[]): Timeout =>
  new Timeout(callback, delay, args, true);

export const setImmediate = (callback: Callback, ...args: unknown[]): Immediate =>
  new Immediate(callback, args);

export function clearTimeout(timer: unknown): void {
  if (timer instanceof Timeout) timer.close();
  else if (typeof timer === 'number' || typeof timer === 'string') numbered.get(Number(timer))?.close();
}

export const clearInterval = clearTimeout;

export function clearImmediate(immediate: unknown): void {
  if (immediate instanceof Immediate) immediate.close();
}
