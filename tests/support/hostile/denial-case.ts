/** What an attempt to bring the page down is made of. */

export interface DenialCase {
  readonly name: string;
  /** What it tries, in a sentence. */
  readonly tries: string;
  /**
   * A program, `attack.js`. It says `under way` once it has done enough harm for its surroundings to be looked at, and
   * goes on; or it ends. A line that begins with `got` says what came of it.
   */
  readonly code: string;
  /** What the learner sees of it: its output holds this. */
  readonly says?: RegExp;
  /** The code with which it ends by itself; left out where it goes on until it is killed. */
  readonly ends?: number;
}

/** The port of the process that must not suffer. */
export const neighbourPort = 8080;
