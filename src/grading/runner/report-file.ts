/** Leaves the sealed report behind. */
import { folder, reportFile, type SealedContent, type SealedFile } from '../protocol.ts';
import { seal } from '../seal.ts';
import { mkdirSync, rmSync, toJson, writeFileSync } from './originals.ts';

/** Takes the checks and Vitest out of reach once they are loaded: nothing can import or read them from then on. */
export function removeOwnFiles(root: string): void {
  for (const name of ['vitest.js', 'checks.js', 'runner.js']) {
    rmSync(`${root}${folder}/${name}`, { force: true });
  }
}

/** @param key the order's; used here and nowhere else. */
export function writeReport(root: string, key: string, content: SealedContent): void {
  const text = toJson(content);
  const file: SealedFile = { text, seal: seal(key, text) };
  mkdirSync(root + folder, { recursive: true });
  writeFileSync(root + reportFile, toJson(file), 'utf8');
}
