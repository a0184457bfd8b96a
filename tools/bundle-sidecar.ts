/** Builds the sidecar: one plain module that any Node runs, the one of our own engine included. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const inRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** What a runtime must have for the sidecar: our own engine has no more of Node's network than this. */
const allowed = new Set(['node:http', 'node:process']);

/** Writes `.generated/sidecar/sidecar.js`, if it has changed. Pages import it as text: `#generated/sidecar/sidecar.js?raw`. */
export async function bundleSidecar(): Promise<void> {
  const outfile = inRoot('.generated/sidecar/sidecar.js');
  const { metafile, outputFiles } = await build({
    entryPoints: [inRoot('src/sidecar/main.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
  });
  const foreign = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.map(({ path }) => path).filter((path) => !allowed.has(path)),
  );
  if (foreign.length > 0) {
    throw new Error(
      `The sidecar imports ${foreign.join(', ')}, which not every engine has. Keep to ${[...allowed].join(' and ')}.`,
    );
  }
  const [{ text } = { text: '' }] = outputFiles;
  if ((await readFile(outfile, 'utf8').catch(() => '')) === text) return;
  await mkdir(dirname(outfile), { recursive: true });
  // In one step, so that nobody reads half of it.
  const draft = `${outfile}.${process.pid}`;
  await writeFile(draft, text);
  await rename(draft, outfile);
}
