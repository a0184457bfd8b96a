import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

import { packageFiles } from '../package-files.ts';

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** The script of the page: `page` has the WebContainer engine, `engines` has both engines and grading as well. */
  readonly entry?: 'page' | 'engines';
  /** Whether the page is cross-origin isolated, as lab pages are. */
  readonly isolated?: boolean;
  /** The page's Content-Security-Policy. */
  readonly policy?: string;
  /** Names of packages for labs, which the site serves below `/node_modules/`. */
  readonly packages?: readonly string[];
  /** The vendor's API key, as configured for the build. */
  readonly key?: string;
}

/** Bundles the page's script as the site is bundled. */
async function bundle(entry: string, key: string | undefined): Promise<Map<string, string | Uint8Array>> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'import.meta.env.PUBLIC_WEBCONTAINER_KEY': JSON.stringify(key ?? '') },
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    build: {
      write: false,
      target: 'es2024',
      assetsInlineLimit: 0,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL(`${entry}-entry.ts`, import.meta.url)),
        output: { entryFileNames: 'entry.js', chunkFileNames: '[name].js' },
        preserveEntrySignatures: 'strict',
      },
    },
  });
  const outputs = [result].flat().flatMap((each) => ('output' in each ? each.output : []));
  return new Map(
    outputs.map((each) => [`/${each.fileName}`, each.type === 'chunk' ? each.code : each.source]),
  );
}

/** Serves one page with the engine's own code in it. The caller closes it. */
export async function serveSite({
  entry = 'page',
  isolated = true,
  policy,
  packages = [],
  key,
}: SiteOptions = {}): Promise<Site> {
  const [scripts, vendor] = await Promise.all([bundle(entry, key), packageFiles(packages)]);
  for (const [path, bytes] of vendor) scripts.set(`/${path}`, bytes);
  const server = createServer((request, response) => {
    const script = scripts.get(request.url ?? '/');
    if (isolated) {
      response.setHeader('cross-origin-opener-policy', 'same-origin');
      response.setHeader('cross-origin-embedder-policy', 'require-corp');
    }
    if (policy !== undefined) response.setHeader('content-security-policy', policy);
    if (request.url !== '/' && script === undefined) {
      response.writeHead(404).end();
    } else if (script === undefined) {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><body><script type="module" src="/entry.js"></script>');
    } else {
      response.setHeader('content-type', 'text/javascript');
      response.end(script);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
