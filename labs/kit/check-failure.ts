/** What a failed check says: what was expected, and what was seen instead. */

export interface Failure {
  /** What a right solution shows: `state after the fifth failure: "open"`. */
  readonly expected: string;
  /** What was seen: `"closed"`, or an error in words. */
  readonly actual: string;
}

/** Fails a check with words of its own. */
export class CheckFailure extends Error {
  override readonly name = 'CheckFailure';
  readonly expected: string;
  readonly actual: string;

  constructor(expected: string, actual: string, cause?: unknown) {
    super(`expected ${expected}, but ${actual}`, { cause });
    this.expected = expected;
    this.actual = actual;
    // The place that counts is where the learner's code failed, not where the check noticed.
    if (cause instanceof Error && cause.stack !== undefined) this.stack = cause.stack;
  }
}

const equality = /^to (be (?!greater|less|close|an? |one of)|(deeply |strictly )?equal |match object )/;

/**
 * Puts an error into words. An assertion `expect(value, 'label').toBe(…)` gives its label and both values, any other
 * error gives its message.
 */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CheckFailure) return { expected: error.expected, actual: error.actual };
  if (!(error instanceof Error)) return { expected: 'no error', actual: `${shown(error)} was thrown` };
  if (error.name !== 'AssertionError') return { expected: 'no error', actual: inWords(error) };
  const [label, claim = error.message] = split(error.message);
  const words = claim.replace(/^expected .*? (?=to |not to )/s, '').replace(/ \/\/ .*$/s, '');
  // Only where the claim is that two values are equal does the value say it all; else the assertion's own words do.
  const hasValue = 'expected' in error && error.expected !== undefined && equality.test(words);
  const expected = hasValue ? shown(error.expected) : words;
  const actual = 'actual' in error ? shown(error.actual) : claim;
  return { expected: label === undefined ? expected : `${label}: ${expected}`, actual };
}

/** `state: expected 'closed' to be 'open'` -> the label and the claim. */
function split(message: string): [label: string | undefined, claim: string | undefined] {
  const at = message.indexOf(': expected ');
  return at < 0 ? [undefined, message] : [message.slice(0, at), message.slice(at + 2)];
}

function inWords(error: Error): string {
  const message = error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
  return error.name === 'Error' ? message : `${error.name}: ${message}`;
}

const longest = 600;

/** A value as a reader knows it from source code. */
export function shown(value: unknown): string {
  const text = value instanceof Error ? `${value.name}: ${value.message}` : json(value);
  return text.length > longest ? `${text.slice(0, longest)} …` : text;
}

function json(value: unknown): string {
  if (typeof value === 'function') return value.name === '' ? 'a function' : value.name;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
