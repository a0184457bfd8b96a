/** What a reader downloads for a lesson, and for a page of the practice before anything is written on it. Needs `npm run build` before. */
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const dist = new URL('../../dist/', import.meta.url);
const base = (process.env['BASE_PATH'] ?? '/').replace(/\/?$/, '/');
const kilobyte = 1_000;

const lessons = (await readdir(new URL('lessons/', dist), { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

async function read(address: string): Promise<Buffer> {
  return readFile(new URL(address.slice(base.length), dist));
}

/** A script with everything that it imports at once. */
async function withImports(address: string, seen = new Map<string, Buffer>()): Promise<Map<string, Buffer>> {
  if (seen.has(address)) return seen;
  const body = await read(address);
  seen.set(address, body);
  for (const [, specifier] of body.toString().matchAll(/(?:from|import)\s*"(\.\/[^"]+)"/g)) {
    if (specifier) await withImports(new URL(specifier, `http://x${address}`).pathname, seen);
  }
  return seen;
}

const zipped = (bodies: Iterable<Buffer | string>): number =>
  [...bodies].reduce((sum, body) => sum + gzipSync(body).length, 0);
const all = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map((match) => match[1] ?? '');

/** Scripts of a page with everything that they import at once, zipped, in bytes. */
async function scriptSize(html: string): Promise<number> {
  const files = new Map<string, Buffer>();
  for (const address of all(html, /<script[^>]*\ssrc="([^"]+)"/g)) await withImports(address, files);
  const inline = all(html, /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g);
  return zipped(files.values()) + zipped(inline);
}

describe.each(lessons)('the lesson "%s"', async (slug) => {
  const html = (await read(`${base}lessons/${slug}/index.html`)).toString();

  it('has at most 30 KB of script', async () => {
    const size = await scriptSize(html);
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(30 * kilobyte);
  });

  it('has at most 20 KB of style', async () => {
    const linked = await Promise.all(all(html, /<link[^>]*rel="stylesheet"[^>]*href="([^"]+)"/g).map(read));
    const inline = all(html, /<style[^>]*>([^]*?)<\/style>/g);
    expect(zipped([...linked, ...inline])).toBeLessThanOrEqual(20 * kilobyte);
  });
});

// The matcher, the schedule and the storage come later, beside the page.
describe.each([
  ['practice/', 10],
  ['practice/payments-down/', 45],
  ['practice/mock/', 45],
])('the page "%s"', (path, most) => {
  it(`has at most ${most} KB of script before anything is written`, async () => {
    const html = (await read(`${base}${path}index.html`)).toString();
    const size = await scriptSize(html);
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(most * kilobyte);
  });
});
