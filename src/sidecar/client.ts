/** The page's end of the sidecar: commands as methods, events as they come. No UI, no engine in particular. */
import * as z from 'zod/mini';
import type { Process } from '../engine/contract.ts';
import { COMMAND_MARK, EVENT_MARK, FrameReader, frame } from './framing.ts';
import { answer, reading, trace } from './model.ts';
import type {
  Answer,
  ConfigurationInput,
  FaultInput,
  Reading,
  RequestTemplateInput,
  Trace,
  TrafficPlanInput,
} from './model.ts';
import { issuesOf, sidecarEvent } from './protocol.ts';
import type { CommandInput, EventOf, SidecarEvent } from './protocol.ts';

/** The events that there are something to do for: replies are the client's own business. */
export type ClientEvents = {
  [T in Exclude<SidecarEvent['type'], 'reply'>]: EventOf<T>;
} & {
  /** The sidecar has ended, by itself or killed, with this exit code. */
  exit: { type: 'exit'; code: number };
};

/** A command was not carried out. The message is for the learner. */
export class SidecarError extends Error {
  override readonly name = 'SidecarError';
}

export interface ClientOptions {
  /** Milliseconds after which a command without an answer counts as failed. */
  readonly patienceMs?: number;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: SidecarError) => void;
}

type Listener<T> = (event: T) => void;

/** Commands and events of one sidecar process. */
export class SidecarClient {
  readonly #process: Process;
  readonly #patienceMs: number;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<Listener<never>>>();
  readonly #reader = new FrameReader(EVENT_MARK, (line) => this.#noise(line));
  readonly #ready = Promise.withResolvers<void>();
  #number = 0;
  #ended = false;

