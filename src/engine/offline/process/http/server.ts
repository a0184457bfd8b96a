/** `http.Server`. */
import { EventEmitter } from '@jspm/core/nodelibs/events';
import { loop, type Release } from '../event-loop.ts';
import { newQuestion, onKernel, send } from '../kernel-link.ts';
import { nodeError, resetError, systemError } from '../node-errors.ts';
import { IncomingMessage } from './incoming.ts';
import { ServerResponse } from './response.ts';
import { Socket } from './socket.ts';
import { acceptOn, type Frame, type Wire } from './wire.ts';

type RequestListener = (req: IncomingMessage, res: ServerResponse) => void;

interface ServerOptions {
  keepAliveTimeout?: number;
}

/** Questions to the kernel whether a port can be had. */
const listening = new Map<number, (answer: number | 'EADDRINUSE' | 'EMFILE') => void>();
onKernel('listening', ({ id, port }) => settleListen(id, port));
onKernel('listen-failed', ({ id, code }) => settleListen(id, code));

function settleListen(id: number, answer: number | 'EADDRINUSE' | 'EMFILE'): void {
  const settle = listening.get(id);
  listening.delete(id);
  settle?.(answer);
}

export class Server extends EventEmitter {
  listening = false;
  timeout = 0;
  keepAliveTimeout: number;
  headersTimeout = 60_000;
  requestTimeout = 300_000;
  maxHeadersCount: number | null = null;
  maxRequestsPerSocket = 0;
  readonly #connections = new Set<ServerConnection>();
  #port = 0;
  #host: string | undefined;
  #stopAccepting: Release | undefined;
  #release: Release | undefined;
  #referenced = true;
  #closing = false;

  constructor(options?: ServerOptions | RequestListener, listener?: RequestListener) {
    super();
    const onRequest = typeof options === 'function' ? options : listener;
    this.keepAliveTimeout = (typeof options === 'object' ? options.keepAliveTimeout : undefined) ?? 5000;
    if (onRequest) this.on('request', onRequest);
  }

  listen(...args: unknown[]): this {
    const callback = args.findLast((each) => typeof each === 'function');
    const [first, second] = args;
    const options =
      typeof first === 'object' && first !== null
        ? (first as { port?: unknown; host?: unknown })
        : { port: first, host: second };
    const port = Number(typeof options.port === 'function' ? 0 : (options.port ?? 0));
    const host = typeof options.host === 'string' ? options.host : undefined;
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw nodeError(
        RangeError,
        'ERR_SOCKET_BAD_PORT',
        `options.port should be >= 0 and < 65536. Received type ${typeof options.port} (${String(options.port)}).`,
      );
    }
    if (this.#release || this.listening) {
      throw nodeError(
        Error,
        'ERR_SERVER_ALREADY_LISTEN',
        'Listen method has been called more than once without closing.',
      );
    }
    if (callback) this.once('listening', callback as () => void);
    this.#host = host;
    this.#closing = false;
    this.#release = loop.hold();
    const id = newQuestion();
    listening.set(id, (answer) => this.#answered(answer, port));
    send({ type: 'listen', id, port });
    return this;
  }

