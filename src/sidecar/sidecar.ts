import type { Server } from 'node:http';
import type { Clock } from './clock.ts';
import { createCollector } from './collector.ts';
import { Faults } from './faults.ts';
import { codeOf } from './forward.ts';
import { HopTracer } from './hop-spans.ts';
import { Link } from './link.ts';
import { Meter } from './meter.ts';
import { LEARNER, TRAFFIC, linkId } from './model.ts';
import type { Answer, Configuration, Reading, Span } from './model.ts';
import { Outbound } from './outbound.ts';
import type { Outcome } from './outbound.ts';
import type { Command, SidecarEvent } from './protocol.ts';
import { Publisher } from './publisher.ts';
import { seeded } from './random.ts';
import type { Random } from './random.ts';
import { fillRequest } from './template.ts';
import { TraceStore } from './trace-store.ts';
import { Traffic } from './traffic.ts';

/** Bytes of an answer's body that the learner gets to see. */
const BODY_LIMIT = 64 * 1024;
/** Milliseconds after which a service that is looked into counts as silent. */
const READ_TIMEOUT = 3_000;
/** Traces of the learner's own requests that are still preferred over others. */
const WATCHED = 32;

/** Everything that stands for one configuration. */
export class Sidecar {
  readonly #configuration: Configuration;
  readonly #clock: Clock;
  readonly #emit: (event: SidecarEvent) => void;
  readonly #faults: Faults;
  readonly #meter: Meter;
  readonly #publisher: Publisher;
  readonly #outbound: Outbound;
  readonly #traces = new TraceStore();
  readonly #watched = new Set<string>();
  readonly #sending = new Map<number, AbortController>();
  readonly #links: Link[];
  readonly #linksInto: Map<string, Link[]>;
  readonly #collector: Server | undefined;
  readonly #random: Random;
  #traffic: Traffic | undefined;
  #sent = 0;

