/**
 * Makes of a terminal's chunks what the process wrote: bytes become UTF-8 text even where a chunk ends inside a
 * character, and `\r\n`, into which a terminal turns each `\n`, becomes `\n` again even where a chunk ends between them.
 */
export class TerminalDecoder {
  readonly #decoder: TextDecoder | null;
  #heldBack = '';

  /** @param isBytes whether each character of a chunk stands for one byte (see `decoder-swap.ts`). */
  constructor(isBytes: boolean) {
    this.#decoder = isBytes ? new TextDecoder() : null;
  }

  /** @returns the text that is certain by now. */
  decode(chunk: string): string {
    const bytes = this.#decoder && Uint8Array.from(chunk, (character) => character.charCodeAt(0));
    return this.#lines(bytes ? this.#decoder.decode(bytes, { stream: true }) : chunk);
  }

  /** @returns what was held back; call it once, after the last chunk. */
  flush(): string {
    const text = this.#lines(this.#decoder?.decode() ?? '') + this.#heldBack;
    this.#heldBack = '';
    return text;
  }

  #lines(chunk: string): string {
    const text = this.#heldBack + chunk;
    this.#heldBack = text.endsWith('\r') ? '\r' : '';
    return text.slice(0, text.length - this.#heldBack.length).replaceAll('\r\n', '\n');
  }
}
