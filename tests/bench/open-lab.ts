/** A lab with its services running, as the lab screen would have it. */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { Engine, FileTree, Machine } from '../../src/engine/contract.ts';
import type { SidecarClient } from '../../src/sidecar/client.ts';
import { openSidecar } from '../../src/sidecar/open.ts';
import { LabRun } from '../../src/workspace/run.ts';

export class OpenLab {
  readonly machine: Machine;
  readonly #run: LabRun;
  readonly #client: SidecarClient | null;
  #awaited: { service: string; resolve: () => void } | null = null;

  private constructor(
    machine: Machine,
    manifest: LabManifest,
    sidecar: Partial<Awaited<ReturnType<typeof openSidecar>>>,
  ) {
    this.machine = machine;
    this.#client = sidecar.client ?? null;
    const events = {
      onStatus: ({ service, state }: { service: string; state: string }) => {
        if (state === 'running' && this.#awaited?.service === service) this.#awaited.resolve();
      },
      onOutput: () => {},
    };
    this.#run = new LabRun(machine, manifest, events, sidecar.env);
  }

  /**
   * Resolves when all services listen.
   * @param sidecar its code, to put it between the services
   */
  static async open(
    engine: Pick<Engine, 'machine'>,
    manifest: LabManifest,
    files: FileTree,
    sidecar?: string,
  ): Promise<OpenLab> {
    const machine = await engine.machine();
    await machine.mount(files);
    const beside = sidecar === undefined ? {} : await openSidecar(machine, manifest, sidecar);
    const lab = new OpenLab(machine, manifest, beside);
    await lab.#run.startAll();
    return lab;
  }

  get sidecar(): SidecarClient {
    if (!this.#client) throw new Error('This lab was opened without a sidecar.');
    return this.#client;
  }

  /** Resolves when the service listens again. */
  async save(file: string, text: string, service: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaited = { service, resolve };
    await this.machine.writeFile(file, text);
    await this.#run.restart(service);
    await promise;
  }

  async close(): Promise<void> {
    await this.#run.stopAll();
    this.#run.dispose();
    await this.machine.dispose();
  }
}
