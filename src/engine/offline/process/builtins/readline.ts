/** `node:readline`: lines of a stream, by event or by `for await`. There is no terminal, so no editing. */
import { EventEmitter } from '@jspm/core/nodelibs/events';
import { StringDecoder } from '@jspm/core/nodelibs/string_decoder';
import type { Readable } from '@jspm/core/nodelibs/stream';
import { eventsModule } from './events.ts';
import { stdout } from '../output.ts';

interface Options {
  input: Readable;
  output?: { write(text: string): unknown };
}

export class Interface extends EventEmitter {
  readonly #input: Readable;
  readonly #output: Options['output'];
  readonly #decoder = new StringDecoder('utf8');
  #rest = '';
  #closed = false;

  constructor({ input, output }: Options) {
    super();
    this.#input = input;
    this.#output = output;
    input.on('data', this.#onData);
    input.on('end', this.#onEnd);
    input.resume();
  }

  question(query: string, answer: (line: string) => void): void {
    (this.#output ?? stdout).write(query);
    this.once('line', answer);
  }

  pause(): this {
    this.#input.pause();
    return this;
  }

  resume(): this {
    this.#input.resume();
    return this;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#input.off('data', this.#onData);
    this.#input.off('end', this.#onEnd);
    this.#input.pause();
    this.emit('close');
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
    if (this.#closed) return;
    const stop = new AbortController();
    const lines = eventsModule.on(this, 'line', { signal: stop.signal });
    this.once('close', () => stop.abort());
    try {
      for await (const [line] of lines) yield line;
    } catch (error) {
      if (!this.#closed) throw error;
    } finally {
      this.close();
    }
  }

  readonly #onData = (chunk: Buffer | string): void => {
    this.#rest += typeof chunk === 'string' ? chunk : this.#decoder.write(chunk);
    const lines = this.#rest.split(/\r\n|\n|\r/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.emit('line', line);
  };

  readonly #onEnd = (): void => {
    if (this.#rest !== '') this.emit('line', this.#rest);
    this.#rest = '';
    this.close();
  };
}

class PromisesInterface extends Interface {
  // The promise form of `question` replaces the one that calls back, as in Node.
  override question(query: string): never;
  override question(query: string): unknown {
    return new Promise<string>((resolve) => super.question(query, resolve));
  }
}

export const readlineModules = {
  readline: { Interface, createInterface: (options: Options) => new Interface(options) },
  'readline/promises': {
    Interface: PromisesInterface,
    createInterface: (options: Options) => new PromisesInterface(options),
  },
};