  /** Reads the output of the process from now on: nobody else may. */
  constructor(process: Process, { patienceMs = 15_000 }: ClientOptions = {}) {
    this.#process = process;
    this.#patienceMs = patienceMs;
    this.#ready.promise.catch(() => {}); // Whoever waits for it is told.
    void this.#read();
    void process.exit.then((code) => this.#end(code));
  }

  /** Resolves when the sidecar takes commands. Rejects when it ends before. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Events that were sent but lost on the way, as gaps in their numbers tell. */
  get lost(): number {
    return this.#reader.lost;
  }

  /** Calls the listener with each event of the type. @returns a function that ends the subscription. */
  on<T extends keyof ClientEvents>(type: T, listener: Listener<ClientEvents[T]>): () => void {
    let listeners = this.#listeners.get(type);
    if (!listeners) this.#listeners.set(type, (listeners = new Set()));
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Begins anew, between these services. Resolves when every listener that can listen does. */
  async configure(configuration: ConfigurationInput): Promise<void> {
    await this.#command({ type: 'configure', configuration });
  }

  /** Says that a service began or ceased to listen. Resolves when the links into it are open, or closed. */
  async setPort(service: string, open: boolean): Promise<void> {
    await this.#command({ type: 'port', service, open });
  }

  /** Gives a link these faults and no others; none restores it. */
  async setFaults(from: string, to: string, faults: FaultInput[]): Promise<void> {
    await this.#command({ type: 'set-faults', from, to, faults });
  }

  /** Lets every link into the service hang. */
  async pause(service: string): Promise<void> {
    await this.#command({ type: 'pause', service, paused: true });
  }

  /** Lets a paused service go on, with what was sent to it meanwhile. */
  async resume(service: string): Promise<void> {
    await this.#command({ type: 'pause', service, paused: false });
  }

  /**
   * Sends one request. A request that fails on its way has an answer too, with a code.
   * @throws {SidecarError} when it could not be sent at all.
   */
  async send(
    request: RequestTemplateInput,
    { timeoutMs = 30_000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {},
  ): Promise<Answer> {
    const number = this.#number + 1;
    const cancel = (): void => void this.#command({ type: 'cancel', command: number }).catch(() => {});
    const reply = this.#command({ type: 'send', request, timeoutMs }, timeoutMs + this.#patienceMs);
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    try {
      return parse(answer, await reply);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /**
   * What a service says at this path, asked past its links: no fault touches it, and no map, plot or trace shows it.
   * @throws {SidecarError} when it does not answer.
   */
  async read(service: string, path: string): Promise<Reading> {
    return parse(reading, await this.#command({ type: 'read', service, path }));
  }

  /** Begins to send load. Load that runs already ends. */
  async startTraffic(plan: TrafficPlanInput): Promise<void> {
    await this.#command({ type: 'start-traffic', plan });
  }

  /** Sends no more load. */
  async stopTraffic(): Promise<void> {
    await this.#command({ type: 'stop-traffic' });
  }

  /** All spans of a trace that are still kept. */
  async getTrace(traceId: string): Promise<Trace> {
    return parse(trace, await this.#command({ type: 'get-trace', traceId }));
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    await this.#process.kill();
  }

  #command(command: CommandInput, patienceMs = this.#patienceMs): Promise<unknown> {
    if (this.#ended) return Promise.reject(stopped());
    this.#number += 1;
    const number = this.#number;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => {
      reject(
        new SidecarError(
          `The sidecar did not answer "${command.type}" within ${patienceMs / 1000} s. Restart the lab.`,
        ),
      );
    }, patienceMs);
    this.#pending.set(number, { resolve, reject });
    try {
      this.#process.write(frame(COMMAND_MARK, number, command)).catch(reject);
    } catch (error) {
      // Its number is used up all the same; the sidecar counts it as lost.
      reject(new SidecarError(error instanceof Error ? error.message : String(error)));
    }
    return promise.finally(() => {
      clearTimeout(timer);
      this.#pending.delete(number);
    });
  }

  async #read(): Promise<void> {
    const reader = this.#process.output.getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      for (const { message } of this.#reader.push(chunk.value)) this.#take(message);
    }
  }

  #take(message: unknown): void {
    const parsed = z.safeParse(sidecarEvent, message);
    if (!parsed.success) {
      this.#emit({
        type: 'problem',
        message: `The sidecar said what the page does not know: ${issuesOf(parsed.error)}`,
      });
      return;
    }
    const event = parsed.data;
    if (event.type === 'reply') {
      const pending = this.#pending.get(event.command);
      if (event.problem === undefined) pending?.resolve(event.result);
      else pending?.reject(new SidecarError(event.problem));
      return;
    }
    if (event.type === 'ready') this.#ready.resolve();
    this.#emit(event);
  }

  #noise(line: string): void {
    // A terminal may repeat our commands. Anything else is a crash that speaks.
    if (line.trim() !== '' && !line.includes(COMMAND_MARK)) this.#emit({ type: 'problem', message: line });
  }

  #end(code: number): void {
    this.#ended = true;
    this.#ready.reject(stopped());
    for (const { reject } of this.#pending.values()) reject(stopped());
    this.#emit({ type: 'exit', code });
  }

  #emit(event: ClientEvents[keyof ClientEvents]): void {
    for (const listener of this.#listeners.get(event.type) ?? []) {
      try {
        // Listeners are kept under the type of the event they take, which a Map's type cannot say.
        (listener as Listener<typeof event>)(event);
      } catch (error) {
        // One listener's mistake must not cost the others the event, nor end the reading.
        console.error(`A listener of the sidecar's "${event.type}" failed.`, error);
      }
    }
  }
}

const stopped = (): SidecarError => new SidecarError('The sidecar has stopped. Restart the lab.');

function parse<S extends z.ZodMiniType>(schema: S, result: unknown): z.output<S> {
  const parsed = z.safeParse(schema, result);
  if (parsed.success) return parsed.data;
  throw new SidecarError(`The sidecar gave an answer that the page cannot read: ${issuesOf(parsed.error)}`);
}
