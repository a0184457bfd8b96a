/** Leaves the sealed report behind. */
import { folder, reportFile, type SealedFile } from '../protocol.ts';
import type { Report } from '../report.ts';
import { seal } from '../seal.ts';
import { mkdirSync, rmSync, toJson, writeFileSync } from './originals.ts';

/** Takes the checks and Vitest out of reach once they are loaded: nothing can import or read them from then on. */
export function removeOwnFiles(root: string): void {
  for (const name of ['vitest.js', 'checks.js', 'runner.js']) {
    rmSync(`${root}${folder}/${name}`, { force: true });
  }
}

/**
 * Only to be called when the realm was found untouched, in the same turn: JSON and the seal are computed with what is in
 * it, and the key must not come into wrong hands.
 * @param key the order's; used here and nowhere else
 */
export function writeReport(root: string, key: string, report: Report): void {
  const text = toJson(report);
  const file: SealedFile = { text, seal: seal(key, text) };
  mkdirSync(root + folder, { recursive: true });
  writeFileSync(root + reportFile, toJson(file), 'utf8');
}
