/** `http.request` and `http.ClientRequest`. */
import { loop } from '../event-loop.ts';
import {
  abortError,
  connectError,
  isRefusal,
  nodeError,
  notFound,
  refusedByBoth,
  resetError,
} from '../node-errors.ts';
import { Buffer } from '../builtins/buffer.ts';
import { Agent, globalAgent, type AgentRequest, type Target } from './agent.ts';
import { rawValue, type HeaderStore, type HeaderValue } from './headers.ts';
import { reach } from './hosts.ts';
import { IncomingMessage } from './incoming.ts';
import { OutgoingMessage, type Framing } from './outgoing.ts';
import type { Socket } from './socket.ts';
import type { Frame } from './wire.ts';

export interface RequestOptions {
  protocol?: string | null;
  host?: string | null;
  hostname?: string | null;
  port?: number | string | null;
  path?: string | null;
  method?: string;
  headers?: Readonly<Record<string, HeaderValue | undefined>> | readonly string[];
  auth?: string | null;
  agent?: Agent | boolean;
  timeout?: number;
  signal?: AbortSignal;
  setHost?: boolean;
}

type ResponseListener = (response: IncomingMessage) => void;

const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT']);

export class ClientRequest extends OutgoingMessage implements AgentRequest {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly protocol = 'http:';
  readonly agent: Agent;
  socket: Socket | null = null;
  res: IncomingMessage | null = null;
  reusedSocket = false;
  shouldKeepAlive: boolean;
  readonly #target: Target;
  #refused = false;

  constructor(options: RequestOptions, listener?: ResponseListener) {
    super({ autoDestroy: false });
    this.method = (options.method ?? 'GET').toUpperCase();
    this.path = options.path ?? '/';
    if (/[^\u0021-\u00ff]/.test(this.path)) {
      throw nodeError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
    }
    if (options.protocol && options.protocol !== 'http:') {
      throw nodeError(
        TypeError,
        'ERR_INVALID_PROTOCOL',
        `Protocol "${options.protocol}" not supported. Expected "http:"`,
      );
    }
    this.host = options.hostname ?? options.host ?? 'localhost';
    this.agent =
      options.agent instanceof Agent ? options.agent : options.agent === false ? new Agent() : globalAgent;
    this.shouldKeepAlive = this.agent.keepAlive;
    this.#target = { host: this.host, port: Number(options.port || 80) };
    this.#setHeaders(options);
    if (listener) this.once('response', listener);
    const timeout = options.timeout ?? this.agent.options.timeout;
    if (timeout) this.setTimeout(timeout);
    if (options.signal) this.#obey(options.signal);
    this.#connect();
  }

  get aborted(): boolean {
    return this.destroyed && !this.res?.complete;
  }

  abort(): void {
    this.emit('abort');
    this.destroy();
  }

  setNoDelay(): void {}

  setSocketKeepAlive(): void {}

