/**
 * The service worker. It is registered when a learner asks to keep the course offline, and answers from the kept
 * edition, so that all files of a page are of one edition, with or without a network. It fetches and renews nothing of
 * its own accord.
 */
import { Shelf } from './kept.ts';

/** What of a service worker's global scope is used here; the site's own code is typed for pages. */
interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void>; matchAll(): Promise<readonly unknown[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
}
interface Extendable {
  waitUntil(promise: Promise<unknown>): void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

// A service worker has this scope, whatever the types of pages say.
const scope = globalThis as unknown as WorkerScope;
const base = new URL(scope.registration.scope);
const shelf = new Shelf(base);

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()));
// The page that asked is answered from now on, too.
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const ours = address.origin === base.origin && address.pathname.startsWith(base.pathname);
  // Whoever asks past all caches is a page that fetches an edition, or looks for a newer one.
  if (request.method !== 'GET' || !ours || request.cache === 'no-store') return;
  event.respondWith(answer(request, address));
  // An older edition may be removed once no page that began with it is open: before the first one is.
  if (request.mode === 'navigate')
    event.waitUntil(scope.clients.matchAll().then((open) => (open.length === 0 ? shelf.tidy() : undefined)));
});

async function answer(request: Request, address: URL): Promise<Response> {
  const kept = await shelf.answer(address);
  if (kept) return kept;
  if (request.mode === 'navigate' && !/[/.][^/]*\.|\/$/.test(address.pathname)) {
    // `…/labs/circuit-breaker` is the page `…/labs/circuit-breaker/`.
    const page = new URL(`${address.pathname}/${address.search}`, address);
    if (await shelf.answer(page)) return Response.redirect(page.href, 301);
  }
  try {
    return await fetch(request);
  } catch (error) {
    const missing = request.mode === 'navigate' ? await shelf.answer(new URL('404.html', base)) : undefined;
    // Some hosts serve that page as a file like any other.
    if (missing) return new Response(missing.body, { status: 404, headers: missing.headers });
    throw error;
  }
}
