/** The first bytes of a body that comes in chunks, and the size of all of it. */
export class Head {
  /** Bytes that came, kept or not. */
  size = 0;
  readonly #limit: number;
  readonly #chunks: Uint8Array[] = [];
  #kept = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Uint8Array): void {
    this.size += chunk.byteLength;
    const part = chunk.subarray(0, this.#limit - this.#kept);
    if (part.byteLength === 0) return;
    this.#chunks.push(part);
    this.#kept += part.byteLength;
  }

  /** What was kept, in one piece. */
  bytes(): Uint8Array {
    const whole = new Uint8Array(this.#kept);
    let at = 0;
    for (const chunk of this.#chunks) {
      whole.set(chunk, at);
      at += chunk.byteLength;
    }
    return whole;
  }
}