  /** The agent has a connection for it. */
  onSocket(socket: Socket, reused: boolean): void {
    if (this.destroyed) {
      this.agent.release(this.#target, socket, true);
      return;
    }
    this.socket = socket;
    this.reusedSocket = reused;
    socket.user = { frame: (frame) => this.#frame(frame), closed: (error) => this.#closed(error) };
    loop.nextTick(() => this.emit('socket', socket));
    // Nothing is sent before the connection stands, so that a request destroyed by then never leaves.
    if (socket.connecting) socket.once('connect', () => !this.destroyed && this.connected(socket));
    else this.connected(socket);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const { res, socket } = this;
    const done = res?.complete && res.readableEnded && this.writableFinished;
    if (socket && !done) {
      socket.user = undefined;
      socket.destroy();
    }
    if (res && !res.complete) res.destroy(resetError('aborted'));
    const failure = error ?? (res || this.#refused ? null : resetError('socket hang up'));
    if (failure) loop.nextTick(() => callback(failure));
    else callback(null);
  }

  protected override get hasBody(): boolean {
    return true;
  }

  protected override get chunkedByDefault(): boolean {
    return !bodiless.has(this.method);
  }

  protected override makeHead(fields: HeaderStore, framing: Framing): Frame {
    const headers = fields.raw();
    const connection = fields.get('connection');
    if (connection === undefined) headers.push('Connection', this.shouldKeepAlive ? 'keep-alive' : 'close');
    else this.shouldKeepAlive = String(connection).toLowerCase() !== 'close';
    if (framing === 'chunked') headers.push('Transfer-Encoding', 'chunked');
    else if (framing !== 'none') headers.push('Content-Length', String(framing.length));
    return { type: 'request', method: this.method, url: this.path, headers };
  }

  #setHeaders({ headers, auth, setHost = true, port }: RequestOptions): void {
    if (Array.isArray(headers)) {
      for (let at = 0; at < headers.length; at += 2)
        this.appendHeader(String(headers[at]), String(headers[at + 1]));
    } else if (headers) {
      for (const [name, value] of Object.entries(headers)) this.setHeader(name, value as HeaderValue); // it validates
    }
    if (setHost && !this.hasHeader('host')) {
      const bare = this.host.includes(':') && !this.host.startsWith('[') ? `[${this.host}]` : this.host;
      this.setHeader('Host', port && Number(port) !== 80 ? `${bare}:${port}` : bare);
    }
    if (auth && !this.hasHeader('authorization')) {
      this.setHeader('Authorization', `Basic ${Buffer.from(auth).toString('base64')}`);
    }
  }

  #obey(signal: AbortSignal): void {
    const abort = (): void => void this.destroy(abortError(signal.reason));
    if (signal.aborted) loop.nextTick(abort);
    else {
      signal.addEventListener('abort', abort, { once: true });
      this.once('close', () => signal.removeEventListener('abort', abort));
    }
  }

  #connect(): void {
    switch (reach(this.host)) {
      case 'here':
        return this.agent.addRequest(this, this.#target);
      case 'unknown':
        return this.#fail(notFound(this.host));
      case 'outside':
        return this.#fail(connectError('ENETUNREACH', this.host, this.#target.port));
    }
  }

  #fail(error: Error): void {
    const release = loop.hold();
    loop.addImmediate(() => {
      release();
      this.destroy(error);
    });
  }

  #frame(frame: Frame): void {
    if (frame.type === 'response') this.#respond(frame);
    else if (frame.type === 'data') this.res?.receive(frame.bytes);
    else if (frame.type === 'end') this.res?.finish();
  }

  #respond({ status, message, headers }: Extract<Frame, { type: 'response' }>): void {
    if (!this.socket) return;
    const res = new IncomingMessage(this.socket, headers);
    res.statusCode = status;
    res.statusMessage = message;
    this.res = res;
    if (rawValue(headers, 'connection') === 'close') this.shouldKeepAlive = false;
    res.once('end', () => {
      if (this.writableFinished) this.#complete();
      else this.once('finish', () => this.#complete());
    });
    res.once('close', () => {
      if (!res.complete) this.destroy();
    });
    if (!this.emit('response', res)) res.dump();
  }

  #complete(): void {
    const { socket } = this;
    if (socket && !socket.destroyed) {
      socket.user = undefined;
      this.agent.release(this.#target, socket, this.shouldKeepAlive);
    }
    this.destroy();
  }

  #closed(error: Error | undefined): void {
    const { res } = this;
    if (res) {
      if (res.complete) return;
      res.destroy(resetError('aborted'));
      this.destroy();
      return;
    }
    const refused = error && 'syscall' in error && error.syscall === 'connect';
    this.#refused = true;
    if (refused && isRefusal(error) && this.host === 'localhost')
      this.destroy(refusedByBoth(this.#target.port));
    else this.destroy(refused ? error : resetError('socket hang up'));
  }
}

/** `http.request(options[, callback])` and `http.request(url[, options][, callback])`. */
export function request(
  input: string | URL | RequestOptions,
  second?: RequestOptions | ResponseListener,
  third?: ResponseListener,
): ClientRequest {
  const listener = typeof second === 'function' ? second : third;
  const more = typeof second === 'object' ? second : {};
  if (typeof input !== 'string' && !(input instanceof URL)) return new ClientRequest(input, listener);
  const url = new URL(input);
  const fromUrl: RequestOptions = {
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port || null,
    path: url.pathname + url.search,
    ...(url.username
      ? { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` }
      : {}),
  };
  return new ClientRequest({ ...fromUrl, ...more }, listener);
}

export function get(...args: Parameters<typeof request>): ClientRequest {
  const made = request(...args);
  made.end();
  return made;
}
