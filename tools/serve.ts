/**
 * Serves the built site as a static host would, with the headers of tools/headers.ts.
 *
 *   node tools/serve.ts          PORT (default 4321), BASE_PATH (default /) and HOST (default localhost) are its settings
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { headersFor, type PageOptions } from './headers.ts';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml; charset=utf-8',
};
const compressible = /^(text\/|application\/(json|wasm|xml|manifest)|image\/svg)/;
const compressors = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body),
};
type Encoding = keyof typeof compressors;

export interface ServeOptions extends PageOptions {
  /** Folder of the built site. */
  dir: string;
  /** 0, the default, takes any free port. */
  port?: number;
  /** The path that the site was built for; `/` by default. */
  base?: string;
  /** The name or address to listen on; `localhost` by default, so that nobody else on the network can reach it. */
  host?: string;
  /** Whether what shrinks is sent compressed, as a static host does; true by default. On one machine it only costs time. */
  compress?: boolean;
}

export interface Served {
  /** Address of the home page, ending in a slash. */
  url: string;
  close(): Promise<void>;
}

interface File {
  body: Buffer;
  type: string;
  etag: string;
  /** Compressed bodies, made when first asked for. */
  encoded: Map<Encoding, Promise<Buffer>>;
}

/** Reads files of one folder and keeps them while they do not change on disk. */
class Folder {
  readonly #root: string;
  readonly #files = new Map<string, { changed: number; file: File }>();

  constructor(dir: string) {
    this.#root = resolve(dir);
  }

  /** The file at a decoded path below the folder, or null: not there, hidden, or outside. */
  async file(path: string): Promise<File | null> {
    const full = this.#inside(path);
    const info = full === null ? null : await stat(full).catch(() => null);
    if (full === null || !info?.isFile()) return null;
    const known = this.#files.get(full);
    if (known?.changed === info.mtimeMs) return known.file;
    const body = await readFile(full);
    const file: File = {
      body,
      type: types[extname(full)] ?? 'application/octet-stream',
      etag: createHash('sha256').update(body).digest('base64url').slice(0, 22),
      encoded: new Map(),
    };
    this.#files.set(full, { changed: info.mtimeMs, file });
    return file;
  }

  async isFolder(path: string): Promise<boolean> {
    const full = this.#inside(path);
    return full !== null && ((await stat(full).catch(() => null))?.isDirectory() ?? false);
  }

  #inside(path: string): string | null {
    // Hidden files and host files such as _headers are no part of the site; a NUL would cut the name short.
    if (path.includes('\0') || path.includes('\\') || /\/(\.|_headers$)/.test(path)) return null;
    const full = join(this.#root, path);
    return full === this.#root || full.startsWith(this.#root + sep) ? full : null;
  }
}

function acceptedEncoding(request: IncomingMessage): Encoding | null {
  const accepted = String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((each) => each.trim().replace(/\s*;.*$/, ''));
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null;
}

/** The path below the base, decoded; null if it is outside the base or cannot be decoded. */
function pathBelow(base: string, target: string): string | null {
  // Not `new URL`, which would resolve `..` before we could refuse it.
  const path = target.replace(/[?#].*$/s, '');
  if (!path.startsWith(base)) return null;
  try {
    return `/${decodeURIComponent(path.slice(base.length))}`;
  } catch {
    return null;
  }
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  file: File,
  headers: Readonly<Record<string, string>>,
  compress: boolean,
  status = 200,
): Promise<void> {
  const encoding = compress && compressible.test(file.type) ? acceptedEncoding(request) : null;
  const etag = `"${file.etag}${encoding ? `-${encoding}` : ''}"`;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('ETag', etag);
  if (compressible.test(file.type)) response.setHeader('Vary', 'Accept-Encoding');
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  let body = file.body;
  if (encoding) {
    const made = file.encoded.get(encoding) ?? compressors[encoding](file.body);
    file.encoded.set(encoding, made);
    body = await made;
    response.setHeader('Content-Encoding', encoding);
  }
  response.writeHead(status, { 'Content-Type': file.type, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(308, { Location: location, 'Content-Length': 0 }).end();
}

/**
 * Starts a server for a built site.
 * @throws {Error} that says what to do, if there is no site in `dir` or the port is taken.
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { dir, port = 0, host = 'localhost', frames = [], compress = true } = options;
  const base = `/${(options.base ?? '/').replace(/^\/+|\/+$/g, '')}/`.replace('//', '/');
  const folder = new Folder(dir);
  if (!(await folder.file('/index.html'))) {
    throw new Error(`There is no built site in ${resolve(dir)}. Run: npm run build`);
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD', 'Content-Length': 0 }).end();
      return;
    }
    const target = request.url ?? '/';
    const search = /\?[^#]*/.exec(target)?.[0] ?? '';
    if (`${target.replace(/[?#].*$/s, '')}/` === base) return redirect(response, `${base}${search}`);
    const path = pathBelow(base, target);
    if (path !== null) {
      const file = await folder.file(path.endsWith('/') ? `${path}index.html` : path);
      if (file) return send(request, response, file, headersFor(path, { frames }), compress);
      if (!path.endsWith('/') && (await folder.isFolder(path))) {
        // Encoded anew, and with one leading slash: the address must not name another host.
        return redirect(response, `${base}${encodeURI(path.replace(/^\/+/, ''))}/${search}`);
      }
    }
    const missing = await folder.file('/404.html');
    if (missing) return send(request, response, missing, headersFor('/404.html'), compress, 404);
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found\n');
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`${request.method} ${request.url}:`, error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  server.listen(port, host);
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is taken. Name another one: PORT=${port + 1} npm start`, { cause: error });
  });
  // An address with a port, because it listens on TCP.
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}${base}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

if (import.meta.main) {
  try {
    const { url, close } = await serve({
      dir: fileURLToPath(new URL('../dist', import.meta.url)),
      port: Number(process.env['PORT'] ?? 4321),
      base: process.env['BASE_PATH'] ?? '/',
      host: process.env['HOST'] ?? 'localhost',
    });
    console.log(`Split Decision is at ${url}`);
    // The first process of a container ends at no signal that it does not ask for.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
