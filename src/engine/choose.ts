/**
 * Which engine runs a lab. WebContainer is the first choice wherever it boots, the offline engine takes over where it
 * does not, and code that came from somebody else runs in the offline engine, which has no network to call out to.
 */
import { EngineError, type Boot, type BootStep, type Engine, type EngineKind } from './contract.ts';
import { currentEnvironment, findObstacle, type Environment } from './webcontainer/support.ts';

export type Preference = 'auto' | EngineKind;

export interface ChooseOptions {
  /**
   * `auto` gives WebContainer until the deadline. A named engine is booted however long it takes, but where
   * WebContainer fails, the offline engine takes over all the same: a lab that runs beats an error.
   */
  readonly preference: Preference;
  /** The engines' own `boot`; best such that an engine's module is imported when called. */
  readonly boots: Readonly<Record<EngineKind, Boot>>;
  /** False for code that came by a link or an import, until the learner has said otherwise. */
  readonly trusted: boolean;
  /**
   * How long `auto` gives WebContainer, in milliseconds; by default a little longer than WebContainer's own boot waits
   * for a first answer, so that its words about the cause come first.
   */
  readonly deadlineMs?: number;
  /**
   * When `auto` begins to boot the offline engine beside a WebContainer that is still booting, in milliseconds. Then
   * falling back costs no further wait, and a WebContainer that boots quickly costs nobody a second engine.
   */
  readonly prewarmAfterMs?: number;
  /** Called with the steps of every engine that is tried, until there is a choice. */
  readonly onStep?: (step: BootStep, kind: EngineKind) => void;
  readonly signal?: AbortSignal;
  /** The chosen engine has died by itself, see `BootOptions`. */
  readonly onLost?: () => void;
  /** For tests: what is known of the browser. */
  readonly environment?: Environment;
}

export interface Choice {
  readonly engine: Engine;
  readonly kind: EngineKind;
  /** Why it is not the engine that was asked for, in full sentences for the learner; null when it is. */
  readonly reason: string | null;
}

const untrusted =
  'This code came by a link or an import. It runs in the offline engine, which cannot call out, until you say that you trust it.';

/** One engine on its way, that can be given up at any time. */
class Candidate {
  readonly kind: EngineKind;
  readonly engine: Promise<Engine>;
  /** The title of the step that it is at. */
  step: string | null = null;
  readonly #ended = new AbortController();

  constructor(kind: EngineKind, options: ChooseOptions) {
    this.kind = kind;
    const { boots, onStep, onLost, signal } = options;
    const own = this.#ended.signal;
    this.engine = boots[kind]({
      signal: signal ? AbortSignal.any([signal, own]) : own,
      onStep: (step) => {
        if (own.aborted) return;
        if (step.state === 'running') this.step = step.title;
        onStep?.(step, kind);
      },
      onLost: () => {
        if (!own.aborted) onLost?.();
      },
    });
    // It may fail while another one is awaited.
    this.engine.catch(() => {});
  }

  /** Aborts the boot, and tears the engine down should it come all the same. */
  giveUp(): void {
    this.#ended.abort();
    this.engine.then((engine) => engine.teardown()).catch(() => {});
  }
}

/** What came of waiting for an engine. */
type Outcome = { readonly engine: Engine } | { readonly error: unknown };

const outcomeOf = (engine: Promise<Engine>): Promise<Outcome> =>
  engine.then(
    (arrived) => ({ engine: arrived }),
    (error: unknown) => ({ error }),
  );

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const remedyOf = (error: unknown): string =>
  error instanceof EngineError ? error.remedy : 'Reload the page to try again.';

/** A promise of a timer's end, whose timer can be cleared. */
function timer(ms: number): { readonly over: Promise<'over'>; clear(): void } {
  const { promise, resolve } = Promise.withResolvers<'over'>();
  const id = setTimeout(() => resolve('over'), ms);
  return { over: promise, clear: () => clearTimeout(id) };
}

function neither(webcontainer: string, offline: unknown): EngineError {
  return new EngineError(
    'boot-failed',
    `No engine could be started. WebContainer: ${webcontainer} Offline engine: ${wordsOf(offline)}`,
    remedyOf(offline),
    { cause: offline },
  );
}

