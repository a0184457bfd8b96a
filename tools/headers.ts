/**
 * The one source of the response headers: for our own server (tools/serve.ts), for Astro's dev and preview servers
 * (tools/site-integration.ts), and for static hosts that read a `_headers` file.
 *
 * Paths are below the base path and begin with a slash.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export type Headers = Readonly<Record<string, string>>;

/** Where the vendor of WebContainer serves its runtime and its previews from. */
const webContainerRuntime = 'https://stackblitz.com';
const webContainerFrames = [webContainerRuntime, 'https://*.webcontainer-api.io'];

/** The inline script of every page: the one in the head that applies the kept theme. */
const themeScript = readFileSync(new URL('../src/components/theme-early.js', import.meta.url), 'utf8').trim();

/** The source expression that lets an inline script of exactly this text run. */
export function scriptHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function policy(directives: Record<string, readonly string[]>): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

const commonDirectives = {
  'default-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'self'"],
} as const;

const strictPolicy = policy({
  ...commonDirectives,
  'script-src': ["'self'", scriptHash(themeScript)],
  'frame-src': ["'none'"],
});

/**
 * A lab's sandbox is a srcdoc frame. It inherits the policy of the lab page and narrows it by its own to no network at
 * all, so what its scripts and blob workers need (inline, eval, WebAssembly, blob:) must be allowed here.
 */
function labPolicy(frames: readonly string[]): string {
  return policy({
    ...commonDirectives,
    'script-src': ["'self'", "'unsafe-inline'", "'unsafe-eval'", "'wasm-unsafe-eval'", 'blob:'],
    'worker-src': ["'self'", 'blob:'],
    // When the runtime's frame stays silent, the page asks for the same address itself, to tell why.
    'connect-src': ["'self'", 'blob:', 'data:', webContainerRuntime],
    'font-src': ["'self'", 'data:'],
    'frame-src': ["'self'", 'blob:', ...frames],
  });
}

/** Headers of every response. */
export const everywhere: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Cross-origin isolation of a lab page. */
export const isolation: Headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** A script may be started as a worker of an isolated page, and then needs the policy itself. */
export const workerScript: Headers = { 'Cross-Origin-Embedder-Policy': 'require-corp' };

/**
 * The search runs in a worker, and a worker obeys the policy it came with, not the page's. So WebAssembly is allowed
 * here, and the policy of the pages stays as narrow as it is.
 */
const searchScript: Headers = {
  ...workerScript,
  'Content-Security-Policy': policy({
    'default-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'connect-src': ["'self'"],
  }),
};

const hashed: Headers = { 'Cache-Control': 'public, max-age=31536000, immutable' };
const revalidated: Headers = { 'Cache-Control': 'no-cache' };

/** Pages below /labs/, which boot an engine. */
export function isLab(path: string): boolean {
  return path === '/labs' || path.startsWith('/labs/');
}

/** Files of the search index, and the script that searches it. */
function isSearch(path: string): boolean {
  return path.startsWith('/pagefind/');
}

export interface PageOptions {
  /** Further origins that lab pages may frame: the stand-in that tests put in the place of WebContainer's servers. */
  frames?: readonly string[];
}

function pageHeaders(path: string, { frames = [] }: PageOptions): Headers {
  return isLab(path)
    ? { ...isolation, 'Content-Security-Policy': labPolicy([...webContainerFrames, ...frames]) }
    : { 'Content-Security-Policy': strictPolicy };
}

/** The headers of one response. A page's path ends in a slash or in .html, everything else is a file. */
export function headersFor(path: string, options: PageOptions = {}): Headers {
  const cache = path.startsWith('/_astro/') ? hashed : revalidated;
  const page = path.endsWith('/') || path.endsWith('.html');
  return {
    ...everywhere,
    ...cache,
    ...(page ? pageHeaders(path, options) : {}),
    ...(isSearch(path) ? searchScript : /\.m?js$/.test(path) ? workerScript : {}),
  };
}

/**
 * The same as a `_headers` file (Netlify, Cloudflare Pages). Where several rules match, those hosts join equal header
 * names by a comma, so no header stands in two rules that can match one path.
 * @param sections the first path segments of the pages: '' for the home page, '404.html', 'lessons', 'labs', …
 */
export function headersFile(base: string, sections: Iterable<string>): string {
  const root = base.replace(/\/$/, '');
  const rule = (pattern: string, headers: Headers): string =>
    [`${root}${pattern}`, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join(
      '\n',
    );
  const pages = [...new Set(sections)].sort().map((section) => {
    const file = section === '' || section.includes('.');
    return rule(file ? `/${section}` : `/${section}/*`, pageHeaders(`/${section}/`, {}));
  });
  return [
    rule('/*', everywhere),
    rule('/_astro/*', { ...hashed, ...workerScript }),
    rule('/pagefind/*', searchScript),
    ...pages,
    '',
  ].join('\n\n');
}
