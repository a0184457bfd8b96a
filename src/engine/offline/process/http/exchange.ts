/** One exchange of `fetch`: a request and its response over one connection. */
import { loop } from '../event-loop.ts';
import { natives } from '../natives.ts';
import { connectError, isRefusal, notFound, refusedByBoth, resetError } from '../node-errors.ts';
import { Agent, type AgentRequest, type Target } from './agent.ts';
import { rawValue } from './headers.ts';
import { reach } from './hosts.ts';
import type { Socket } from './socket.ts';
import { Response } from './web.ts';
import type { Frame } from './wire.ts';

const { Headers } = natives;
const agent = new Agent({ keepAlive: true });
const nullBody = new Set([101, 103, 204, 205, 304]);

export const failed = (cause: unknown): TypeError => new TypeError('fetch failed', { cause });

/** What broke an exchange. The error that `fetch` rejects with is made where it was called, for its stack. */
export class NetworkFailure {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

function socketError(message: string): Error {
  const error = new Error(message);
  error.name = 'SocketError';
  return Object.assign(error, { code: 'UND_ERR_SOCKET' });
}

export class Exchange implements AgentRequest {
  destroyed = false;
  readonly #url: URL;
  readonly #method: string;
  readonly #headers: Headers;
  readonly #body: Uint8Array | ReadableStream<Uint8Array> | undefined;
  readonly #signal: AbortSignal;
  readonly #target: Target;
  #socket: Socket | undefined;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #owed = 0;
  #sent = false;
  #keepAlive = true;
  #responded = false;
  #redirected = false;
  #resolve: (response: Response) => void = () => {};
  #reject: (error: unknown) => void = () => {};
  readonly #onAbort = (): void => this.#fail(this.#signal.reason);

  constructor(
    url: URL,
    method: string,
    headers: Headers,
    body: Uint8Array | ReadableStream<Uint8Array> | undefined,
    signal: AbortSignal,
  ) {
    this.#url = url;
    this.#method = method;
    this.#headers = headers;
    this.#body = body;
    this.#signal = signal;
    this.#target = { host: url.hostname, port: Number(url.port || 80) };
  }

  run(redirected: boolean): Promise<Response> {
    this.#redirected = redirected;
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      const { host, port } = this.#target;
      const where = reach(host);
      if (where === 'unknown') return this.#failSoon(notFound(host));
      if (where === 'outside') return this.#failSoon(connectError('ENETUNREACH', host, port));
      if (this.#url.protocol === 'https:')
        return this.#failSoon(new Error('https is not available here: use http'));
      this.#signal.addEventListener('abort', this.#onAbort, { once: true });
      agent.addRequest(this, this.#target);
    });
  }

  onSocket(socket: Socket): void {
    this.#socket = socket;
    socket.user = { frame: (frame) => this.#frame(frame), closed: (error) => this.#closed(error) };
    const head: Frame = {
      type: 'request',
      method: this.#method,
      url: this.#url.pathname + this.#url.search,
      headers: this.#rawHeaders(),
    };
    if (this.#body instanceof ReadableStream) {
      socket.send([head]);
      void this.#stream(socket, this.#body);
    } else {
      // A copy: a redirect may have to send it again, and the bytes move away.
      socket.send([
        head,
        ...(this.#body ? [{ type: 'data', bytes: this.#body.slice() } as const] : []),
        { type: 'end' },
      ]);
      this.#sent = true;
    }
  }

  #rawHeaders(): string[] {
    const raw = ['host', this.#headers.get('host') ?? this.#url.host, 'connection', 'keep-alive'];
    for (const [name, value] of this.#headers) {
      if (name !== 'host' && name !== 'connection') raw.push(name, value);
    }
    const defaults = {
      accept: '*/*',
      'accept-language': '*',
      'sec-fetch-mode': 'cors',
      'user-agent': 'node',
      'accept-encoding': 'identity',
    };
    for (const [name, value] of Object.entries(defaults)) if (!this.#headers.has(name)) raw.push(name, value);
    if (this.#body instanceof ReadableStream) raw.push('transfer-encoding', 'chunked');
    return raw;
  }

  async #stream(socket: Socket, body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (this.destroyed) return void reader.cancel();
        if (done) break;
        socket.send([{ type: 'data', bytes: new Uint8Array(value) }]);
        await new Promise<void>((resolve) => socket.wire.whenRoom(resolve));
      }
      socket.send([{ type: 'end' }]);
      this.#sent = true;
    } catch (error) {
      this.#fail(new NetworkFailure(error));
    }
  }

  #frame(frame: Frame): void {
    if (frame.type === 'response') this.#respond(frame);
    else if (frame.type === 'data') this.#receive(frame.bytes);
    else if (frame.type === 'end') this.#finish();
  }

  #respond({ status, message, headers }: Extract<Frame, { type: 'response' }>): void {
    this.#responded = true;
    this.#keepAlive = rawValue(headers, 'connection') !== 'close';
    const fields = new Headers();
    for (let at = 0; at < headers.length; at += 2) fields.append(headers[at] ?? '', headers[at + 1] ?? '');
    const stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => void (this.#controller = controller),
        pull: () => this.#giveCredit(),
        cancel: () => this.#stop(),
      },
      { highWaterMark: 64 * 1024, size: (chunk) => chunk.byteLength },
    );
    const body = this.#method === 'HEAD' || nullBody.has(status) ? null : stream;
    const fetched = { url: this.#url.href, redirected: this.#redirected, headers: fields };
    this.#resolve(Response.fetched(body, { status, statusText: message }, fetched));
  }

  #receive(bytes: Uint8Array): void {
    this.#owed += bytes.byteLength;
    this.#controller?.enqueue(bytes);
    if ((this.#controller?.desiredSize ?? 1) > 0) this.#giveCredit();
  }

  #giveCredit(): void {
    const owed = this.#owed;
    this.#owed = 0;
    this.#socket?.wire.credit(owed);
  }

  #finish(): void {
    if (this.destroyed) return;
    this.#giveCredit();
    this.#controller?.close();
    this.#done();
    if (this.#socket) agent.release(this.#target, this.#socket, this.#sent && this.#keepAlive);
  }

  #closed(error: Error | undefined): void {
    const { host, port } = this.#target;
    const refused = error !== undefined && 'syscall' in error && error.syscall === 'connect';
    const byBoth = refused && isRefusal(error) && host === 'localhost';
    if (refused) this.#fail(new NetworkFailure(byBoth ? refusedByBoth(port) : error));
    else if (this.#responded)
      this.#fail(new TypeError('terminated', { cause: socketError('other side closed') }));
    else this.#fail(new NetworkFailure(socketError('other side closed')));
  }

  #failSoon(cause: Error): void {
    const release = loop.hold();
    loop.addImmediate(() => {
      release();
      this.#fail(new NetworkFailure(cause));
    });
  }

  #fail(error: unknown): void {
    if (this.destroyed) return;
    this.#done();
    this.#socket?.destroy(resetError('aborted'));
    if (this.#responded)
      this.#controller?.error(error instanceof NetworkFailure ? failed(error.cause) : error);
    else this.#reject(error);
  }

  /** The reader wants no more. */
  #stop(): void {
    if (this.destroyed) return;
    this.#done();
    this.#socket?.destroy();
  }

  #done(): void {
    this.destroyed = true;
    if (this.#socket) this.#socket.user = undefined;
    this.#signal.removeEventListener('abort', this.#onAbort);
  }
}
