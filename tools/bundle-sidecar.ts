/** Builds the sidecar: one plain module that any Node runs, the one of our own engine included. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const inRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Writes `.generated/sidecar/sidecar.js`. Pages import it as text, `#generated/sidecar/sidecar.js?raw`. */
export async function bundleSidecar(): Promise<void> {
  const { metafile } = await build({
    entryPoints: [inRoot('src/sidecar/main.ts')],
    outfile: inRoot('.generated/sidecar/sidecar.js'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    metafile: true,
  });
  const allowed = new Set(['node:http', 'node:process']);
  const foreign = Object.values(metafile.outputs).flatMap(({ imports }) =>
    imports.filter(({ path }) => !allowed.has(path)).map(({ path }) => path),
  );
  if (foreign.length > 0) {
    throw new Error(
      `The sidecar imports ${foreign.join(', ')}, which not every engine has. Keep to ${[...allowed].join(' and ')}.`,
    );
  }
}
