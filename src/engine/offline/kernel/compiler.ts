/**
 * The kernel's side of the compile worker: each text is compiled once, whoever asks and however often. Whoever asks for
 * many waits for many; the others wait for one of them at most.
 */
import type { CompileResult } from '../compile/result.ts';
import { receiveFrom, sendOver } from '../ports.ts';
import { caps } from '../protocol.ts';

/** How much source the cache holds at most, in UTF-16 units. */
const cacheUnits = 32 * 1024 * 1024;

/** Who asks: a machine for the files that the page wrote, or a process. */
type Asker = object;

interface Entry {
  readonly text: string;
  readonly promise: Promise<CompileResult>;
  readonly settle: (result: CompileResult) => void;
  result: CompileResult | undefined;
  started: boolean;
}

export class Compiler {
  readonly #worker: Worker;
  readonly #cache = new Map<string, Entry>();
  /** What waits, by who asked for it. The first one is next, and goes behind the others then. */
  readonly #queues = new Map<Asker, Entry[]>();
  #busy: Entry | undefined;
  #units = 0;

  constructor(source: string) {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    this.#worker = new Worker(url);
    receiveFrom(this.#worker, (data) => {
      const result = data as CompileResult; // our own, see compile/main.ts
      const done = this.#busy;
      this.#busy = undefined;
      // Before anybody hears of it, so that the worker does not wait.
      this.#next();
      if (!done) return;
      done.result = result;
      done.settle(result);
    });
  }

  compile(text: string, asker: Asker): Promise<CompileResult> {
    if (text.length > caps.moduleUnits) return Promise.resolve(tooLong);
    const entry = this.#cache.get(text) ?? this.#add(text);
    if (!entry.started) {
      const queue = this.#queues.get(asker);
      if (queue) queue.push(entry);
      else this.#queues.set(asker, [entry]);
      this.#next();
    }
    return entry.promise;
  }

  /** The result, if it is there already. */
  compiled(text: string): CompileResult | undefined {
    return this.#cache.get(text)?.result;
  }

  /** Drops what only this one waits for: it has ended. */
  forget(asker: Asker): void {
    const dropped = this.#queues.get(asker) ?? [];
    this.#queues.delete(asker);
    const wanted = new Set([...this.#queues.values()].flat());
    for (const entry of dropped) if (!entry.started && !wanted.has(entry)) this.#drop(entry);
  }

  close(): void {
    this.#worker.terminate();
  }

  #next(): void {
    while (!this.#busy) {
      const [first] = this.#queues;
      if (!first) return;
      const [asker, queue] = first;
      const entry = queue.shift();
      this.#queues.delete(asker);
      if (queue.length > 0) this.#queues.set(asker, queue);
      if (!entry || entry.started) continue;
      entry.started = true;
      this.#busy = entry;
      sendOver(this.#worker, entry.text);
    }
  }

  #add(text: string): Entry {
    const { promise, resolve } = Promise.withResolvers<CompileResult>();
    const entry: Entry = { text, promise, settle: resolve, result: undefined, started: false };
    this.#cache.set(text, entry);
    this.#units += text.length;
    this.#trim();
    return entry;
  }

  #drop(entry: Entry): void {
    if (this.#cache.delete(entry.text)) this.#units -= entry.text.length;
  }

  /** Forgets the oldest texts. */
  #trim(): void {
    for (const entry of this.#cache.values()) {
      if (this.#units <= cacheUnits) return;
      if (entry.result) this.#drop(entry);
    }
  }
}

const tooLong: CompileResult = {
  ok: false,
  message: `This module is longer than ${caps.moduleUnits / (1024 * 1024)} million characters, which is as long as one may be`,
  line: 1,
  column: 0,
};
