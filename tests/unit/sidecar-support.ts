/** What the tests of the sidecar share: services to call, callers, a clock that is moved by hand, events to wait for. */
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http';
import { afterEach } from 'vitest';
import * as z from 'zod/mini';
import { systemClock } from '../../src/sidecar/clock.ts';
import type { Clock } from '../../src/sidecar/clock.ts';
import { configuration } from '../../src/sidecar/model.ts';
import type { ConfigurationInput, FaultInput } from '../../src/sidecar/model.ts';
import { command } from '../../src/sidecar/protocol.ts';
import type { CommandInput, EventOf, SidecarEvent } from '../../src/sidecar/protocol.ts';
import { Sidecar } from '../../src/sidecar/sidecar.ts';

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = http.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

function portOf(server: http.Server): number {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server does not listen.');
  return address.port;
}

export interface Callee {
  readonly port: number;
  readonly server: http.Server;
  /** Resolves with the next request that arrives. */
  next(): Promise<IncomingMessage>;
  /** Requests that have arrived. */
  readonly seen: IncomingMessage[];
  /** Connections that were opened. */
  connections: number;
  close(): Promise<void>;
}

/** A real HTTP service. */
export async function callee(listener: RequestListener): Promise<Callee> {
  const arrivals = new EventEmitter();
  const seen: IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    seen.push(request);
    arrivals.emit('request', request);
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const self: Callee = {
    port: portOf(server),
    server,
    seen,
    connections: 0,
    next: async () => (await once(arrivals, 'request'))[0],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on('connection', () => (self.connections += 1));
  return self;
}

/** Starts services that are closed after each test. Call it once in a file. */
export function useCallees(): (listener: RequestListener) => Promise<Callee> {
  const open: Callee[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });
  return async (listener) => {
    const started = await callee(listener);
    open.push(started);
    return started;
  };
}

export interface CallResult {
  readonly status?: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: string[];
  readonly body: string;
  /** Code of the error, where there was no whole answer. */
  readonly error?: string;
}

export interface CallOptions extends http.RequestOptions {
  readonly headers?: http.OutgoingHttpHeaders;
  readonly body?: string;
}

/** Calls a port and says what a caller sees: an answer, or the code of an error. */
export function call(port: number, { body, ...options }: CallOptions = {}): Promise<CallResult> {
  return new Promise((resolve) => {
    const fail = (error: Error & { code?: string }): void =>
      resolve({ headers: {}, rawHeaders: [], body: '', error: error.code ?? error.message });
    // Without it Node frames the body of a DELETE in no way at all.
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const headers = { ...length, ...options.headers };
    const request = http.request({ host: '127.0.0.1', port, agent: false, ...options, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('error', fail);
      answer.on('end', () => {
        const { statusCode, rawHeaders } = answer;
        resolve({ status: statusCode ?? 0, headers: answer.headers, rawHeaders, body: text });
      });
    });
    request.on('error', fail);
    request.end(body);
  });
}

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now = 1_000_000;
  #timers: { due: number; callback: () => void }[] = [];
  readonly #changes = new EventEmitter();

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { due: this.#now + ms, callback };
    this.#timers.push(timer);
    this.#changes.emit('timer', ms);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** Resolves when somebody waits for so long. */
  async untilWaitedFor(ms: number): Promise<void> {
    if (this.#timers.some(({ due }) => due === this.#now + ms)) return;
    for (;;) if ((await once(this.#changes, 'timer'))[0] === ms) return;
  }

  /** Resolves with how long somebody waits, at the next call. */
  async nextWait(): Promise<number> {
    return (await once(this.#changes, 'timer'))[0];
  }

  /** Lets time pass without a timer firing, as when a machine sleeps. */
  jump(ms: number): void {
    this.#now += ms;
  }

  /** Moves it on. Timers fire in order, each at its time. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
      if (!next) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#now = Math.max(this.#now, next.due);
      next.callback();
    }
    this.#now = end;
  }
}

/** A sidecar inside the test's own process, with its events. */
export interface Rig extends AsyncDisposable {
  readonly sidecar: Sidecar;
  readonly events: readonly SidecarEvent[];
  /** Resolves with the first event of the type that fits, past ones included. */
  event<T extends SidecarEvent['type']>(type: T, fits?: (event: EventOf<T>) => boolean): Promise<EventOf<T>>;
  run(command: CommandInput): Promise<unknown>;
  faults(from: string, to: string, faults: FaultInput[]): Promise<unknown>;
}

export async function rig(wanted: ConfigurationInput, clock: Clock = systemClock): Promise<Rig> {
  const events: SidecarEvent[] = [];
  const arrivals = new EventEmitter();
  arrivals.setMaxListeners(100);
  const sidecar = new Sidecar(z.parse(configuration, wanted), clock, (event) => {
    events.push(event);
    arrivals.emit('event');
  });
  await sidecar.settled();
  let number = 0;
  const run = (input: CommandInput): Promise<unknown> => {
    const parsed = z.parse(command, input);
    if (parsed.type === 'configure') throw new Error('A rig is configured once.');
    number += 1;
    return sidecar.run(parsed, number);
  };
  return {
    sidecar,
    events,
    async event(type, fits = () => true) {
      type Wanted = EventOf<typeof type>;
      const found = (): Wanted | undefined =>
        events.find((event): event is Wanted => event.type === type && fits(event as Wanted));
      for (;;) {
        const event = found();
        if (event) return event;
        await once(arrivals, 'event');
      }
    },
    run,
    faults: (from, to, faults) => run({ type: 'set-faults', from, to, faults }),
    [Symbol.asyncDispose]: () => sidecar.close(),
  };
}

/** One link, `orders` to `payments`, in front of a service. */
export async function oneLink(
  payments: Callee,
  more: Partial<ConfigurationInput> = {},
  clock?: Clock,
): Promise<Rig & { readonly port: number }> {
  const port = await freePort();
  const links = [{ from: 'orders', to: 'payments', listen: port }];
  const services = [{ name: 'payments', port: payments.port, open: true }];
  return Object.assign(await rig({ services, links, ...more }, clock), { port });
}
