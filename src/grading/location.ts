/** Finds in a stack trace the line of the learner's that an error came from. Pure; knows no engine. */

export interface Location {
  readonly file: string;
  readonly line: number;
}

const escaped = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');

/** All frames below the root, in order, as V8, Firefox and WebKit print them. */
function frames(stack: string, roots: readonly string[]): Location[] {
  const anyRoot = roots.map(escaped).join('|');
  const frame = new RegExp(`(?:${anyRoot})([^\\s:?()]+)(?:\\?[^\\s:()]*)?:(\\d+)`, 'g');
  return Array.from(stack.matchAll(frame), ([, file = '', line]) => ({ file, line: Number(line) }));
}

/**
 * @param roots how the machine's root begins a file's name in a stack: as a URL, as a path; with the slash at the end
 * @param editable files that the learner may change: the first frame in one of them wins over all others
 * @returns null when the error passed through no file of the lab
 */
export function locate(
  stack: string,
  roots: readonly string[],
  editable: readonly string[],
): Location | null {
  const own = frames(stack, roots).filter(({ file }) => !/^(?:\.|kit\/|node_modules\/)/.test(file));
  return own.find(({ file }) => editable.includes(file)) ?? own[0] ?? null;
}
