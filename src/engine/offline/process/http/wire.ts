/**
 * One connection between two processes: a MessagePort that carries HTTP as frames, with credit so that a fast sender
 * cannot flood a slow reader. The kernel brokers it and says when the other side has died.
 */
import { loop, type Release } from '../event-loop.ts';
import { onKernel, send } from '../kernel-link.ts';
import { closePort, listen, natives, post } from '../natives.ts';

export type Frame =
  | { type: 'request'; method: string; url: string; headers: string[] }
  | { type: 'response'; status: number; message: string; headers: string[] }
  | { type: 'data'; bytes: Uint8Array }
  | { type: 'end' }
  | { type: 'credit'; bytes: number }
  | { type: 'close' };

/** Why a connection ended: the peer closed it, or died with it open, or never took it. */
export type CloseReason = 'end' | 'reset' | 'refused' | 'too-many';

export interface WireHandler {
  frame(frame: Frame): void;
  close(reason: CloseReason): void;
  connected?(): void;
}

/** Bytes that may be on their way without the reader having asked for more. */
const windowBytes = 256 * 1024;
/** Bytes that the reader takes before it says so: a message for each small answer would cost as much as the answer. */
const creditBytes = windowBytes / 4;
/** Bytes from this size on move to the other worker instead of being copied. */
const transferBytes = 16 * 1024;

const wires = new Map<number, Wire>();
const acceptors = new Map<number, (wire: Wire, remotePort: number) => void>();
let nextConnection = 1;

onKernel('accept', ({ connection, port, remotePort, wire }) => {
  const accepted = new Wire(connection, wire);
  const accept = acceptors.get(port);
  if (accept) accept(accepted, remotePort);
  else accepted.close();
});
onKernel('connected', ({ connection }) => wires.get(connection)?.handler?.connected?.());
onKernel('refused', ({ connection, code }) => {
  wires.get(connection)?.ended(code === 'EMFILE' ? 'too-many' : 'refused');
});
onKernel('hangup', ({ connection }) => wires.get(connection)?.leave());
onKernel('reset', ({ connection }) => {
  // What the peer sent before it died comes over another port: let it arrive first.
  loop.addImmediate(() => wires.get(connection)?.ended('reset'));
});

/** Takes connections to a port of this process. */
export function acceptOn(port: number, accept: (wire: Wire, remotePort: number) => void): Release {
  acceptors.set(port, accept);
  return () => acceptors.delete(port);
}

/** Opens a connection to a port of this machine. Frames may be sent at once; a refusal comes through `close`. */
export function dial(port: number): Wire {
  const { port1, port2 } = new natives.MessageChannel();
  const connection = nextConnection++;
  const wire = new Wire(connection, port1);
  send({ type: 'connect', connection, port, wire: port2 }, [port2]);
  return wire;
}

export class Wire {
  handler: WireHandler | undefined;
  readonly #connection: number;
  readonly #port: MessagePort;
  #open = true;
  #leaving = false;
  #inFlight = 0;
  /** Bytes read that the peer has not been told of. */
  #taken = 0;
  #waiting: (() => void)[] = [];
  #release: Release | undefined = loop.hold();

  constructor(connection: number, port: MessagePort) {
    this.#connection = connection;
    this.#port = port;
    wires.set(connection, this);
    listen(port, (frames) => this.#deliver(frames as Frame[], 0)); // the other end is a Wire too
  }

  get open(): boolean {
    return this.#open;
  }

  /** The other end has closed, though what it sent before may still be on its way: no place for another request. */
  get leaving(): boolean {
    return this.#leaving;
  }

  leave(): void {
    this.#leaving = true;
  }

  ref(): void {
    if (this.#open) this.#release ??= loop.hold();
  }

  unref(): void {
    this.#release?.();
    this.#release = undefined;
  }

  /** Sends frames together. `bytes` in them belong to the wire from here on. */
  send(frames: Frame[]): void {
    if (!this.#open) return;
    const transfer: Transferable[] = [];
    for (const frame of frames) {
      if (frame.type !== 'data') continue;
      this.#inFlight += frame.bytes.byteLength;
      if (frame.bytes.byteLength >= transferBytes) transfer.push(frame.bytes.buffer as ArrayBuffer); // never shared
    }
    post(this.#port, frames, transfer);
  }

  /** Calls back as soon as the reader has room again; at once if it has, or if nobody will read any more. */
  whenRoom(callback: () => void): void {
    if (this.#inFlight < windowBytes || !this.#open) callback();
    else this.#waiting.push(callback);
  }

  /** Notes that this many bytes were read, and tells the peer now and then. */
  credit(bytes: number): void {
    this.#taken += bytes;
    if (this.#taken < creditBytes) return;
    this.send([{ type: 'credit', bytes: this.#taken }]);
    this.#taken = 0;
  }

  /** Closes this end; the peer hears of it after all frames sent before. */
  close(): void {
    if (!this.#open) return;
    this.send([{ type: 'close' }]);
    this.#shut();
  }

  /** The other end is gone. */
  ended(reason: CloseReason): void {
    if (!this.#open) return;
    this.#shut();
    this.handler?.close(reason);
  }

  #shut(): void {
    this.#open = false;
    wires.delete(this.#connection);
    send({ type: 'disconnect', connection: this.#connection });
    // Closed in a later turn: a port that closes at once may lose what it has just sent.
    natives.setTimeout(() => closePort(this.#port), 0);
    this.unref();
    this.#makeRoom(Infinity);
  }

  #makeRoom(bytes: number): void {
    this.#inFlight = Math.max(0, this.#inFlight - bytes);
    if (this.#inFlight >= windowBytes) return;
    for (const callback of this.#waiting.splice(0)) callback();
  }

  #deliver(frames: Frame[], from: number): void {
    let at = from;
    loop.poll(() => {
      try {
        for (; at < frames.length && this.#open;) {
          const frame = frames[at++];
          if (frame?.type === 'credit') this.#makeRoom(frame.bytes);
          else if (frame?.type === 'close') this.ended('end');
          else if (frame) this.handler?.frame(frame);
        }
      } finally {
        // A handler of the lab's threw and was caught by its own 'uncaughtException': the rest must still arrive.
        if (at < frames.length && this.#open) natives.setTimeout(() => this.#deliver(frames, at), 0);
      }
    });
  }
}