  address(): { address: string; family: string; port: number } | null {
    if (!this.listening) return null;
    const address = this.#host === undefined ? '::' : this.#host === 'localhost' ? '127.0.0.1' : this.#host;
    return { address, family: address.includes(':') ? 'IPv6' : 'IPv4', port: this.#port };
  }

  close(callback?: (error?: Error) => void): this {
    if (!this.listening && !this.#release) {
      const error = nodeError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.');
      if (callback) loop.nextTick(() => callback(error));
      return this;
    }
    if (callback) this.once('close', () => callback());
    this.#closing = true;
    this.listening = false;
    this.#stopAccepting?.();
    send({ type: 'unlisten', port: this.#port });
    this.closeIdleConnections();
    this.#closeIfDone();
    return this;
  }

  closeIdleConnections(): void {
    for (const connection of this.#connections) if (!connection.busy) connection.socket.destroy();
  }

  closeAllConnections(): void {
    for (const connection of this.#connections) connection.socket.destroy();
  }

  getConnections(callback: (error: null, count: number) => void): this {
    loop.nextTick(() => callback(null, this.#connections.size));
    return this;
  }

  setTimeout(ms = 0, callback?: (socket: Socket) => void): this {
    this.timeout = ms;
    if (callback) this.on('timeout', callback);
    return this;
  }

  ref(): this {
    this.#referenced = true;
    if (this.listening) this.#release ??= loop.hold();
    return this;
  }

  unref(): this {
    this.#referenced = false;
    this.#release?.();
    this.#release = undefined;
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.listening) await new Promise((resolve) => this.close(resolve));
  }

  #answered(answer: number | 'EADDRINUSE' | 'EMFILE', wanted: number): void {
    if (typeof answer === 'string') {
      this.unref();
      this.#referenced = true;
      const address = this.#host ?? '::';
      const message = `listen ${answer}: ${answer === 'EADDRINUSE' ? 'address already in use' : 'too many open files'} ${address}:${wanted}`;
      this.emit('error', systemError(answer, 'listen', message, { address, port: wanted }));
      return;
    }
    this.#port = answer;
    if (this.#closing) {
      send({ type: 'unlisten', port: answer });
      return this.#closeIfDone();
    }
    this.listening = true;
    if (!this.#referenced) this.unref();
    this.#stopAccepting = acceptOn(answer, (wire, remotePort) => this.#accept(wire, remotePort));
    this.emit('listening');
  }

  #accept(wire: Wire, remotePort: number): void {
    const socket = new Socket(wire, { remote: remotePort, local: this.#port, connecting: false });
    const connection = new ServerConnection(this, socket, {
      isClosing: () => this.#closing,
      onEnd: () => {
        this.#connections.delete(connection);
        this.#closeIfDone();
      },
    });
    this.#connections.add(connection);
    if (this.timeout > 0) socket.setTimeout(this.timeout);
    socket.on('timeout', () => {
      if (connection.busy && this.emit('timeout', socket)) return;
      socket.destroy();
    });
    this.emit('connection', socket);
  }

  #closeIfDone(): void {
    if (!this.#closing || this.#connections.size > 0) return;
    this.#closing = false;
    loop.nextTick(() => {
      this.#release?.();
      this.#release = undefined;
      this.emit('close');
    });
  }
}

/** One connection of a server: requests come one after the other. */
class ServerConnection {
  readonly socket: Socket;
  readonly #server: Server;
  readonly #isClosing: () => boolean;
  #req: IncomingMessage | undefined;
  #res: ServerResponse | undefined;

  constructor(server: Server, socket: Socket, hooks: { isClosing: () => boolean; onEnd: () => void }) {
    this.#server = server;
    this.socket = socket;
    this.#isClosing = hooks.isClosing;
    socket.user = {
      frame: (frame) => this.#frame(frame),
      closed: () => {
        hooks.onEnd();
        this.#abort();
      },
    };
  }

  get busy(): boolean {
    return this.#res !== undefined;
  }

  #frame(frame: Frame): void {
    if (frame.type === 'request') this.#begin(frame);
    else if (frame.type === 'data') this.#req?.receive(frame.bytes);
    else if (frame.type === 'end') this.#req?.finish();
  }

  #begin({ method, url, headers }: Extract<Frame, { type: 'request' }>): void {
    const req = new IncomingMessage(this.socket, headers);
    req.method = method;
    req.url = url;
    const res = new ServerResponse(req, this.#server.keepAliveTimeout);
    this.#req = req;
    this.#res = res;
    this.socket.setTimeout(this.#server.timeout);
    res.once('finish', () => this.#finished(req, res));
    if (!this.#server.emit('request', req, res)) res.end();
  }

  #finished(req: IncomingMessage, res: ServerResponse): void {
    if (this.#res !== res) return;
    this.#res = undefined;
    req.dump();
    if (!res.shouldKeepAlive || this.#isClosing()) this.socket.destroySoon();
    else this.socket.setTimeout(this.#server.keepAliveTimeout);
  }

  #abort(): void {
    const req = this.#req;
    const res = this.#res;
    this.#res = undefined;
    if (req && !req.complete) req.destroy(resetError('aborted'));
    else if (req && !req.readableEnded && res) req.destroy();
    if (res && !res.writableFinished) res.destroy();
  }
}
