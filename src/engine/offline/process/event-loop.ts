/**
 * Node's event loop on top of a worker's: ticks before microtasks, timers before immediates, and an end of the process
 * when nothing is left to wait for.
 *
 * Every callback that Node would run from its loop runs here through {@link EventLoop.enter}, one per task of the
 * worker, so that microtasks run between any two of them.
 */
import { listen, natives, post } from './natives.ts';

export type Release = () => void;
type Callback = () => void;

export interface TimerEntry {
  /** When it is due, in whole milliseconds of the loop's clock. */
  due: number;
  /** Order of creation, which decides between timers that are due together. */
  sequence: number;
  run: Callback;
  active: boolean;
}

export interface ImmediateEntry {
  run: Callback;
  active: boolean;
}

export class EventLoop {
  #held = 0;
  #depth = 0;
  #ticks: Callback[] = [];
  #drainQueued = false;
  #timers: TimerEntry[] = [];
  #immediates: ImmediateEntry[] = [];
  #batch: ImmediateEntry[] = [];
  #phase: 'timers' | 'check' = 'timers';
  #sequence = 0;
  #now = Math.floor(natives.now());
  #alarm: { id: unknown; due: number } | undefined;
  #wakeQueued = false;
  #idleQueued = false;
  #onIdle: Callback | undefined;
  readonly #wakePort: MessagePort;
  readonly #idlePort: MessagePort;
  readonly #drainPort: MessagePort;

  constructor() {
    const wake = new MessageChannel();
    this.#wakePort = wake.port2;
    listen(wake.port1, () => this.#turn());
    const drain = new MessageChannel();
    this.#drainPort = drain.port2;
    listen(drain.port1, () => {
      this.#drainQueued = false;
      this.enter(() => {});
      this.checkIdle();
    });
    const idle = new MessageChannel();
    this.#idlePort = idle.port2;
    listen(idle.port1, () => {
      // A rejection that nobody handled is reported in a task of its own, which must come before the end.
      natives.setTimeout(() => {
        this.#idleQueued = false;
        if (this.idle) this.#onIdle?.();
      }, 0);
    });
  }

  /** The loop's clock in whole milliseconds; it stands still while a callback runs, as Node's does. */
  get now(): number {
    return this.#now;
  }

  /** Keeps the process alive until the returned function is called. */
  hold(): Release {
    this.#held++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#held--;
      this.checkIdle();
    };
  }

  get idle(): boolean {
    return this.#held === 0 && this.#ticks.length === 0;
  }

  /** Calls the listener whenever nothing keeps the process alive, from now on. */
  onIdle(listener: Callback): void {
    this.#onIdle = listener;
    this.checkIdle();
  }

  checkIdle(): void {
    if (!this.idle || this.#idleQueued || !this.#onIdle) return;
    this.#idleQueued = true;
    post(this.#idlePort, 0);
  }

  /** Runs a callback of the outside world (a message, a timer), then the ticks that it left. */
  enter(callback: Callback): void {
    this.#depth++;
    if (this.#depth === 1) this.#now = Math.floor(natives.now());
    try {
      // Ticks come before whatever else the loop has to do.
      if (this.#depth === 1) this.#drain();
      callback();
      if (this.#depth === 1) this.#drain();
    } finally {
      this.#depth--;
      if (this.#ticks.length > 0) this.#queueDrain();
    }
  }

  /** As {@link enter}, for input: immediates come before timers after it, as after Node's poll phase. */
  poll(callback: Callback): void {
    this.#phase = 'check';
    this.enter(callback);
  }

  nextTick(callback: Callback): void {
    this.#ticks.push(callback);
    if (this.#depth === 0) this.#queueDrain();
  }

  addTimer(delay: number, run: Callback): TimerEntry {
    if (this.#depth === 0) this.#now = Math.floor(natives.now());
    const entry: TimerEntry = { due: this.#now + delay, sequence: this.#sequence++, run, active: true };
    let at = this.#timers.length;
    while (at > 0 && (this.#timers[at - 1]?.due ?? 0) > entry.due) at--;
    this.#timers.splice(at, 0, entry);
    this.#arm();
    return entry;
  }

  removeTimer(entry: TimerEntry): void {
    if (!entry.active) return;
    entry.active = false;
    const at = this.#timers.indexOf(entry);
    if (at >= 0) this.#timers.splice(at, 1);
  }

  addImmediate(run: Callback): ImmediateEntry {
    const entry = { run, active: true };
    this.#immediates.push(entry);
    this.#wake();
    return entry;
  }

  #queueDrain(): void {
    if (this.#drainQueued) return;
    this.#drainQueued = true;
    // Ticks that microtasks leave come after all microtasks, so a task of their own it must be.
    post(this.#drainPort, 0);
  }

  #drain(): void {
    for (let tick = this.#ticks.shift(); tick; tick = this.#ticks.shift()) tick();
  }

  #wake(): void {
    if (this.#wakeQueued) return;
    this.#wakeQueued = true;
    post(this.#wakePort, 0);
  }

  /** One callback, chosen as Node's phases would. */
  #turn(): void {
    this.#wakeQueued = false;
    this.#now = Math.floor(natives.now());
    const callback = this.#next();
    if (this.#batch.length > 0 || this.#immediates.length > 0) this.#wake();
    else this.#arm();
    if (!callback) return;
    try {
      this.enter(callback);
    } finally {
      this.#arm();
    }
  }

  #next(): Callback | undefined {
    // At most once around: timers, immediates, and timers again where it began with immediates.
    for (let phases = 0; phases < 3; phases++) {
      if (this.#phase === 'timers') {
        const timer = this.#timers[0];
        if (timer && timer.due <= this.#now) {
          this.#timers.shift();
          timer.active = false;
          return timer.run;
        }
        this.#phase = 'check';
        this.#batch = this.#immediates;
        this.#immediates = [];
      } else {
        if (this.#batch.length === 0 && phases === 0) {
          this.#batch = this.#immediates;
          this.#immediates = [];
        }
        for (let entry = this.#batch.shift(); entry; entry = this.#batch.shift()) {
          if (!entry.active) continue;
          entry.active = false;
          return entry.run;
        }
        this.#phase = 'timers';
      }
    }
    return undefined;
  }

  /** Sees to it that the worker wakes when the first timer is due. */
  #arm(): void {
    const first = this.#timers[0];
    if (!first) return;
    const wait = first.due - natives.now();
    if (wait <= 0) return this.#wake();
    if (this.#alarm && this.#alarm.due <= first.due) return;
    if (this.#alarm) natives.clearTimeout(this.#alarm.id as number); // a worker's timer ids are numbers
    const due = first.due;
    // The browser slows timers that set timers; waking through a message keeps each alarm the first of its chain.
    const id = natives.setTimeout(() => {
      this.#alarm = undefined;
      this.#wake();
    }, wait);
    this.#alarm = { id, due };
  }
}

/** The one loop of this process. */
export const loop = new EventLoop();
