/** `http.ServerResponse`. */
import { natives } from '../natives.ts';
import { nodeError } from '../node-errors.ts';
import { STATUS_CODES } from './constants.ts';
import { rawValue, type HeaderStore, type HeaderValue } from './headers.ts';
import type { IncomingMessage } from './incoming.ts';
import { OutgoingMessage, type Framing } from './outgoing.ts';
import type { Socket } from './socket.ts';
import type { Frame } from './wire.ts';

type HeaderInput = Readonly<Record<string, HeaderValue | undefined>> | readonly HeaderValue[];

export class ServerResponse extends OutgoingMessage {
  readonly req: IncomingMessage;
  socket: Socket | null;
  statusCode = 200;
  statusMessage = '';
  sendDate = true;
  /** The connection stays open for another request. */
  shouldKeepAlive: boolean;
  readonly #keepAliveSeconds: number;

  constructor(req: IncomingMessage, keepAliveTimeout = 5000) {
    super({ autoDestroy: true });
    this.req = req;
    this.socket = req.socket;
    this.shouldKeepAlive = rawValue(req.rawHeaders, 'connection') !== 'close';
    this.#keepAliveSeconds = Math.floor(keepAliveTimeout / 1000);
    this.connected(req.socket);
  }

  protected override get hasBody(): boolean {
    return this.req.method !== 'HEAD' && this.statusCode !== 204 && this.statusCode !== 304;
  }

  protected override get chunkedByDefault(): boolean {
    return true;
  }

  writeHead(statusCode: number, reason?: string | HeaderInput, headers?: HeaderInput): this {
    this.assertHeadOpen('write');
    if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 999) {
      throw nodeError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${statusCode}`);
    }
    this.statusCode = statusCode;
    if (typeof reason === 'string') this.statusMessage = reason;
    const fields = typeof reason === 'string' ? headers : (reason ?? headers);
    if (Array.isArray(fields)) {
      const flat = fields.flat() as string[]; // names and values in turn, or pairs of them
      for (let at = 0; at < flat.length; at += 2) this.removeHeader(String(flat[at]));
      for (let at = 0; at < flat.length; at += 2) this.appendHeader(String(flat[at]), flat[at + 1] ?? '');
    } else if (fields) {
      for (const [name, value] of Object.entries(fields)) this.setHeader(name, value as HeaderValue); // it validates
    }
    this.fixHead();
    return this;
  }

  writeContinue(): void {}

  writeProcessing(): void {}

  writeEarlyHints(_hints: object, callback?: () => void): void {
    callback?.();
  }

  assignSocket(socket: Socket): void {
    this.socket = socket;
    this.connected(socket);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    if (!this.writableFinished) this.socket?.destroy(error ?? undefined);
    callback(error);
  }

  protected override makeHead(fields: HeaderStore, framing: Framing): Frame {
    const headers = fields.raw();
    if (this.sendDate && !fields.has('date')) headers.push('Date', new Date(natives.date()).toUTCString());
    const connection = fields.get('connection');
    if (connection !== undefined) this.shouldKeepAlive = String(connection).toLowerCase() !== 'close';
    else if (!this.shouldKeepAlive) headers.push('Connection', 'close');
    else {
      headers.push('Connection', 'keep-alive');
      if (this.#keepAliveSeconds > 0) headers.push('Keep-Alive', `timeout=${this.#keepAliveSeconds}`);
    }
    if (framing === 'chunked') headers.push('Transfer-Encoding', 'chunked');
    else if (framing !== 'none') headers.push('Content-Length', String(framing.length));
    this.statusMessage ||= STATUS_CODES[this.statusCode] ?? 'unknown';
    return { type: 'response', status: this.statusCode, message: this.statusMessage, headers };
  }
}
