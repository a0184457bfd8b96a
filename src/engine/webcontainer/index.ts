/**
 * The engine that runs labs on the vendor's WebContainer: the browser's next best thing to real Node. Its runtime
 * comes from the vendor's servers, so it can be out of reach, and then `boot` says so in words and in time.
 */
import { EngineError, type Boot, type BootOptions, type Engine } from '../contract.ts';
import { containerSlot, type Client, type Patience } from './container.ts';
import { within } from './deadline.ts';
import { ContainerEngine } from './engine.ts';
import { Steps } from './steps.ts';
import { currentEnvironment, findObstacle } from './support.ts';

export type { Patience } from './container.ts';

const usual: Patience = { answerMs: 8000, startMs: 30_000, callMs: 20_000 };

function assertSupported(): void {
  const obstacle = findObstacle(currentEnvironment());
  if (obstacle) throw obstacle;
}

function clientMissing(cause?: unknown): EngineError {
  return new EngineError(
    'boot-failed',
    'The WebContainer client could not be loaded from this site.',
    'Check the connection and reload the page, or use the offline engine.',
    { cause },
  );
}

function loadClient({ answerMs }: Patience, signal: AbortSignal | undefined): Promise<Client> {
  const loading = import('./client.ts').catch((cause: unknown) => {
    throw clientMissing(cause);
  });
  return within(loading, { ms: answerMs, late: clientMissing, signal });
}

async function bootWith(patience: Patience, { onStep, signal }: BootOptions): Promise<Engine> {
  signal?.throwIfAborted();
  const steps = new Steps(onStep);
  await steps.run('browser', assertSupported);
  const slot = containerSlot();
  slot.occupy();
  try {
    const client = await steps.run('client', () => loadClient(patience, signal));
    const container = await slot.boot(client, steps, patience, signal);
    return new ContainerEngine(container, {
      outputIsBytes: client.outputIsBytes(),
      answerMs: patience.callMs,
      onTeardown: () => slot.vacate(),
    });
  } catch (error) {
    slot.vacate();
    throw error;
  }
}

/** Makes a boot with other waiting times than the usual ones. */
export function bootAfter(patience: Partial<Patience>): Boot {
  return (options = {}) => bootWith({ ...usual, ...patience }, options);
}

/**
 * Boots WebContainer. It may be tried again after a failure, in the same page.
 * @throws {EngineError} in words: what stands in the way (an unsupported browser, a page without cross-origin
 *   isolation, a blocked, missing or silent runtime), and what to do about it.
 */
export const boot: Boot = bootAfter({});
