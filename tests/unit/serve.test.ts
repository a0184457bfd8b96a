import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersFile } from '../../tools/headers.ts';
import { serve, type Served } from '../../tools/serve.ts';

let outside: string;
let dir: string;
let served: Served;
const script = `export const text = '${'x'.repeat(2_000)}';\n`;

interface Reply {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** A request whose path goes out exactly as it is written: fetch would resolve `..` itself. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  const { hostname, port } = new URL(served.url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'serve-'));
  dir = join(outside, 'dist');
  await mkdir(join(dir, 'labs/circuit-breaker'), { recursive: true });
  await mkdir(join(dir, '_astro'), { recursive: true });
  await writeFile(join(outside, 'secret.txt'), 'secret');
  await writeFile(join(outside, 'dist-secret.txt'), 'secret');
  await writeFile(join(dir, '_headers'), 'secret');
  await writeFile(join(dir, '.env'), 'secret');
  await writeFile(join(dir, 'index.html'), '<h1>Home</h1>');
  await writeFile(join(dir, '404.html'), '<h1>Not found</h1>');
  await writeFile(join(dir, 'labs/circuit-breaker/index.html'), '<h1>Lab</h1>');
  await writeFile(join(dir, '_astro/main.a1b2.js'), script);
  await writeFile(join(dir, '_astro/font.woff2'), 'font');
  await mkdir(join(dir, 'pagefind'));
  await writeFile(join(dir, 'pagefind/pagefind-worker.js'), script);
  served = await serve({ dir, base: '/course/' });
});

afterAll(async () => {
  await served.close();
  await rm(outside, { recursive: true });
});

describe('serve', () => {
  it('serves pages below the base, and the 404 page for all else', async () => {
    expect(served.url).toMatch(/^http:\/\/localhost:\d+\/course\/$/);
    expect((await get('/course/')).body.toString()).toContain('Home');
    expect(await get('/')).toMatchObject({ status: 404 });
    const missing = await get('/course/nothing/');
    expect(missing.status).toBe(404);
    expect(missing.body.toString()).toContain('Not found');
    expect(missing.headers['content-security-policy']).toBeDefined();
  });

  it('redirects to the address with the slash, and keeps the query', async () => {
    expect(await get('/course?a=1')).toMatchObject({ status: 308, headers: { location: '/course/?a=1' } });
    expect((await get('/course/labs/circuit-breaker?a=1')).headers.location).toBe(
      '/course/labs/circuit-breaker/?a=1',
    );
    expect((await get('/course//labs')).headers.location).toBe('/course/labs/');
  });

  it('isolates lab pages, and every script that may become a worker', async () => {
    const lab = (await get('/course/labs/circuit-breaker/')).headers;
    expect(lab['cross-origin-opener-policy']).toBe('same-origin');
    expect(lab['cross-origin-embedder-policy']).toBe('require-corp');
    const worker = (await get('/course/_astro/main.a1b2.js')).headers;
    expect(worker['cross-origin-embedder-policy']).toBe('require-corp');
    const home = (await get('/course/')).headers;
    expect(home['cross-origin-opener-policy']).toBeUndefined();
    for (const headers of [lab, worker, home]) {
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    }
  });

  it('allows eval on lab pages, for the sandbox that inherits their policy, and nowhere else', async () => {
    const lab = (await get('/course/labs/circuit-breaker/')).headers['content-security-policy'];
    expect(lab).toMatch(/script-src [^;]*'unsafe-eval' 'wasm-unsafe-eval' blob:/);
    expect(lab).toMatch(/frame-src [^;]*https:\/\/stackblitz\.com https:\/\/\*\.webcontainer-api\.io/);
    const home = (await get('/course/')).headers['content-security-policy'];
    expect(home).not.toMatch(/unsafe-eval|script-src [^;]*('unsafe-inline'|blob:)/);
    expect(home).toMatch(/script-src 'self' 'sha256-[^']+';/);
  });

  it('allows WebAssembly to the worker of the search, and nothing else to it', async () => {
    const worker = (await get('/course/pagefind/pagefind-worker.js')).headers;
    expect(worker['cross-origin-embedder-policy']).toBe('require-corp');
    expect(worker['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    );
  });

  it('lets tests add an origin that lab pages may frame', async () => {
    const other = await serve({ dir, frames: ['http://localhost:9'] });
    const response = await fetch(`${other.url}labs/circuit-breaker/`);
    expect(response.headers.get('content-security-policy')).toMatch(/frame-src [^;]*http:\/\/localhost:9/);
    await other.close();
  });

  it('lets hashed files be cached for ever, and everything else be asked for again', async () => {
    expect((await get('/course/_astro/main.a1b2.js')).headers['cache-control']).toMatch(/immutable/);
    const home = await get('/course/');
    expect(home.headers['cache-control']).toBe('no-cache');
    const again = await get('/course/', { 'if-none-match': String(home.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('compresses text, in what the browser understands, and leaves fonts alone', async () => {
    const gzipped = await get('/course/_astro/main.a1b2.js', { 'accept-encoding': 'gzip' });
    expect(gzipped.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(gunzipSync(gzipped.body).toString()).toBe(script);
    const brotli = await get('/course/_astro/main.a1b2.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers['content-encoding']).toBe('br');
    const plain = await get('/course/_astro/main.a1b2.js');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
    const font = await get('/course/_astro/font.woff2', { 'accept-encoding': 'br' });
    expect(font.headers).toMatchObject({ 'content-type': 'font/woff2', 'content-length': '4' });
    expect(font.headers['content-encoding']).toBeUndefined();
  });

  it.each([
    '/course/../secret.txt',
    '/course/..%2fsecret.txt',
    '/course/%2e%2e/secret.txt',
    '/course/..%2fdist-secret.txt',
    '/course/..%5csecret.txt',
    '/course/%00',
    '/course/%ff',
    '/course/.env',
    '/course/_headers',
    'http://localhost/../secret.txt',
  ])('gives nothing away at %s', async (path) => {
    const reply = await get(path);
    expect(reply.status).toBe(404);
    expect(reply.body.toString()).not.toContain('secret');
  });

  it('answers HEAD without a body and refuses to be written to', async () => {
    const head = await get('/course/', {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, '13']);
    expect((await get('/course/', {}, 'POST')).status).toBe(405);
  });

  it('says what to do when there is no site or the port is taken', async () => {
    await expect(serve({ dir: join(outside, 'nothing') })).rejects.toThrow(/npm run build/);
    const port = Number(new URL(served.url).port);
    await expect(serve({ dir, port })).rejects.toThrow(/PORT=\d+ npm start/);
  });
});

/** The names of the headers in a rule of the file. */
function names(rule: string | undefined): string[] {
  const lines = rule?.split('\n').slice(1) ?? [];
  return lines.map((line) => line.trim().split(':')[0] ?? '');
}

describe('the file for static hosts', () => {
  const file = headersFile('/course/', ['', '404.html', 'lessons', 'labs']);
  const rules = file.trim().split('\n\n');

  it('has a rule for each section, below the base', () => {
    expect(rules.map((rule) => rule.split('\n')[0])).toEqual([
      '/course/*',
      '/course/_astro/*',
      '/course/pagefind/*',
      '/course/',
      '/course/404.html',
      '/course/labs/*',
      '/course/lessons/*',
    ]);
  });

  it('names no header twice for one path, because hosts would join them', () => {
    for (const rule of rules.slice(1)) {
      expect(names(rules[0]).filter((name) => names(rule).includes(name))).toEqual([]);
    }
  });
});
