/**
 * The offline engine: runs a lab in workers of a sandboxed frame, from this site's own files, without any network.
 * One worker is one process. See `kernel/` for the frame's side and `process/` for a process's.
 */
import {
  EngineError,
  type Boot,
  type BootOptions,
  type BootStep,
  type Engine,
  type Machine,
} from '../contract.ts';
import { loadSources } from './assets.ts';
import { Frame } from './frame.ts';
import { KernelClient, tornDown } from './kernel-client.ts';
import { OfflineMachine } from './machine.ts';

/**
 * Boots the engine.
 * @throws {EngineError} with what the learner can do about it; or the signal's reason when the boot was aborted.
 */
export const boot: Boot = async (options = {}) => {
  options.signal?.throwIfAborted();
  if (typeof Worker === 'undefined' || typeof MessageChannel === 'undefined') {
    throw new EngineError(
      'unsupported-browser',
      'This browser has no workers.',
      'Use a current version of Chrome, Edge, Firefox or Safari.',
    );
  }
  // It loads while the sources are on their way.
  const frame = new Frame();
  try {
    const sources = await step('offline-load', 'Loading the engine', options, (onProgress) =>
      loadSources(onProgress, options.signal),
    );
    await step('offline-start', 'Starting the engine in its sandbox', options, () =>
      frame.start(sources, options.signal),
    );
    return new OfflineEngine(frame, options.onLost);
  } catch (error) {
    frame.remove();
    throw error;
  }
};

class OfflineEngine implements Engine {
  readonly kind = 'offline';
  readonly #frame: Frame;
  readonly #kernel: KernelClient;
  readonly #machines = new Set<OfflineMachine>();
  #stopped = false;

  constructor(frame: Frame, onLost: BootOptions['onLost']) {
    this.#frame = frame;
    this.#kernel = new KernelClient(frame.port);
    frame.onGone(() => {
      void this.teardown();
      onLost?.();
    });
  }

  async machine(): Promise<Machine> {
    if (this.#stopped) throw tornDown();
    const machine = await OfflineMachine.open(this.#kernel, (gone) => this.#machines.delete(gone));
    this.#machines.add(machine);
    return machine;
  }

  async teardown(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#kernel.close();
    this.#frame.remove();
    for (const machine of this.#machines) machine.stopped();
    this.#machines.clear();
  }
}

/** Runs one step of the boot and reports how it goes. */
async function step<T>(
  id: string,
  title: string,
  { onStep, signal }: BootOptions,
  run: (onProgress: (progress: number) => void) => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const report = (state: BootStep['state'], more: Partial<BootStep> = {}): void =>
    onStep?.({ id, title, state, ...more });
  report('running');
  try {
    const result = await run((progress) => report('running', { progress }));
    report('completed', { ms: performance.now() - start });
    return result;
  } catch (error) {
    const detail = signal?.aborted ? 'Stopped.' : error instanceof Error ? error.message : String(error);
    report('failed', { ms: performance.now() - start, detail });
    throw error;
  }
}
