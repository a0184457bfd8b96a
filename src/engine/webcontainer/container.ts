import type { WebContainer } from '@webcontainer/api';
import { EngineError } from '../contract.ts';
import { within } from './deadline.ts';
import { RemotePage } from './remote-page.ts';
import type { Steps } from './steps.ts';

export type Client = typeof import('./client.ts');

/** How long things may take, in milliseconds. */
export interface Patience {
  /** Until the runtime's page has reported at all. */
  readonly answerMs: number;
  /** From then until the runtime is up: on a slow connection it loads for long. */
  readonly startMs: number;
  /** For the answer to any one call later on. */
  readonly callMs: number;
}

/**
 * The one WebContainer of a page: the client allows no second one. Its boot never rejects when the runtime is out of
 * reach, and a second boot would wait for the first one for good. So the pending boot is kept and used again.
 */
class ContainerSlot {
  readonly #page = new RemotePage();
  /** The client's boot, until it settles. */
  #pending: Promise<WebContainer> | null = null;
  /** A container that has come, until the boot that waits for it goes on. */
  #unclaimed: WebContainer | null = null;
  #occupied = false;

  /** @throws {EngineError} when somebody else boots or has the container. */
  occupy(): void {
    if (this.#occupied) {
      throw new EngineError(
        'boot-failed',
        'WebContainer is already running or starting in this page, and a page can have only one.',
        'Shut the other engine down first, or reload the page.',
      );
    }
    this.#occupied = true;
  }

  /** Lets the next one boot. A container that nobody took, or that comes too late, is torn down. */
  vacate(): void {
    this.#occupied = false;
    this.#unclaimed?.teardown();
    this.#unclaimed = null;
    // Loading goes on only where it must: once the page has reported, the client is bound to that very page.
    if (this.#pending && !this.#page.answered) this.#page.leave();
  }

  async boot(
    client: Client,
    steps: Steps,
    patience: Patience,
    signal: AbortSignal | undefined,
  ): Promise<WebContainer> {
    const container = this.#request(client);
    await steps.run('connect', () => this.#page.connect({ ms: patience.answerMs, signal, container }));
    const booted = await steps.run('start', () =>
      within(container, { ms: patience.startMs, late: () => tooSlow(patience.startMs), signal }),
    );
    this.#unclaimed = null;
    return booted;
  }

  #request({ WebContainer: Container }: Client): Promise<WebContainer> {
    if (this.#pending) {
      if (!this.#page.answered) this.#page.revisit();
      return this.#pending;
    }
    const booting = Container.boot({ workdirName: 'lab', coep: 'require-corp' }).catch((cause: unknown) => {
      const words = cause instanceof Error ? cause.message : String(cause);
      throw new EngineError(
        'boot-failed',
        `The WebContainer runtime could not start: ${words}`,
        'Reload the page to try again, or use the offline engine.',
        { cause },
      );
    });
    this.#pending = booting;
    void this.#receive(booting);
    return booting;
  }

  async #receive(booting: Promise<WebContainer>): Promise<void> {
    try {
      const container = await booting;
      if (this.#occupied) this.#unclaimed = container;
      else container.teardown();
    } catch {
      // Whoever waits for it hears of it there.
    } finally {
      this.#pending = null;
    }
  }
}

function tooSlow(ms: number): EngineError {
  return new EngineError(
    'boot-timeout',
    `The WebContainer runtime answered, but did not start within ${ms / 1000} s.`,
    'Reload the page to try again, or use the offline engine. WebContainer also needs third-party cookies and service workers to be allowed.',
  );
}

let slot: ContainerSlot | null = null;

/** The slot of this page. Made when first wanted, since it listens to the page. */
export function containerSlot(): ContainerSlot {
  slot ??= new ContainerSlot();
  return slot;
}
