/** What processes have written, bounded, for consoles that may be opened later. */

/** Characters kept; the oldest lines go first. */
export const transcriptLimit = 200_000;

/** Clears the screen and what was scrolled out of it, and goes to its first place. */
const clearScreen = '\u001b[2J\u001b[3J\u001b[H';

export class Transcript {
  #chunks: string[] = [];
  #length = 0;
  readonly #listeners = new Set<(text: string) => void>();

  /** All that is kept. */
  get text(): string {
    return this.#chunks.join('');
  }

  append(text: string): void {
    this.#chunks.push(text);
    this.#length += text.length;
    if (this.#length > transcriptLimit * 1.25) this.#cut();
    for (const listener of this.#listeners) listener(text);
  }

  /** Forgets everything. Listeners hear what makes a terminal do the same. */
  clear(): void {
    this.#chunks = [];
    this.#length = 0;
    for (const listener of this.#listeners) listener(clearScreen);
  }

  /** Calls the listener with everything that is appended from now on. Returns how to end it. */
  onAppend(listener: (text: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #cut(): void {
    const tail = this.text.slice(-transcriptLimit);
    // Begin with a whole line, unless there is but one.
    const kept = tail.slice(tail.indexOf('\n') + 1);
    this.#chunks = [kept];
    this.#length = kept.length;
  }
}

/** An unfinished line that is longer is given out as it is: a line without end would fill the memory. */
const longestLine = 16_000;

/**
 * Joins the output of many processes line by line, each line behind its label, so that lines of two processes never
 * mix. An unfinished line waits for its end.
 */
export class LineMerger {
  readonly #pending = new Map<string, string>();
  readonly #label: (id: string) => string;
  readonly #emit: (text: string) => void;

  constructor(label: (id: string) => string, emit: (text: string) => void) {
    this.#label = label;
    this.#emit = emit;
  }

  append(id: string, text: string): void {
    const lines = ((this.#pending.get(id) ?? '') + text).split('\n');
    const unfinished = lines.pop() ?? '';
    if (unfinished.length > longestLine) lines.push(unfinished);
    this.#pending.set(id, unfinished.length > longestLine ? '' : unfinished);
    if (lines.length > 0) this.#emit(lines.map((line) => `${this.#label(id)}${line}\n`).join(''));
  }

  /** Gives out the unfinished line of a process that has ended. */
  flush(id: string): void {
    if (this.#pending.get(id)) this.append(id, '\n');
  }
}

// oxlint-disable-next-line no-control-regex -- escape sequences begin with a control character.
const escapes = /\u001b\[[\d;?]*[ -/]*[@-~]/g;

/** Output without the escape sequences that colour it. */
export function plainText(output: string): string {
  return output.replaceAll(escapes, '');
}

const linesPerBlock = 100;

/** Lines in blocks, so that what is added at the end changes only the last ones. */
export function inBlocks(lines: readonly string[]): string[] {
  return Array.from({ length: Math.ceil(lines.length / linesPerBlock) }, (_, index) =>
    lines.slice(index * linesPerBlock, (index + 1) * linesPerBlock).join('\n'),
  );
}
