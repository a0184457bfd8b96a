/** `fetch` over the machine's own network, with Node's (undici's) errors, headers and redirects. */
import { natives } from '../natives.ts';
import { nodeError } from '../node-errors.ts';
import { Exchange, failed, NetworkFailure } from './exchange.ts';
import { Request, type Response } from './web.ts';

const { Headers } = natives;
const mostRedirects = 20;

/** As the global `fetch` of Node. */
export async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = toRequest(input, init);
  const { signal } = request;
  signal.throwIfAborted();
  let url = new URL(request.url);
  let method = request.method;
  const headers = new Headers(request.headers);
  let body = await readBody(request, init, headers);
  for (let redirects = 0; ; redirects++) {
    const exchange = new Exchange(url, method, headers, body, signal);
    // Made here and not where the connection broke: so its stack says who called fetch.
    const response = await exchange.run(redirects > 0).catch((error: unknown) => {
      throw error instanceof NetworkFailure ? failed(error.cause) : error;
    });
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
    if (request.redirect === 'manual') return response;
    await response.body?.cancel();
    if (request.redirect === 'error') throw failed(new Error('unexpected redirect'));
    if (redirects >= mostRedirects) throw failed(new Error('redirect count exceeded'));
    const next = new URL(location, url);
    if (response.status === 303 ? method !== 'HEAD' : method === 'POST' && response.status < 303) {
      method = 'GET';
      body = undefined;
      for (const name of ['content-type', 'content-length', 'content-encoding', 'content-language'])
        headers.delete(name);
    }
    if (body instanceof ReadableStream)
      throw failed(new Error('a body that is a stream cannot be sent again'));
    if (next.origin !== url.origin)
      for (const name of ['authorization', 'cookie', 'host']) headers.delete(name);
    url = next;
  }
}

function toRequest(input: RequestInfo | URL, init: RequestInit | undefined): Request {
  try {
    const request = new Request(input, init);
    if (!/^https?:/.test(request.url)) throw new TypeError(`unknown scheme ${new URL(request.url).protocol}`);
    return request;
  } catch (error) {
    if (typeof input === 'string' && !URL.canParse(input)) {
      const cause = nodeError(TypeError, 'ERR_INVALID_URL', 'Invalid URL');
      // Node's cause says no more than this; the browser's own words would only confuse.
      // oxlint-disable-next-line preserve-caught-error
      throw new TypeError(`Failed to parse URL from ${input}`, { cause: Object.assign(cause, { input }) });
    }
    if (error instanceof TypeError && error.message.startsWith('unknown scheme')) {
      throw failed(Object.assign(error, { message: error.message.replace(/:$/, '') }));
    }
    throw error;
  }
}

/** The body as bytes where its length is known, which is then announced; else as a stream. */
async function readBody(
  request: Request,
  init: RequestInit | undefined,
  headers: Headers,
): Promise<Uint8Array | ReadableStream<Uint8Array> | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined;
  if (Request.isStreamed(request) && request.body) return request.body;
  const hasBody = request.body !== null || (init?.body ?? null) !== null;
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (hasBody || request.method === 'POST' || request.method === 'PUT' || request.method === 'PATCH') {
    headers.set('content-length', String(bytes.byteLength));
  }
  return hasBody ? bytes : undefined;
}
