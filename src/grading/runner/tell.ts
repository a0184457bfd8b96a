/** Lines from the runner to the page. */
import { linePrefix, type RunnerLine } from '../protocol.ts';
import { toJson, writeOut } from './originals.ts';

/** Other characters than ASCII may be split between two chunks; JSON has an escape for each of them. */
function ascii(json: string): string {
  return json.replace(/[\u007F-\uFFFF]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Writes one line. It begins with a line end, because the code under check may have left a line unfinished. */
export function tell(line: RunnerLine): void {
  writeOut(`\n${linePrefix}${ascii(toJson(line))}\n`);
}
