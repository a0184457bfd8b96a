import http from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { forward } from './forward.ts';
import type { Hop } from './forward.ts';
import { keepAliveAgent, resetConnection } from './connections.ts';

/** Longer than callers keep idle connections, so that it is they who close them and no request meets a closing one. */
const KEEP_ALIVE_MS = 65_000;

export interface LinkOptions extends Omit<Hop, 'agent' | 'live'> {
  /** The port on which calls are taken. */
  readonly listen: number;
  /** Called when the link begins or ceases to take calls. */
  readonly onState: (state: 'listening' | 'closed') => void;
  /** Called when the port cannot be listened on. */
  readonly onProblem: (message: string) => void;
}

/**
 * The listener of one link. It listens exactly while the callee does and nothing refuses, so that a caller sees what
 * it would see of the callee: ECONNREFUSED, ECONNRESET, silence, but never an answer that nobody gave.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #unsubscribe: () => void;
  readonly #sockets = new Set<Duplex>();
  readonly #live = new Set<() => void>();
  #agent = keepAliveAgent();
  #server: Server | undefined;
  #calleeOpen: boolean;
  #ended = false;
  /** Settles when the listener is as it was last wanted. */
  #settled: Promise<void> = Promise.resolve();

  constructor(options: LinkOptions, calleeOpen: boolean) {
    this.#options = options;
    this.#calleeOpen = calleeOpen;
    this.#unsubscribe = options.faults.onChange(() => this.#sync());
    this.#sync();
  }

  get settled(): Promise<void> {
    return this.#settled;
  }

  /** The callee began or ceased to listen. */
  setCallee(open: boolean): Promise<void> {
    this.#calleeOpen = open;
    this.#sync();
    return this.#settled;
  }

  /** Closes the listener for good, and all connections. */
  end(): Promise<void> {
    this.#ended = true;
    this.#unsubscribe();
    this.#sync();
    return this.#settled;
  }

  #sync(): void {
    const { from, to, faults } = this.#options;
    const wanted = !this.#ended && this.#calleeOpen && !faults.condition(from, to).refused;
    if (wanted && !this.#server) this.#open();
    else if (!wanted && this.#server) this.#close(this.#server);
  }

  #open(): void {
    const { listen, onState, onProblem, from, to } = this.#options;
    const server = http.createServer((request, response) => this.#forward(request, response));
    this.#server = server;
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    // A request may take as long as its caller lets it.
    server.requestTimeout = 0;
    server.on('connection', (socket: Duplex) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#settled = this.#settled.then(
      () =>
        new Promise((resolve) => {
          if (this.#server !== server) return resolve();
          server.once('error', (error) => {
            if (this.#server === server) this.#server = undefined;
            onProblem(`The link from ${from} to ${to} cannot listen on port ${listen}: ${error.message}`);
            resolve();
          });
          server.listen(listen, '127.0.0.1', () => {
            if (this.#server === server) onState('listening');
            resolve();
          });
        }),
    );
  }

  #close(server: Server): void {
    this.#server = undefined;
    this.#settled = this.#settled.then(
      () =>
        new Promise((resolve) => {
          if (!server.listening) return resolve();
          server.close(() => resolve());
          for (const breakOff of this.#live) breakOff();
          // Connections to a process that is gone are of no use to the next one.
          this.#agent.destroy();
          this.#agent = keepAliveAgent();
          for (const socket of this.#sockets) resetConnection(socket);
          server.closeAllConnections();
          this.#options.onState('closed');
        }),
    );
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    forward(request, response, { ...this.#options, agent: this.#agent, live: this.#live });
  }
}