  /** @throws {Error} when the configuration contradicts itself. */
  constructor(configuration: Configuration, clock: Clock, emit: (event: SidecarEvent) => void) {
    const { services, links, seed, hopSpans } = configuration;
    for (const { from, to } of links) {
      if (!services.some(({ name }) => name === to)) {
        throw new Error(`The link from ${from} to ${to} leads to a service that has no port.`);
      }
    }
    const reserved = services.find(({ name }) => name === LEARNER || name === TRAFFIC);
    if (reserved)
      throw new Error(`A service cannot be called "${reserved.name}": the sidecar itself has that name.`);

    this.#configuration = configuration;
    this.#clock = clock;
    this.#emit = emit;
    this.#faults = new Faults(seed);
    this.#random = seeded(seed);
    const watched = (traceId: string): boolean => this.#watched.has(traceId);
    this.#meter = new Meter(watched);
    this.#publisher = new Publisher({ clock, meter: this.#meter, emit, watched });
    const tracer = new HopTracer(hopSpans, (span) => this.#record(span));
    const shared = { faults: this.#faults, clock, meter: this.#meter, tracer };
    const portOf = (service: string): number | undefined =>
      services.find(({ name }) => name === service)?.port;
    this.#outbound = new Outbound({ ...shared, portOf });
    this.#linksInto = new Map(services.map(({ name }) => [name, []]));
    this.#links = services.flatMap(({ name, port, open }) =>
      links
        .filter(({ to }) => to === name)
        .map(({ from, to, listen }) => {
          const onState = (state: 'listening' | 'closed'): void =>
            emit({ type: 'link', link: linkId(from, to), state });
          const link = new Link(
            { ...shared, from, to, listen, target: port, onState, onProblem: this.#problem },
            open,
          );
          this.#linksInto.get(name)?.push(link);
          return link;
        }),
    );
    this.#collector = this.#listenForTelemetry();
  }

  /** Resolves when all listeners are as they are wanted. */
  async settled(): Promise<void> {
    await Promise.all(this.#links.map((link) => link.settled));
    const collector = this.#collector;
    if (!collector || collector.listening) return;
    await new Promise<void>((resolve) => {
      collector.once('listening', resolve);
      collector.once('error', () => resolve());
    });
  }

  /**
   * Carries out a command and returns its result.
   * @param number of the command, by which it can be cancelled.
   * @throws {Error} in words for the learner.
   */
  async run(command: Exclude<Command, { type: 'configure' }>, number: number): Promise<unknown> {
    switch (command.type) {
      case 'port':
        await Promise.all(this.#linksTo(command.service).map((link) => link.setCallee(command.open)));
        return undefined;
      case 'set-faults':
        this.#expectLink(command.from, command.to);
        this.#faults.set(command.from, command.to, command.faults);
        await this.settled();
        return undefined;
      case 'pause':
        this.#linksTo(command.service);
        this.#faults.pause(command.service, command.paused);
        return undefined;
      case 'send':
        return await this.#send(command, number);
      case 'read':
        return await this.#read(command.service, command.path);
      case 'cancel':
        this.#sending.get(command.command)?.abort();
        return undefined;
      case 'start-traffic': {
        for (const { service } of command.plan.requests) this.#linksTo(service);
        this.#traffic?.stop();
        const parts = {
          outbound: this.#outbound,
          meter: this.#meter,
          clock: this.#clock,
          onProblem: this.#problem,
        };
        this.#traffic = new Traffic(command.plan, parts);
        this.#publisher.follow(this.#traffic);
        return undefined;
      }
      case 'stop-traffic':
        this.#traffic?.stop();
        return undefined;
      case 'get-trace':
        return this.#traces.get(command.traceId);
    }
  }

  /** Stops everything. Resolves when no port is listened on any more. */
  async close(): Promise<void> {
    this.#traffic?.stop();
    this.#publisher.stop();
    for (const sending of this.#sending.values()) sending.abort();
    this.#outbound.close();
    const collector = this.#collector;
    await Promise.all([
      ...this.#links.map((link) => link.end()),
      new Promise<void>((resolve) => {
        if (!collector?.listening) return resolve();
        collector.close(() => resolve());
        collector.closeAllConnections();
      }),
    ]);
  }

  /** @throws {Error} when there is no such service, in words. */
  #linksTo(service: string): readonly Link[] {
    const links = this.#linksInto.get(service);
    if (!links)
      throw new Error(`There is no service "${service}" that listens on a port. Choose one of the map.`);
    return links;
  }

  /** @throws {Error} when nothing goes from one to the other, in words. */
  #expectLink(from: string, to: string): void {
    if (from === LEARNER || from === TRAFFIC) {
      this.#linksTo(to);
    } else if (!this.#configuration.links.some((link) => link.from === from && link.to === to)) {
      throw new Error(`There is no link from ${from} to ${to}. Choose one of the map.`);
    }
  }

  readonly #problem = (message: string): void => this.#emit({ type: 'problem', message });

  #record(span: Span): void {
    this.#traces.add(span);
    this.#publisher.addSpan(span);
  }

  #listenForTelemetry(): Server | undefined {
    const { collector: port } = this.#configuration;
    if (port === undefined) return undefined;
    const collector = createCollector({
      now: () => this.#clock.now(),
      onSpan: (span) => this.#record(span),
      onGauge: (point) => this.#publisher.addGauge(point),
    });
    collector.on('error', (error) =>
      this.#problem(`The collector cannot listen on port ${port}: ${error.message}`),
    );
    return collector.listen(port, '127.0.0.1');
  }

  async #send({ request, timeoutMs }: Extract<Command, { type: 'send' }>, number: number): Promise<Answer> {
    const sending = new AbortController();
    this.#sending.set(number, sending);
    this.#sent += 1;
    try {
      const outcome = await this.#outbound.send(fillRequest(request, this.#sent, this.#random), {
        from: LEARNER,
        timeoutMs,
        keep: BODY_LIMIT,
        sampled: true,
        signal: sending.signal,
        onTrace: (traceId) => this.#watch(traceId),
      });
      return answerOf(outcome, request.service, timeoutMs);
    } finally {
      this.#sending.delete(number);
    }
  }

  async #read(service: string, path: string): Promise<Reading> {
    this.#linksTo(service);
    try {
      const received = await this.#outbound.read(service, path, {
        timeoutMs: READ_TIMEOUT,
        keep: BODY_LIMIT,
      });
      const { status, body, size } = received;
      return { status, body: new TextDecoder().decode(body), truncated: size > body.length };
    } catch (error) {
      const code = error instanceof Error ? codeOf(error) : 'ECONNRESET';
      throw new Error(`${service} does not answer (${code}).`, { cause: error });
    }
  }

  #watch(traceId: string): void {
    this.#watched.add(traceId);
    for (const oldest of this.#watched) {
      if (this.#watched.size <= WATCHED) break;
      this.#watched.delete(oldest);
    }
  }
}

function answerOf(
  { received, error = 'ECONNRESET', ms, startedAt, traceId }: Outcome,
  service: string,
  timeoutMs: number,
): Answer {
  if (!received) return { error, message: inWords(error, service, timeoutMs), ms, startedAt, traceId };
  const { status, statusText, headers, body, size } = received;
  const truncated = size > body.byteLength;
  let text: string | undefined;
  try {
    // Where the body was cut, the cut may go through a character.
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body, { stream: truncated });
  } catch {
    text = undefined;
  }
  return {
    status,
    statusText,
    headers,
    body: text ?? base64(body),
    encoding: text === undefined ? 'base64' : 'utf8',
    size,
    truncated,
    ms,
    startedAt,
    traceId,
  };
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function inWords(code: string, service: string, timeoutMs: number): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens on the port of ${service}. Is it running?`;
    case 'ECONNRESET':
      return `${service} closed the connection before it had answered.`;
    case 'TIMEOUT':
      return `${service} did not answer within ${timeoutMs / 1000} s.`;
    case 'ABORTED':
      return 'The request was cancelled.';
    default:
      return `The request failed with ${code}.`;
  }
}
