/** The kernel's side of the compile worker: each text is compiled once, whoever asks and however often. */
import type { CompileResult } from '../compile/result.ts';
import { receiveFrom, sendOver } from '../ports.ts';

/** How much source the cache holds at most, in UTF-16 units. */
const cacheUnits = 32 * 1024 * 1024;

interface Entry {
  promise: Promise<CompileResult>;
  result: CompileResult | undefined;
}

export class Compiler {
  readonly #worker: Worker;
  readonly #cache = new Map<string, Entry>();
  readonly #answers = new Map<number, (result: CompileResult) => void>();
  #units = 0;
  #next = 1;

  constructor(source: string) {
    const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
    this.#worker = new Worker(url);
    receiveFrom(this.#worker, (data) => {
      const { id, result } = data as { id: number; result: CompileResult }; // our own, see compile/main.ts
      this.#answers.get(id)?.(result);
      this.#answers.delete(id);
    });
  }

  compile(text: string): Promise<CompileResult> {
    const known = this.#cache.get(text);
    if (known) return known.promise;
    const id = this.#next++;
    const entry: Entry = {
      result: undefined,
      promise: new Promise((resolve) => {
        this.#answers.set(id, (result) => {
          entry.result = result;
          resolve(result);
        });
      }),
    };
    this.#cache.set(text, entry);
    this.#units += text.length;
    this.#trim();
    sendOver(this.#worker, { id, text });
    return entry.promise;
  }

  /** The result, if it is there already. */
  compiled(text: string): CompileResult | undefined {
    return this.#cache.get(text)?.result;
  }

  close(): void {
    this.#worker.terminate();
  }

  /** Forgets the oldest texts. */
  #trim(): void {
    for (const [text, { result }] of this.#cache) {
      if (this.#units <= cacheUnits) return;
      if (!result) continue;
      this.#cache.delete(text);
      this.#units -= text.length;
    }
  }
}
