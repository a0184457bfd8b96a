import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** All files of a folder as text, by path below it. */
export async function readSources(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = files.map(async (file) => {
    const path = relative(folder, file).split(sep).join('/');
    return [path, await readFile(file, 'utf8')] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}
