/**
 * Prebuilds the npm packages that lab code may import, so that they run in any engine: plain ES modules that are
 * mounted as `node_modules/<name>/`. On Node the lab tool puts the same folder beside a lab's tree.
 */
import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

interface Vendored {
  /** The package's main module, as source. */
  readonly entry: string;
  /** Files beside it, with where they come from. */
  readonly assets: Readonly<Record<string, string>>;
}

const packages: Readonly<Record<string, Vendored>> = {
  'sql.js': {
    // The build for browsers knows nothing of Node, and given its bytes it fetches nothing. In an engine both guesses
    // that the other builds make (this is Node; this is a page) would be wrong.
    entry: `
      import { readFile } from 'node:fs/promises';
      import initSqlJs from 'sql.js/dist/sql-wasm-browser.js';
      const wasm = new URL('sql-wasm.wasm', import.meta.url);
      export default async (config = {}) => initSqlJs({ wasmBinary: await readFile(wasm), ...config });
    `,
    assets: { 'sql-wasm.wasm': 'sql.js/dist/sql-wasm-browser.wasm' },
  },
  '@opentelemetry/api': { entry: `export * from '@opentelemetry/api';`, assets: {} },
  '@opentelemetry/resources': { entry: `export * from '@opentelemetry/resources';`, assets: {} },
  '@opentelemetry/sdk-trace': { entry: `export * from '@opentelemetry/sdk-trace';`, assets: {} },
  // Its serializers for protobuf, metrics and logs are several times as large.
  '@opentelemetry/otlp-transformer': {
    entry: `export { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';`,
    assets: {},
  },
  // Web tokens and keys. It needs nothing but WebCrypto and fetch, which every engine has.
  jose: { entry: `export * from 'jose';`, assets: {} },
};

/** Names of the packages that lab code may import. */
export const vendoredPackages: readonly string[] = Object.keys(packages);

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where they go; below it one folder a package. */
export const vendorFolder = join(root, '.generated/vendor');

const locate = createRequire(import.meta.url).resolve;

/** Writes `.generated/vendor/<name>/{package.json,index.js,…}`; leaves alone what is newer than the package. */
export async function bundleVendor(): Promise<void> {
  await Promise.all(Object.entries(packages).map(([name, each]) => bundlePackage(name, each)));
}

async function bundlePackage(name: string, { entry, assets }: Vendored): Promise<void> {
  const folder = join(vendorFolder, name);
  const manifest = join(folder, 'package.json');
  const version = await versionOf(name);
  const text = `${JSON.stringify({ name, version, type: 'module', exports: './index.js' }, null, 2)}\n`;
  // Written last, so it is there only when all the rest is.
  const fresh = await isNewer(manifest, fileURLToPath(import.meta.url));
  if (fresh && (await readFile(manifest, 'utf8')) === text) return;

  await mkdir(folder, { recursive: true });
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, sourcefile: `${name}.js` },
    bundle: true,
    write: false,
    format: 'esm',
    // Without conditions of Node, packages choose their builds for browsers, which run in any engine.
    platform: 'neutral',
    // A package that keeps state, such as the API of OpenTelemetry, must be there once.
    external: ['node:*', ...vendoredPackages.filter((each) => each !== name)],
    target: 'es2023',
    minify: true,
    legalComments: 'none',
  });
  await replace(join(folder, 'index.js'), (draft) => writeFile(draft, outputFiles[0]?.text ?? ''));
  for (const [asset, source] of Object.entries(assets)) {
    await replace(join(folder, asset), (draft) => copyFile(locate(source), draft));
  }
  await replace(manifest, (draft) => writeFile(draft, text));
}

/** In one step, so that another process never reads half of a file. */
async function replace(file: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await write(draft);
  await rename(draft, file);
}

async function versionOf(name: string): Promise<string> {
  // A package need not export its manifest, but its main module lies below it.
  for (let folder = dirname(locate(name)); folder !== dirname(folder); folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
    // npm would not have installed a package whose manifest is no such object.
    const manifest = text === undefined ? {} : (JSON.parse(text) as { name?: string; version?: string });
    if (manifest.name === name && manifest.version !== undefined) return manifest.version;
  }
  throw new Error(`The package ${name} is not installed. Run npm install.`);
}

async function isNewer(file: string, than: string): Promise<boolean> {
  const [own, other] = await Promise.all([stat(file).catch(() => undefined), stat(than)]);
  return own !== undefined && own.mtimeMs >= other.mtimeMs;
}

if (process.argv[1] !== undefined && basename(process.argv[1]) === 'bundle-vendor.ts') await bundleVendor();
