/** The engine: which one, why, and how its boot goes. */
import { EngineError, type BootStep, type Engine, type EngineKind } from '../../engine/contract.ts';
import type { EnginePreference } from '../../progress/preferences.ts';
import type { Outside } from '../outside.ts';

/** A step of one of the engines that are tried. */
export interface EngineStep extends BootStep {
  readonly kind: EngineKind;
}

export interface BootFailure {
  readonly message: string;
  readonly remedy: string;
}

export class EngineBoot {
  readonly #chooseEngine: Outside['chooseEngine'];
  readonly #onLost: () => void;
  #engine: Promise<Engine> | null = null;
  #abort = new AbortController();

  /** False while the lab holds code of somebody else's; the next boot goes by it. */
  trusted = $state(true);
  state = $state<'idle' | 'booting' | 'ready' | 'failed'>('idle');
  steps = $state.raw<readonly EngineStep[]>([]);
  kind = $state<EngineKind | null>(null);
  reason = $state<string | null>(null);
  failure = $state.raw<BootFailure | null>(null);

  /** @param onLost called when the engine has died by itself; the next call of `engine` boots a new one. */
  constructor(chooseEngine: Outside['chooseEngine'], onLost: () => void) {
    this.#chooseEngine = chooseEngine;
    this.#onLost = onLost;
  }

  /**
   * The engine, booted when it is not yet. A failed boot is tried again by the next call.
   * @throws what the boot threw, after it was put into `failure`.
   */
  engine(preference: EnginePreference): Promise<Engine> {
    this.#engine ??= this.#boot(preference);
    return this.#engine;
  }

  /** Gives the engine back; the next call of `engine` boots a new one. */
  async shutDown(): Promise<void> {
    const booted = this.#engine;
    this.#engine = null;
    this.#abort.abort();
    this.state = 'idle';
    this.kind = null;
    this.reason = null;
    this.steps = [];
    const engine = await booted?.catch(() => null);
    await engine?.teardown();
  }

  async #boot(preference: EnginePreference): Promise<Engine> {
    const abort = new AbortController();
    this.#abort = abort;
    this.state = 'booting';
    this.failure = null;
    this.steps = [];
    try {
      const { engine, kind, reason } = await this.#chooseEngine({
        preference,
        trusted: this.trusted,
        signal: abort.signal,
        onLost: () => {
          if (!abort.signal.aborted) this.#onLost();
        },
        onStep: (step, engineKind) => {
          if (!abort.signal.aborted) this.#take({ ...step, kind: engineKind });
        },
      });
      if (abort.signal.aborted) return engine;
      this.kind = kind;
      this.reason = reason;
      this.state = 'ready';
      return engine;
    } catch (cause) {
      if (!abort.signal.aborted) {
        this.#engine = null;
        this.state = 'failed';
        this.failure = inWords(cause);
      }
      throw cause;
    }
  }

  #take(step: EngineStep): void {
    const same = ({ id, kind }: EngineStep): boolean => id === step.id && kind === step.kind;
    this.steps = this.steps.some(same)
      ? this.steps.map((each) => (same(each) ? step : each))
      : [...this.steps, step];
  }
}

function inWords(cause: unknown): BootFailure {
  if (cause instanceof EngineError) return { message: cause.message, remedy: cause.remedy };
  return {
    message: `The engine could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
    remedy:
      'Check your connection, then try again. Reloading the page helps if the course was updated meanwhile.',
  };
}
