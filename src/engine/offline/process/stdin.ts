/** Standard input: a readable stream. It keeps the process alive only while somebody reads it. */
import { Readable } from '@jspm/core/nodelibs/stream';
import { Buffer } from './builtins/buffer.ts';
import { loop, type Release } from './event-loop.ts';
import { onKernel } from './kernel-link.ts';

class Stdin extends Readable {
  readonly fd = 0;
  readonly isTTY = undefined;
  #release: Release | undefined;
  #referenced = true;
  #paused = false;

  override _read(): void {
    // The polyfill fills its buffer whether anybody reads or not; Node does not.
    if (this.readableFlowing === null && this.listenerCount('readable') === 0) return;
    if (this.#referenced && !this.#paused) this.#release ??= loop.hold();
  }

  override pause(): this {
    super.pause();
    this.#paused = true;
    this.#letGo();
    return this;
  }

  override resume(): this {
    this.#paused = false;
    super.resume();
    if (this.#referenced) this.#release ??= loop.hold();
    return this;
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#letGo();
    callback(error);
  }

  ref(): this {
    this.#referenced = true;
    return this;
  }

  unref(): this {
    this.#referenced = false;
    this.#letGo();
    return this;
  }

  #letGo(): void {
    this.#release?.();
    this.#release = undefined;
  }
}

export const stdin = new Stdin();

onKernel('stdin', ({ data }) => {
  if (!stdin.destroyed) stdin.push(Buffer.from(data));
});
