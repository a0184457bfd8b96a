/** The services that checks start as processes of their own, in the machine of the check run. */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { FileTree, Machine, Process } from '../engine/contract.ts';
import { serviceEnvironment } from '../engine/environment.ts';
import { compiledName } from '../engine/erase.ts';
import { readLines } from './lines.ts';
import type { Limits } from './limits.ts';
import type { Started } from './protocol.ts';

/** The most processes that the checks of one run may start. */
export const maxStarts = 8;

interface Instance {
  readonly process: Process;
  /** Those who wait for the next acknowledgement of an advance, in order. */
  readonly waiting: (() => void)[];
  /** The last lines of its output, for messages. */
  readonly tail: string[];
  /** Resolves when it has ended and its output was read. */
  readonly ended: Promise<number>;
}

const tailLines = 5;

export class Services {
  readonly #machine: Machine;
  readonly #manifest: LabManifest;
  readonly #limits: Limits;
  readonly #code: FileTree;
  readonly #instances: Instance[] = [];
  /** Those that do not listen yet: they may be reading their modules. */
  readonly #beginning = new Set<Promise<Started>>();
  #puttingBack: Promise<void> | null = null;

  /** @param files the lab's tree; its code is put back before each start, in case other code has written over it */
  constructor(machine: Machine, manifest: LabManifest, files: FileTree, limits: Limits) {
    this.#machine = machine;
    this.#manifest = manifest;
    this.#limits = limits;
    this.#code = Object.fromEntries(Object.entries(files).filter(([path]) => path.endsWith('.js')));
  }

  /**
   * Starts a service and waits until it listens; one without a port has started once its process exists.
   * @throws {Error} in words for the learner
   */
  async start(name: string, env: Readonly<Record<string, string>>): Promise<Started> {
    const service = this.#manifest.services.find((each) => each.name === name);
    if (!service) throw new Error(`this lab has no service "${name}"`);
    if (this.#instances.length >= maxStarts) {
      throw new Error(`the checks of a lab may start ${maxStarts} processes; stop using more`);
    }
    await this.#putBack();
    const begun = this.#begin(service, env);
    this.#beginning.add(begun);
    try {
      return await begun;
    } finally {
      this.#beginning.delete(begun);
    }
  }

  async kill(instance: number): Promise<void> {
    await this.#instances[instance]?.process.kill();
  }

  /** Moves the clock of a process on; resolves when it says that it has. */
  async advance(index: number, ms: number): Promise<void> {
    const instance = this.#instances[index];
    if (!instance) throw new Error('no such process was started');
    const moved = new Promise<void>((resolve) => instance.waiting.push(resolve));
    await instance.process.write(`${JSON.stringify({ advance: ms })}\n`);
    const ended = instance.ended.then((code) => {
      throw new Error(
        `the process ended with exit code ${code} instead of moving its clock${quote(instance)}`,
      );
    });
    await before(Promise.race([moved, ended]), this.#limits.idleMs, 'the process did not move its clock');
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#instances.map(({ process }) => process.kill()));
  }

  /**
   * Puts the code back. Starts that are asked for together share it, and nobody is reading meanwhile: a file system may
   * show a file that is written again half written, or empty.
   */
  #putBack(): Promise<void> {
    this.#puttingBack ??= Promise.allSettled(this.#beginning)
      .then(() => this.#machine.mount(this.#code))
      .finally(() => (this.#puttingBack = null));
    return this.#puttingBack;
  }

  async #begin(
    service: LabManifest['services'][number],
    env: Readonly<Record<string, string>>,
  ): Promise<Started> {
    const { name, port } = service;
    const open = port === undefined ? null : this.#opening(port);
    const portFor = (logical: number): number => this.#machine.portFor(logical);
    const own = { ...serviceEnvironment(this.#manifest, service, portFor), LAB_CLOCK: 'manual' };
    const process = await this.#machine.spawn([compiledName(service.entry)], { env: { ...own, ...env } });
    const instance = watch(process);
    this.#instances.push(instance);
    try {
      if (open) await this.#untilOpen(name, open.promise, instance);
    } finally {
      open?.stop();
    }
    const url = port === undefined ? '' : `http://127.0.0.1:${this.#machine.portFor(port)}`;
    return { instance: this.#instances.indexOf(instance), url };
  }

  #opening(port: number): { promise: Promise<void>; stop: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.#machine.onPort((event) => {
      if (event.type === 'open' && event.port === port) resolve();
    });
    return { promise, stop };
  }

  async #untilOpen(name: string, open: Promise<void>, instance: Instance): Promise<void> {
    const ended = instance.ended.then((code) => {
      throw new Error(`${name} ended with exit code ${code} before it listened${quote(instance)}`);
    });
    const late = `${name} did not listen on its port within ${this.#limits.serviceMs / 1000} s${quote(instance)}`;
    await before(Promise.race([open, ended]), this.#limits.serviceMs, late);
  }
}

function watch(process: Process): Instance {
  const waiting: Instance['waiting'] = [];
  const tail: string[] = [];
  const read = readLines(process.output, (line) => {
    if (line.startsWith('{"advanced":')) waiting.shift()?.();
    else if (line.trim() !== '') tail.push(line);
    if (tail.length > tailLines) tail.shift();
  });
  const ended = read.then(() => process.exit);
  return { process, waiting, tail, ended };
}

function quote({ tail }: Instance): string {
  return tail.length === 0 ? '' : `: ${tail.join('\n').slice(-500)}`;
}

async function before<T>(work: Promise<T>, ms: number, late: string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(late)), ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
