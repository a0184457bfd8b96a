import type { WebContainerProcess } from '@webcontainer/api';
import type { Process } from '../contract.ts';
import { delay } from './deadline.ts';
import { TerminalDecoder } from './output.ts';

const KILLED = 137;

/**
 * After the exit, output is over when the runtime says so, or when this long (in ms) nothing came: it does not always
 * say so.
 */
const SILENCE_MS = 500;

/**
 * How long (in ms) a kill may take. WebContainer has been seen unable to stop an endless loop; then nothing of it is
 * waited for any longer, and its ports stay taken.
 */
const KILL_MS = 3000;

/**
 * A process of WebContainer, after the contract.
 *
 * Its input is a terminal: where the runtime echoes, what is written to it also appears in the output. The echo is not
 * taken out, since it cannot be told from a program that prints what it reads; who speaks a protocol with a process
 * ignores lines that are not in it.
 */
export class ContainerProcess implements Process {
  readonly output: ReadableStream<string>;
  readonly exit: Promise<number>;

  readonly #remote: WebContainerProcess;
  readonly #input: WritableStreamDefaultWriter<string>;
  readonly #decoder: TerminalDecoder;
  readonly #settle: (code: number) => void;
  #sink: ReadableStreamDefaultController<string> | null = null;
  #chunks = 0;
  #killed = false;
  #ended = false;

  /** @param outputIsBytes see `decoder-swap.ts`. */
  constructor(remote: WebContainerProcess, outputIsBytes: boolean) {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.exit = promise;
    this.#settle = (code) => {
      this.#ended = true;
      resolve(code);
    };
    this.#remote = remote;
    this.#input = remote.input.getWriter();
    this.#decoder = new TerminalDecoder(outputIsBytes);
    this.output = new ReadableStream<string>({
      start: (controller) => {
        this.#sink = controller;
      },
      // Who stops reading does not stop the process.
      cancel: () => {
        this.#sink = null;
      },
    });
    remote.exit.then(
      (code) => this.#settle(this.#killed ? KILLED : code),
      () => this.#settle(this.#killed ? KILLED : 1),
    );
    void this.#deliver();
  }

  get ended(): boolean {
    return this.#ended;
  }

  async write(input: string): Promise<void> {
    if (this.#ended) return;
    // A write that races with the exit is no error either.
    await this.#input.write(input).catch(() => {});
  }

  async kill(): Promise<void> {
    if (this.#ended) return;
    this.#killed = true;
    this.#remote.kill();
    const timer = setTimeout(() => this.#settle(KILLED), KILL_MS);
    await this.exit;
    clearTimeout(timer);
  }

  /** Ends it for those who wait, when the runtime itself is gone or about to be. */
  abandon(): void {
    this.#settle(KILLED);
  }

  async #deliver(): Promise<void> {
    const reader = this.#remote.output.getReader();
    const drained = this.#pump(reader);
    await this.exit;
    // The exit and the output come on different channels, so the exit may overtake the last chunks.
    for (let before = -1; before !== this.#chunks;) {
      before = this.#chunks;
      if (await Promise.race([drained, delay(SILENCE_MS)])) break;
    }
    await reader.cancel().catch(() => {});
    this.#push(this.#decoder.flush());
    this.#sink?.close();
    this.#sink = null;
  }

  /** @returns true once the runtime has closed the output. */
  async #pump(reader: ReadableStreamDefaultReader<string>): Promise<true> {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return true;
      this.#chunks += 1;
      this.#push(this.#decoder.decode(value));
    }
  }

  #push(text: string): void {
    if (text !== '') this.#sink?.enqueue(text);
  }
}
