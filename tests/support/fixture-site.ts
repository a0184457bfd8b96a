/**
 * A small site for browser tests: one page, built by Vite, served with the headers of a lab page. The server counts
 * what is asked of it, so that a test can tell what did not arrive.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
};

export interface FixtureSite {
  readonly url: string;
  /** Path and query of every request so far, in order. */
  readonly requests: readonly string[];
  /** Stops serving; what the page has loaded it keeps. */
  stop(): Promise<void>;
  /** Stops serving and removes what was built. */
  close(): Promise<void>;
}

/** @param root folder of the page, which holds `index.html`. */
export async function openFixtureSite(root: string): Promise<FixtureSite> {
  const outDir = await mkdtemp(join(tmpdir(), 'fixture-site-'));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'es2023', modulePreload: false, assetsInlineLimit: 0 },
  });
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '/');
    void serve(outDir, request.url ?? '/').then(
      ({ type, body }) => {
        response.writeHead(200, {
          'content-type': type,
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-embedder-policy': 'require-corp',
        });
        return response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server on a TCP port has such an address.
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> => stopServer(server);
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    stop,
    close: async () => {
      await stop();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}

async function serve(root: string, url: string): Promise<{ type: string; body: Buffer }> {
  const { pathname } = new URL(url, 'http://localhost');
  const path = normalize(pathname === '/' ? '/index.html' : pathname);
  return { type: types[extname(path)] ?? 'application/octet-stream', body: await readFile(join(root, path)) };
}

async function stopServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
