import type { WebContainer } from '@webcontainer/api';
import { EngineError, type Engine, type Machine } from '../contract.ts';
import { ContainerMachine } from './machine.ts';
import { PortSpace } from './ports.ts';

/** The one WebContainer of a page as an engine. Labs are switched by machines, never by another boot. */
export class ContainerEngine implements Engine {
  readonly kind = 'webcontainer';

  readonly #container: WebContainer;
  readonly #options: { outputIsBytes: boolean; answerMs: number; onTeardown: () => void };
  readonly #ports = new PortSpace();
  readonly #machines = new Set<ContainerMachine>();
  readonly #unsubscribe: () => void;
  #opened = 0;
  #ended: Promise<void> | null = null;

  constructor(
    container: WebContainer,
    options: { outputIsBytes: boolean; answerMs: number; onTeardown: () => void },
  ) {
    this.#container = container;
    this.#options = options;
    // Once for all machines, and before anything can be spawned: an event that nobody awaits is lost.
    this.#unsubscribe = container.on('port', (port, type) => this.#ports.tell(port, type));
  }

  async machine(): Promise<Machine> {
    if (this.#ended) {
      throw new EngineError('torn-down', 'This engine was shut down.', 'Boot it again.');
    }
    this.#opened += 1;
    const { outputIsBytes, answerMs } = this.#options;
    const ports = this.#ports.lease();
    const opening = ContainerMachine.open({
      container: this.#container,
      folder: `machine-${this.#opened}`,
      ports,
      outputIsBytes,
      answerMs,
      onDispose: () => this.#machines.delete(machine),
    });
    const machine = await opening.catch((error: unknown) => {
      ports.release();
      throw error;
    });
    this.#machines.add(machine);
    return machine;
  }

  teardown(): Promise<void> {
    this.#ended ??= this.#teardown();
    return this.#ended;
  }

  async #teardown(): Promise<void> {
    // The container takes its processes and files with it. They are only told, not waited for.
    this.#unsubscribe();
    for (const machine of this.#machines) machine.abandon();
    this.#machines.clear();
    this.#container.teardown();
    this.#options.onTeardown();
  }
}