/** One choice being made. */
class Chooser {
  readonly #options: ChooseOptions;
  readonly #candidates = new Map<EngineKind, Candidate>();

  constructor(options: ChooseOptions) {
    this.#options = options;
  }

  async choose(): Promise<Choice> {
    const { preference, trusted, environment } = this.#options;
    if (preference === 'offline') return this.#take(await this.#start('offline').engine, null);
    if (!trusted) return this.#take(await this.#start('offline').engine, untrusted);
    const obstacle = findObstacle(environment ?? currentEnvironment());
    if (obstacle) return this.#fallBack(obstacle.message);
    return preference === 'auto' ? this.#probe() : this.#insist();
  }

  /** Ends every boot under way but that of the chosen engine. */
  giveUpAllBut(chosen: EngineKind | null): void {
    for (const candidate of this.#candidates.values()) {
      if (candidate.kind !== chosen) candidate.giveUp();
    }
  }

  async #insist(): Promise<Choice> {
    const outcome = await outcomeOf(this.#start('webcontainer').engine);
    if ('engine' in outcome) return this.#take(outcome.engine, null);
    return this.#fallBack(wordsOf(outcome.error));
  }

  async #probe(): Promise<Choice> {
    const { deadlineMs = 9000, prewarmAfterMs = 1500 } = this.#options;
    const wanted = this.#start('webcontainer');
    const arrival = outcomeOf(wanted.engine);
    const deadline = timer(deadlineMs);
    const prewarm = timer(Math.min(prewarmAfterMs, deadlineMs));
    try {
      let outcome = await Promise.race([arrival, prewarm.over]);
      if (outcome === 'over') {
        this.#start('offline');
        outcome = await Promise.race([arrival, deadline.over]);
      }
      if (outcome === 'over') return await this.#takeFirst(wanted, deadlineMs);
      if ('engine' in outcome) return this.#take(outcome.engine, null);
      return await this.#fallBack(wordsOf(outcome.error));
    } finally {
      deadline.clear();
      prewarm.clear();
    }
  }

  /** The deadline has passed: whichever engine comes first now. */
  async #takeFirst(wanted: Candidate, deadlineMs: number): Promise<Choice> {
    const at = wanted.step === null ? 'nothing had begun yet' : `the last step was “${wanted.step}”`;
    try {
      const engine = await Promise.any([this.#start('offline').engine, wanted.engine]);
      const late = `WebContainer is not available. It was not ready within ${deadlineMs / 1000} s: ${at}.`;
      return this.#take(engine, engine.kind === 'webcontainer' ? null : late);
    } catch (error) {
      const [offline, webcontainer] = error instanceof AggregateError ? error.errors : [error, error];
      throw neither(wordsOf(webcontainer), offline);
    }
  }

  async #fallBack(cause: string): Promise<Choice> {
    const outcome = await outcomeOf(this.#start('offline').engine);
    if ('error' in outcome) throw neither(cause, outcome.error);
    return this.#take(outcome.engine, `WebContainer is not available. ${cause}`);
  }

  #start(kind: EngineKind): Candidate {
    const known = this.#candidates.get(kind);
    if (known) return known;
    const candidate = new Candidate(kind, this.#options);
    this.#candidates.set(kind, candidate);
    return candidate;
  }

  #take(engine: Engine, reason: string | null): Choice {
    return { engine, kind: engine.kind, reason };
  }
}

/**
 * Chooses and boots an engine. Whatever else was begun is given up, and torn down should it come late.
 * @throws {EngineError} when no engine could be booted; where two were tried it names both.
 * @throws the signal's reason when that aborts.
 */
export async function chooseEngine(options: ChooseOptions): Promise<Choice> {
  const { signal } = options;
  signal?.throwIfAborted();
  const chooser = new Chooser(options);
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  let chosen: EngineKind | null = null;
  try {
    const choice = await Promise.race([chooser.choose(), aborted.promise]);
    chosen = choice.kind;
    return choice;
  } finally {
    signal?.removeEventListener('abort', abort);
    chooser.giveUpAllBut(chosen);
  }
}
