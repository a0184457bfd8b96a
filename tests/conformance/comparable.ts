/** What of a transcript can be compared between machines. */
import type { Transcript } from './scenario.ts';

/** Leaves out what no two machines have in common: folders, frames of Node's own code, its version. */
export function comparable({ output, exits, notes }: Transcript): unknown {
  const texts = Object.entries(output).map(([name, text]) => [
    name,
    normalised(text)
      .split('\n')
      .filter((line) => line !== ''),
  ]);
  return { output: Object.fromEntries(texts), exits, notes };
}

export function normalised(text: string): string {
  return text
    .replaceAll(/\/(?:private\/)?(?:tmp|var)\/[\w./-]*?machine-\w+/g, '')
    .replaceAll(/^Emitted 'error' event .*\n(?:\s+at .*[^{]\n)*/gm, '')
    .replaceAll(/^\s+at (?!.*file:\/\/\/).*?( \{)?\n/gm, '$1\n')
    .replaceAll(/^\s+at .*file:\/\/\/(\S+?):(\d+):\d+\)?( \{)?$/gm, 'at $1:$2$3')
    .replaceAll(/^node:\S+:\d+\n.*\n\s*\^\n/gm, '')
    .replaceAll(/^\s*\^+$/gm, '')
    .replaceAll(/^Node\.js v.*$/gm, 'Node.js')
    .replaceAll(/\s*\n/g, '\n')
    .replaceAll('\n {\n', ' {\n');
}
