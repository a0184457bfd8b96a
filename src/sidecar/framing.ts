/**
 * How messages travel over standard input and output: lines of printable ASCII, each with a mark, the message's number
 * and its place among the parts of that message.
 *
 *     ~sd1 17 1/2 {"type":"metrics", …
 *     ~sd1 17 2/2 … }
 *
 * A terminal may echo input, wrap long lines, send colour codes or cut a line anywhere between two chunks. So lines are
 * short, a mark's first character never occurs inside a message, the two directions have different marks, and whatever
 * carries no mark is noise.
 */

/** Mark of what the page tells the sidecar. */
export const COMMAND_MARK = '^sd1';
/** Mark of what the sidecar tells the page. */
export const EVENT_MARK = '~sd1';
/** Most characters of a message in one line; with mark and numbers a line stays below 2048. */
export const PART_LENGTH = 2000;
/** Most characters of a whole message, encoded. */
export const MESSAGE_LENGTH = 1_000_000;

/** The most that is kept of a line that does not end: more than any line of ours. */
const LINE_LIMIT = 16_384;

/** A message that is too long to be sent. */
export class MessageTooLong extends Error {
  override readonly name = 'MessageTooLong';
}

/** JSON in printable ASCII without `~` and `^`, which are kept for the marks. */
export function asciiJson(message: unknown): string {
  return JSON.stringify(message).replace(
    /[^ -}]|\^/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * The lines of one message, each with its line end.
 * @throws {MessageTooLong} when the message has more than {@link MESSAGE_LENGTH} characters.
 */
export function frame(mark: string, number: number, message: unknown): string {
  const json = asciiJson(message);
  if (json.length > MESSAGE_LENGTH) {
    throw new MessageTooLong(`A message of ${json.length} characters is more than ${MESSAGE_LENGTH}.`);
  }
  const parts = Math.max(1, Math.ceil(json.length / PART_LENGTH));
  let lines = '';
  for (let part = 0; part < parts; part += 1) {
    const slice = json.slice(part * PART_LENGTH, (part + 1) * PART_LENGTH);
    lines += `${mark} ${number} ${part + 1}/${parts} ${slice}\n`;
  }
  return lines;
}

/** A whole message as it arrived: its number and the parsed JSON, not yet validated. */
export interface Frame {
  readonly number: number;
  readonly message: unknown;
}

/** Puts messages together again from chunks of text that may be cut anywhere. */
export class FrameReader {
  /** Messages that were sent but never arrived whole, as gaps in the numbers tell. */
  lost = 0;

  readonly #line: RegExp;
  readonly #noise: (line: string) => void;
  #rest = '';
  #next = 1;
  #parts: string[] = [];
  #number = 0;

  /**
   * @param mark of the messages to read; every other line is noise.
   * @param noise is called with each line that is no part of a message, without its line end.
   */
  constructor(mark: string, noise: (line: string) => void = () => {}) {
    // A message's text ends at the first character that cannot be in it: an escape code, or another mark.
    this.#line = new RegExp(
      `${mark.replace(/[\^~]/g, String.raw`\$&`)} (\\d{1,15}) (\\d{1,6})/(\\d{1,6}) ([ -\\]_-}]*)`,
    );
    this.#noise = noise;
  }

  /** Takes the next chunk and returns the messages that it completes, in order. */
  push(chunk: string): Frame[] {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LINE_LIMIT) {
      this.#noise(this.#rest);
      this.#rest = '';
    }
    const frames: Frame[] = [];
    for (const line of lines) {
      const whole = this.#read(line.endsWith('\r') ? line.slice(0, -1) : line);
      if (whole) frames.push(whole);
    }
    return frames;
  }

  #read(line: string): Frame | undefined {
    const match = this.#line.exec(line);
    const [, numberText, partText, partsText, slice = ''] = match ?? [];
    const number = Number(numberText);
    const part = Number(partText);
    const parts = Number(partsText);
    // What has a number that is past already is a repetition, an echo of our own for example.
    if (!match || number < this.#next || part < 1 || part > parts) {
      if (line.trim() !== '') this.#noise(line);
      return undefined;
    }
    if (part === 1) {
      this.#number = number;
      this.#parts = [];
    } else if (number !== this.#number || part !== this.#parts.length + 1) {
      return undefined; // The first part is missing; the gap in the numbers will count the message as lost.
    }
    this.#parts.push(slice);
    if (part < parts) return undefined;

    const json = this.#parts.join('');
    this.#parts = [];
    this.#number = 0;
    try {
      const message: unknown = JSON.parse(json);
      this.lost += number - this.#next;
      this.#next = number + 1;
      return { number, message };
    } catch {
      this.#noise(line);
      return undefined;
    }
  }
}
