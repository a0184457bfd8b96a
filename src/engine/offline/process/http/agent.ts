/** `http.Agent`: which connection a request gets, how many there may be, and which are kept for the next one. */
import { EventEmitter } from '@jspm/core/nodelibs/events';
import { natives } from '../natives.ts';
import { Socket } from './socket.ts';
import { dial } from './wire.ts';

export interface AgentOptions {
  keepAlive?: boolean;
  maxSockets?: number;
  maxFreeSockets?: number;
  maxTotalSockets?: number;
  timeout?: number;
  scheduling?: 'fifo' | 'lifo';
}

export interface Target {
  host: string;
  port: number;
}

/** A request as its agent sees it. */
export interface AgentRequest {
  readonly destroyed: boolean;
  onSocket(socket: Socket, reused: boolean): void;
}

/** How long an idle connection is kept: a second less than servers keep theirs, so that none closes under a request. */
const idleTime = 4000;

type Lists<T> = Record<string, T[]>;

export class Agent extends EventEmitter {
  readonly options: AgentOptions;
  keepAlive: boolean;
  maxSockets: number;
  maxFreeSockets: number;
  maxTotalSockets: number;
  readonly defaultPort = 80;
  readonly protocol = 'http:';
  /** By name: connections in use, connections kept, requests that wait. */
  readonly sockets: Lists<Socket> = Object.create(null) as Lists<Socket>;
  readonly freeSockets: Lists<Socket> = Object.create(null) as Lists<Socket>;
  readonly requests: Lists<AgentRequest> = Object.create(null) as Lists<AgentRequest>;
  readonly #idleTimers = new Map<Socket, unknown>();
  readonly #targets = new Map<string, Target>();

  constructor(options: AgentOptions = {}) {
    super();
    this.options = { ...options };
    this.keepAlive = options.keepAlive ?? false;
    this.maxSockets = options.maxSockets ?? Infinity;
    this.maxFreeSockets = options.maxFreeSockets ?? 256;
    this.maxTotalSockets = options.maxTotalSockets ?? Infinity;
  }

  getName({ host = 'localhost', port = 80 }: Partial<Target> = {}): string {
    return `${host}:${port}:`;
  }

  get totalSocketCount(): number {
    return [...Object.values(this.sockets), ...Object.values(this.freeSockets)].flat().length;
  }

  addRequest(request: AgentRequest, target: Target): void {
    const name = this.getName(target);
    this.#targets.set(name, target);
    const free = this.#takeFree(name);
    if (free) this.#use(name, free, request, true);
    else if (this.#hasRoom(name)) this.#use(name, this.#open(name, target), request, false);
    else (this.requests[name] ??= []).push(request);
  }

  /** The request is done with its connection: keeps it, hands it on, or closes it. */
  release(target: Target, socket: Socket, reusable: boolean): void {
    const name = this.getName(target);
    remove(this.sockets, name, socket);
    const next = this.#nextRequest(name);
    if (!reusable || socket.destroyed || socket.wire.leaving) {
      socket.destroy();
      if (next) this.#use(name, this.#open(name, target), next, false);
    } else if (next) {
      this.#use(name, socket, next, true);
    } else if (this.keepAlive && (this.freeSockets[name]?.length ?? 0) < this.maxFreeSockets) {
      this.#park(name, socket);
    } else {
      socket.destroy();
    }
    this.#serveOthers();
  }

  destroy(): void {
    for (const lists of [this.freeSockets, this.sockets]) {
      for (const sockets of Object.values(lists)) for (const socket of sockets) socket.destroy();
    }
  }

  #hasRoom(name: string): boolean {
    return (
      (this.sockets[name]?.length ?? 0) < this.maxSockets && this.totalSocketCount < this.maxTotalSockets
    );
  }

  #open(name: string, { port }: Target): Socket {
    const socket = new Socket(dial(port), { remote: port, local: 0, connecting: true });
    socket.once('close', () => {
      remove(this.sockets, name, socket);
      this.#forget(name, socket);
      this.#serveOthers();
    });
    return socket;
  }

  #use(name: string, socket: Socket, request: AgentRequest, reused: boolean): void {
    (this.sockets[name] ??= []).push(socket);
    socket.ref();
    request.onSocket(socket, reused);
  }

  #park(name: string, socket: Socket): void {
    socket.user = undefined;
    socket.removeAllListeners('timeout');
    socket.setTimeout(0);
    socket.unref();
    (this.freeSockets[name] ??= []).push(socket);
    this.#idleTimers.set(
      socket,
      natives.setTimeout(() => socket.destroy(), idleTime),
    );
    this.emit('free', socket);
  }

  #takeFree(name: string): Socket | undefined {
    for (;;) {
      const free = this.freeSockets[name];
      const socket = this.options.scheduling === 'fifo' ? free?.[0] : free?.at(-1);
      if (!socket) return undefined;
      this.#forget(name, socket);
      if (!socket.destroyed && !socket.wire.leaving) return socket;
    }
  }

  #forget(name: string, socket: Socket): void {
    remove(this.freeSockets, name, socket);
    natives.clearTimeout(this.#idleTimers.get(socket) as number); // a worker's timer ids are numbers
    this.#idleTimers.delete(socket);
  }

  #nextRequest(name: string): AgentRequest | undefined {
    const waiting = this.requests[name];
    let next = waiting?.shift();
    while (next?.destroyed) next = waiting?.shift();
    if (waiting?.length === 0) delete this.requests[name];
    return next;
  }

  /** A connection ended, so a request that waited, perhaps for another target, may have its turn. */
  #serveOthers(): void {
    for (const name of Object.keys(this.requests)) {
      const target = this.#targets.get(name);
      if (!target || !this.#hasRoom(name)) continue;
      const next = this.#nextRequest(name);
      if (next) this.#use(name, this.#open(name, target), next, false);
    }
  }
}

function remove(lists: Lists<Socket>, name: string, socket: Socket): void {
  const list = lists[name];
  const at = list?.indexOf(socket) ?? -1;
  if (!list || at < 0) return;
  list.splice(at, 1);
  if (list.length === 0) delete lists[name];
}

export const globalAgent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 });
