/** What `node:http` shows of a connection: addresses, idle timeout, destroy. It carries no bytes of its own. */
import { EventEmitter } from '@jspm/core/nodelibs/events';
import { loop, type TimerEntry } from '../event-loop.ts';
import { connectError, resetError } from '../node-errors.ts';
import type { CloseReason, Frame, Wire } from './wire.ts';

/** Whoever uses the connection just now: a request, or the server. */
export interface SocketUser {
  frame(frame: Frame): void;
  /** @param error undefined when the peer closed without one. */
  closed(error: Error | undefined): void;
}

const address = '127.0.0.1';

export class Socket extends EventEmitter {
  readonly wire: Wire;
  readonly remoteAddress = address;
  readonly remoteFamily = 'IPv4';
  readonly remotePort: number;
  readonly localAddress = address;
  readonly localPort: number;
  connecting: boolean;
  destroyed = false;
  writable = true;
  readable = true;
  timeout = 0;
  user: SocketUser | undefined;
  #timer: TimerEntry | undefined;

  constructor(wire: Wire, ports: { remote: number; local: number; connecting: boolean }) {
    super();
    this.wire = wire;
    this.remotePort = ports.remote;
    this.localPort = ports.local;
    this.connecting = ports.connecting;
    wire.handler = {
      frame: (frame) => {
        this.#touch();
        this.user?.frame(frame);
      },
      close: (reason) => this.#gone(this.#errorOf(reason)),
      connected: () => {
        this.connecting = false;
        this.emit('connect');
        this.emit('ready');
      },
    };
  }

  get closed(): boolean {
    return this.destroyed;
  }

  get pending(): boolean {
    return this.connecting;
  }

  get readyState(): string {
    return this.destroyed ? 'closed' : this.connecting ? 'opening' : 'open';
  }

  send(frames: Frame[]): void {
    this.#touch();
    this.wire.send(frames);
  }

  /** Closes the connection; the peer sees a reset or an end, as far as it can tell them apart. */
  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.wire.close();
    this.#gone(error, error !== undefined);
    return this;
  }

  end(): this {
    return this.destroy();
  }

  destroySoon(): void {
    this.destroy();
  }

  resetAndDestroy(): this {
    return this.destroy();
  }

  setTimeout(ms: number, callback?: () => void): this {
    this.timeout = ms;
    if (callback && ms > 0) this.once('timeout', callback);
    if (callback && ms === 0) this.off('timeout', callback);
    this.#touch();
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  ref(): this {
    this.wire.ref();
    return this;
  }

  unref(): this {
    this.wire.unref();
    return this;
  }

  address(): { address: string; family: string; port: number } {
    return { address, family: 'IPv4', port: this.localPort };
  }

  #touch(): void {
    if (this.#timer) loop.removeTimer(this.#timer);
    this.#timer = undefined;
    if (this.timeout > 0 && !this.destroyed) {
      this.#timer = loop.addTimer(this.timeout, () => {
        this.#timer = undefined;
        this.emit('timeout');
      });
    }
  }

  #gone(error: Error | undefined, emitError = false): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.writable = false;
    this.readable = false;
    this.#touch();
    const user = this.user;
    this.user = undefined;
    user?.closed(error);
    loop.nextTick(() => {
      if (emitError && error && this.listenerCount('error') > 0) this.emit('error', error);
      this.emit('close', emitError);
    });
  }

  #errorOf(reason: CloseReason): Error | undefined {
    if (reason === 'end') return undefined;
    if (reason === 'reset') return resetError('read ECONNRESET');
    return connectError(reason === 'refused' ? 'ECONNREFUSED' : 'EMFILE', address, this.remotePort);
  }
}
