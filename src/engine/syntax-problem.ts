/** A place in a learner's source that cannot run, in words for the learner. */
export class SyntaxProblem extends Error {
  override readonly name = 'SyntaxProblem';
  /** Path below the lab's root. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1; absent where the place in the line is not known. */
  readonly column?: number;
  /** The message without the place. */
  readonly reason: string;

  constructor(file: string, line: number, reason: string, column?: number) {
    super(`${file}:${line}${column === undefined ? '' : `:${column}`}: ${reason}`);
    this.file = file;
    this.line = line;
    this.reason = reason;
    if (column !== undefined) this.column = column;
  }
}
