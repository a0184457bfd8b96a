import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * Makes a folder hold exactly these files. What is right already is left alone, so that watchers and incremental
 * builds see only real changes.
 * @param files texts by path below the folder
 */
export async function writeTree(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const pathOf = (entry: (typeof entries)[number]): string =>
    relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
  const stale = entries.filter((entry) => entry.isFile() && !(pathOf(entry) in files));
  await Promise.all(stale.map((entry) => rm(join(folder, pathOf(entry)))));
  await Promise.all(
    Object.entries(files).map(async ([path, text]) => {
      const target = join(folder, path);
      if ((await readFile(target, 'utf8').catch(() => undefined)) === text) return;
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, text);
    }),
  );
  // Deepest first; a folder that still holds something refuses to go.
  const folders = entries.filter((entry) => entry.isDirectory()).map(pathOf);
  for (const path of folders.sort((a, b) => b.length - a.length))
    await rmdir(join(folder, path)).catch(() => undefined);
}
