/** Load through a chain of three services, with the sidecar on every hop, while the page looks at itself. */
import type { Engine, Machine } from '../../src/engine/contract.ts';
import type { SidecarClient } from '../../src/sidecar/client.ts';
import { openSidecar } from '../../src/sidecar/open.ts';
import { LabRun } from '../../src/workspace/run.ts';
import { chainFiles, chainManifest } from './chain.ts';

export interface LoadResult {
  readonly sent: number;
  readonly errors: number;
  readonly shed: number;
  /** Latencies of the whole chain in milliseconds: the median window's p50, and the worst window's p99. */
  readonly p50: number;
  readonly p99: number;
  /** Longest task of the page in milliseconds, as the browser's own Long Tasks API tells it; 0 when none took 50. */
  readonly longestTask: number;
}

export class LoadedChain {
  readonly #machine: Machine;
  readonly #client: SidecarClient;
  readonly #run: LabRun;

  private constructor(machine: Machine, client: SidecarClient, run: LabRun) {
    this.#machine = machine;
    this.#client = client;
    this.#run = run;
  }

  /** @param sidecar its code */
  static async open(engine: Engine, sidecar: string): Promise<LoadedChain> {
    const machine = await engine.machine();
    await machine.mount(chainFiles);
    const { client, env } = await openSidecar(machine, chainManifest, sidecar);
    const run = new LabRun(machine, chainManifest, { onStatus: () => {}, onOutput: () => {} }, env);
    await run.startAll();
    return new LoadedChain(machine, client, run);
  }

  /**
   * @param rps requests a second
   * @param seconds how long
   */
  async load(rps: number, seconds: number): Promise<LoadResult> {
    const client = this.#client;
    const windows: { p50: number; p99: number }[] = [];
    let [sent, errors, shed, longestTask] = [0, 0, 0, 0];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
    });
    observer.observe({ type: 'longtask' });
    client.on('metrics', ({ links }) => {
      const whole = links.find(({ link }) => link === 'traffic->gateway');
      errors += whole?.errors ?? 0;
      if (whole?.p50 !== undefined) windows.push({ p50: whole.p50, p99: whole.p99 ?? whole.p50 });
    });
    const ended = new Promise<void>((resolve) => {
      client.on('traffic', (event) => {
        ({ sent, shed } = event);
        if (event.state === 'ended') resolve();
      });
    });
    await client.startTraffic({
      requests: [{ service: 'gateway', method: 'GET', path: '/' }],
      rps,
      durationMs: seconds * 1_000,
    });
    await ended;
    observer.disconnect();

    const medians = windows.map(({ p50 }) => p50).sort((a, b) => a - b);
    return {
      sent,
      errors,
      shed,
      p50: medians[Math.floor(medians.length / 2)] ?? Number.NaN,
      p99: Math.max(...windows.map(({ p99 }) => p99)),
      longestTask,
    };
  }

  /** Kills a service and starts it again. */
  async cycle(times: number): Promise<void> {
    for (let cycle = 0; cycle < times; cycle += 1) {
      await this.#run.stop('payments');
      await this.#run.startAll();
    }
  }

  async close(): Promise<void> {
    this.#run.dispose();
    await this.#machine.dispose();
  }
}
