/** `node:util`: the polyfill's, with `inspect` and `format` taken from Node itself, and what came later. */
import { deepStrictEqual } from '@jspm/core/nodelibs/assert';
import polyfill from '@jspm/core/nodelibs/util';
import { format, formatWithOptions, inspect, stripVTControlCharacters } from 'node-inspect-extracted';
import { nodeError } from '../node-errors.ts';
import { parseArgs } from './parse-args.ts';

const styles: Readonly<Record<string, readonly [number, number]>> = {
  reset: [0, 0],
  bold: [1, 22],
  dim: [2, 22],
  italic: [3, 23],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  white: [37, 39],
  gray: [90, 39],
  grey: [90, 39],
};

/** Plain where standard output is no terminal, which it never is here, unless told not to look. */
function styleText(
  names: string | readonly string[],
  text: string,
  { validateStream = true }: { validateStream?: boolean } = {},
): string {
  return [names].flat().reduceRight((inner, name) => {
    const style = styles[name];
    if (!style)
      throw nodeError(
        TypeError,
        'ERR_INVALID_ARG_VALUE',
        `The argument 'format' is invalid. Received '${name}'`,
      );
    return validateStream ? inner : `\u001B[${style[0]}m${inner}\u001B[${style[1]}m`;
  }, text);
}

function isDeepStrictEqual(left: unknown, right: unknown): boolean {
  try {
    deepStrictEqual(left, right);
    return true;
  } catch {
    return false;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

const debuglog = (): (() => void) & { enabled: boolean } => Object.assign(() => {}, { enabled: false });

export const utilModule = {
  ...polyfill,
  inspect,
  format,
  formatWithOptions,
  stripVTControlCharacters,
  styleText,
  isDeepStrictEqual,
  aborted,
  parseArgs,
  debuglog,
  debug: debuglog,
  toUSVString: (text: string) => text.toWellFormed(),
  TextEncoder: globalThis.TextEncoder,
  TextDecoder: globalThis.TextDecoder,
};
