/**
 * Bundles the parts of the offline engine that run in its sandbox: the kernel, the worker that is a process, and the
 * worker that compiles modules. Each is one classic script, sent into the frame as text.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = `${root}src/engine/offline/`;

/** The files in which the polyfill set keeps its own `process`, whose `nextTick` waits for a browser's timer. */
const processFiles = /[\\/]chunk-(?:DEMDiNwt|b0rmRow7)\.js$/;

/** Gives the polyfills the engine's event loop in place of their own. */
const useEngineProcess: Plugin = {
  name: 'engine-process',
  setup({ onResolve, onEnd }) {
    const replaced = new Set<string>();
    onResolve({ filter: /chunk-(?:DEMDiNwt|b0rmRow7)\.js$/ }, async ({ path, resolveDir }) => {
      const file = fileURLToPath(new URL(path, `file://${resolveDir}/`));
      const text = await readFile(file, 'utf8');
      if (!processFiles.test(file) || !text.includes('nextTick')) return undefined;
      replaced.add(file);
      return { path: `${source}process/library-process.ts` };
    });
    onEnd(() => {
      if (replaced.size > 0) return undefined;
      const text =
        'The polyfills keep their process elsewhere now: name that file in tools/bundle-offline-engine.ts.';
      return { errors: [{ text }] };
    });
  },
};

const common: BuildOptions = {
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2023',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  absWorkingDir: root,
};

/** Writes `.generated/offline/{kernel,process,compiler}.js`. */
export async function bundleOfflineEngine(): Promise<void> {
  await Promise.all([
    bundle('kernel/main.ts', 'kernel'),
    bundle('compile/main.ts', 'compiler'),
    bundle('process/main.ts', 'process', {
      plugins: [useEngineProcess],
      define: { NODE_VERSION: JSON.stringify(process.versions.node) },
      // Errors and inspected objects show the names of classes and functions. Keeping them by `keepNames` would take
      // a tenth of the time in which a process starts.
      minify: false,
      minifyWhitespace: true,
      minifySyntax: true,
    }),
  ]);
}

function bundle(entry: string, name: string, more: BuildOptions = {}): Promise<unknown> {
  const outfile = `${root}.generated/offline/${name}.js`;
  return build({ ...common, ...more, entryPoints: [source + entry], outfile });
}

if (import.meta.main) await bundleOfflineEngine();
