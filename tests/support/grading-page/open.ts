/** Opens a page in which labs are graded in the offline engine. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { build } from 'vite';
import { bundleGrading } from '../../../tools/bundle-grading.ts';
import { launchBrowser } from '../browser.ts';
import { packageFiles } from '../package-files.ts';
import type { Graded, Lab, Run } from './entry.ts';

export type { Graded } from './entry.ts';

export interface OpenPage {
  /** Grades one tree of the lab. */
  run(run: Run): Promise<Graded>;
  close(): Promise<void>;
}

let bundled: Promise<Map<string, string | Uint8Array>> | undefined;

/** The page's scripts, built once for all pages of a test file. */
function pageScripts(): Promise<Map<string, string | Uint8Array>> {
  bundled ??= bundlePage();
  return bundled;
}

async function bundlePage(): Promise<Map<string, string | Uint8Array>> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    build: {
      write: false,
      target: 'es2024',
      assetsInlineLimit: 0,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('entry.ts', import.meta.url)),
        output: { entryFileNames: 'entry.js' },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const outputs = [result].flat().flatMap((each) => ('output' in each ? each.output : []));
  return new Map(
    outputs.map((each) => [`/${each.fileName}`, each.type === 'chunk' ? each.code : each.source]),
  );
}

async function serve(scripts: ReadonlyMap<string, string | Uint8Array>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const script = scripts.get(path);
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    if (script === undefined && path !== '/') response.writeHead(404);
    response.end(script ?? '<!doctype html><body><script type="module" src="/entry.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const generated = (name: string): Promise<string> =>
  readFile(new URL(`../../../.generated/grading/${name}`, import.meta.url), 'utf8');

/**
 * Opens the page and boots the engine in it. The caller closes it.
 * @param packages names of the packages that the lab imports
 */
export async function openGradingPage(
  lab: Pick<Lab, 'manifest' | 'checks'>,
  packages: readonly string[] = [],
): Promise<OpenPage> {
  await bundleGrading();
  const [vendor, browser, scripts, runner, vitest] = await Promise.all([
    packageFiles(packages),
    launchBrowser(),
    pageScripts(),
    generated('runner.js'),
    generated('vitest.js'),
  ]);
  const server = await serve(
    new Map([...scripts, ...[...vendor].map(([path, bytes]) => [`/${path}`, bytes] as const)]),
  );
  const urls = Object.fromEntries([...vendor.keys()].map((path) => [path, `/${path}`]));
  const close = async (): Promise<void> => {
    await browser.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  try {
    const page = await openPage(browser, server);
    await page.evaluate((common) => grading.begin(common), {
      ...lab,
      runner,
      vitest,
      packages: urls,
    });
    return { run: (run) => page.evaluate((given) => grading.run(given), run), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPage(browser: Browser, server: Server): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error('The page failed:', error));
  // A server that listens on TCP has an address.
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.waitForFunction(() => 'grading' in globalThis);
  return page;
}
