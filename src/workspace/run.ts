/**
 * Runs the services of a lab on a machine: starts and stops the processes that the manifest names, tells each where
 * the others are, and reports what becomes of them. No UI in here.
 */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { Machine, Process } from '../engine/contract.ts';
import { serviceEnvironment } from '../engine/environment.ts';
import { compiledName } from '../engine/erase.ts';
import { processIds } from './processes.ts';

export type LabService = LabManifest['services'][number];

/**
 * `starting` until it listens on its port (a worker or client: until it was spawned); `ended` by itself with code 0,
 * `crashed` with another code; `stopped` by the learner, and before the first start.
 */
export type ProcessState = 'stopped' | 'starting' | 'running' | 'stopping' | 'ended' | 'crashed';

/** One process of the lab: a service, or one of its replicas. */
export interface ProcessStatus {
  /** `payments`, or `worker-2` where a service has replicas. */
  readonly id: string;
  readonly service: string;
  readonly state: ProcessState;
  /** As the process chose; null while there is none. */
  readonly exitCode: number | null;
}

export interface RunEvents {
  readonly onStatus: (status: ProcessStatus) => void;
  readonly onOutput: (id: string, text: string) => void;
}

interface Slot {
  readonly id: string;
  readonly service: LabService;
  state: ProcessState;
  exitCode: number | null;
  process: Process | null;
  /** Start and stop of one process follow each other, whoever asks. */
  queue: Promise<void>;
}

/** How long clients and workers wait for the services that they call to listen, in milliseconds. */
const patience = 5_000;

export class LabRun {
  readonly #machine: Machine;
  readonly #manifest: LabManifest;
  readonly #events: RunEvents;
  readonly #env: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly #slots: readonly Slot[];
  readonly #unsubscribe: () => void;
  /** Called after each change of a state, for whoever waits for one. */
  readonly #watchers = new Set<() => void>();
  /** Counts calls of start and stop of everything, so that a stop ends the waiting of an earlier start. */
  #generation = 0;

  /** @param env by service, variables that are laid over those that it would have. */
  constructor(
    machine: Machine,
    manifest: LabManifest,
    events: RunEvents,
    env: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
  ) {
    this.#machine = machine;
    this.#env = env;
    this.#manifest = manifest;
    this.#events = events;
    this.#slots = processIds(manifest).map(({ id, service }) => ({
      id,
      // processIds takes its names from this same list.
      service: manifest.services.find(({ name }) => name === service)!,
      state: 'stopped',
      exitCode: null,
      process: null,
      queue: Promise.resolve(),
    }));
    this.#unsubscribe = machine.onPort(({ port, type }) => {
      if (type !== 'open') return;
      for (const slot of this.#slots) {
        if (slot.service.port === port && slot.state === 'starting') this.#become(slot, 'running');
      }
    });
  }

  /** Starts everything that does not run: services first, then those that only call them. */
  async startAll(): Promise<void> {
    const generation = ++this.#generation;
    const listening = this.#slots.filter(({ service }) => service.port !== undefined);
    await Promise.all(listening.map((slot) => this.#start(slot)));
    await this.#until(
      () => this.#generation !== generation || listening.every(({ state }) => state !== 'starting'),
    );
    if (this.#generation !== generation) return;
    await Promise.all(
      this.#slots.filter((slot) => !listening.includes(slot)).map((slot) => this.#start(slot)),
    );
  }

  async stopAll(): Promise<void> {
    this.#generation++;
    this.#changed();
    await Promise.all(this.#slots.map((slot) => this.#stop(slot)));
  }

  async start(service: string): Promise<void> {
    await Promise.all(this.#of(service).map((slot) => this.#start(slot)));
  }

  async stop(service: string): Promise<void> {
    await Promise.all(this.#of(service).map((slot) => this.#stop(slot)));
  }

  async restart(service: string): Promise<void> {
    await Promise.all(this.#of(service).map((slot) => (this.#stop(slot), this.#start(slot))));
  }

  /** Whether the learner wants this service to run: it runs, is about to, or would if it had not crashed. */
  isWanted(service: string): boolean {
    return this.#of(service).some(({ state }) => state !== 'stopped' && state !== 'stopping');
  }

  /** Stops listening to the machine. It stops no process. */
  dispose(): void {
    this.#generation++;
    this.#unsubscribe();
    this.#changed();
  }

  #of(service: string): Slot[] {
    return this.#slots.filter((slot) => slot.service.name === service);
  }

  #start(slot: Slot): Promise<void> {
    return this.#enqueue(slot, async () => {
      if (slot.process) return;
      this.#become(slot, 'starting');
      const env = {
        ...serviceEnvironment(this.#manifest, slot.service, (port) => this.#machine.portFor(port)),
        ...this.#env[slot.service.name],
      };
      let process: Process;
      try {
        process = await this.#machine.spawn([compiledName(slot.service.entry)], { env });
      } catch (cause) {
        this.#events.onOutput(slot.id, `${cause instanceof Error ? cause.message : String(cause)}\n`);
        this.#become(slot, 'crashed');
        return;
      }
      slot.process = process;
      void this.#deliver(slot.id, process.output);
      void this.#awaitExit(slot, process);
      if (slot.service.port === undefined) this.#become(slot, 'running');
    });
  }

  async #awaitExit(slot: Slot, process: Process): Promise<void> {
    const code = await process.exit;
    slot.process = null;
    this.#become(slot, slot.state === 'stopping' ? 'stopped' : code === 0 ? 'ended' : 'crashed', code);
  }

  #stop(slot: Slot): Promise<void> {
    return this.#enqueue(slot, async () => {
      const { process } = slot;
      if (process) {
        this.#become(slot, 'stopping');
        await process.kill();
        await process.exit;
      } else {
        this.#become(slot, 'stopped', slot.exitCode);
      }
    });
  }

  #enqueue(slot: Slot, work: () => Promise<void>): Promise<void> {
    return (slot.queue = slot.queue.then(work, work));
  }

  async #deliver(id: string, output: ReadableStream<string>): Promise<void> {
    const reader = output.getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      this.#events.onOutput(id, chunk.value);
    }
  }

  #become(slot: Slot, state: ProcessState, exitCode: number | null = null): void {
    slot.state = state;
    slot.exitCode = exitCode;
    this.#events.onStatus({ id: slot.id, service: slot.service.name, state, exitCode });
    this.#changed();
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher();
  }

  /** Resolves once the condition holds, or when patience ends: a service that loops for ever must not hold up the rest. */
  async #until(condition: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const check = (): void => {
      if (condition()) resolve();
    };
    const timer = setTimeout(resolve, patience);
    this.#watchers.add(check);
    check();
    await promise;
    clearTimeout(timer);
    this.#watchers.delete(check);
  }
}
