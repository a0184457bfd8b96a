/**
 * One learner at one lab: puts the parts together and says what follows what. Each part keeps its own state; panels
 * read the parts and call the methods here.
 */
import type { CheckResult, Report } from '../../grading/report.ts';
import { verdict } from '../../grading/verdict.ts';
import { freshProgress, type LabProgress, type StoredSnapshot } from '../../progress/lab-progress.ts';
import { readPreferences, rememberPreferences, type EnginePreference } from '../../progress/preferences.ts';
import { lackingWords } from '../browser-needs.ts';
import type { LabPage } from '../lab-page.ts';
import type { Outside } from '../outside.ts';
import { replayOf } from '../panels/checks/replay.ts';
import { verdictSentence } from '../panels/checks/summary.ts';
import { TrafficState } from '../panels/traffic/traffic-state.svelte.ts';
import { MapState } from '../panels/map/map-state.svelte.ts';
import { DataState } from '../panels/data/data-state.svelte.ts';
import { RequestState } from '../panels/requests/request-state.svelte.ts';
import { processIds } from '../processes.ts';
import { Announcer } from './announcer.svelte.ts';
import { EngineBoot } from './boot.svelte.ts';
import { CheckState } from './check-state.svelte.ts';
import { Continuity } from './continuity.svelte.ts';
import { LabFiles } from './files.svelte.ts';
import { Keeper } from './keeper.svelte.ts';
import { LiveState } from './live.svelte.ts';
import { Notices } from './notices.svelte.ts';
import { RunState } from './run-state.svelte.ts';
import { Sharing } from './sharing.svelte.ts';
import { FetchedFiles } from './solution.svelte.ts';
import { ViewState } from './view.svelte.ts';

/** Milliseconds of quiet before edited files are looked at for problems. */
const lookAfter = 300;

export class Session {
  readonly page: LabPage;
  readonly #outside: Outside;
  readonly files: LabFiles;
  readonly boot: EngineBoot;
  readonly live: LiveState;
  readonly run: RunState;
  readonly checks: CheckState;
  readonly solution: FetchedFiles;
  readonly checkSources: FetchedFiles;
  readonly keeper: Keeper;
  readonly continuity: Continuity;
  readonly sharing: Sharing;
  readonly notices = new Notices();
  readonly announcer = new Announcer();
  readonly view = new ViewState();
  readonly traffic: TrafficState;
  readonly map = new MapState();
  readonly requests: RequestState;
  readonly data: DataState;

  preference = $state<EnginePreference>('auto');
  prediction = $state.raw<LabProgress['prediction']>(null);
  hints = $state(0);
  passedAt = $state<string | null>(null);

  #lookTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(page: LabPage, outside: Outside) {
    this.page = page;
    this.#outside = outside;
    this.files = new LabFiles(page);
    this.boot = new EngineBoot(outside.chooseEngine, () => void this.#engineLost());
    this.live = new LiveState(page.manifest, outside.openSidecar);
    this.run = new RunState(page.manifest, this.live, processIds(page.manifest), (id) =>
      this.announcer.say(`${id} crashed. The console says why.`),
    );
    this.data = new DataState(page.manifest, this.live);
    this.requests = new RequestState({
      manifest: page.manifest,
      live: this.live,
      view: this.view,
      announcer: this.announcer,
    });
    this.traffic = new TrafficState({
      manifest: page.manifest,
      live: this.live,
      view: this.view,
      announcer: this.announcer,
    });
    this.checks = new CheckState(outside.grade);
    this.solution = new FetchedFiles(outside.fetchSolution, page.urls.solution, 'The solution');
    this.checkSources = new FetchedFiles(
      outside.fetchSolution,
      page.urls.checkSources,
      'The text of the checks',
    );
    this.keeper = new Keeper(() => this.#progress());
    this.continuity = new Continuity({
      page,
      keeper: this.keeper,
      notices: this.notices,
      restore: (stored) => this.#restore(stored),
      replace: (changes) => this.#replace(changes),
    });
    this.sharing = new Sharing({
      page,
      files: this.files,
      boot: this.boot,
      keeper: this.keeper,
      notices: this.notices,
      announcer: this.announcer,
      replace: (changes) => this.#replace(changes),
      offerUndo: (text, undo) => this.#offerUndo('reset', text, undo),
      changeEngine: () => this.#changeEngine(),
      forgetLink: outside.forgetLink,
    });
  }

  /**
   * Takes up where the learner left off, and boots the engine ahead of the first run.
   * @param fragment of the page's address, which may hold somebody's code.
   */
  async begin(fragment = ''): Promise<void> {
    this.preference = readPreferences().engine;
    const store = await this.#outside.openProgress((problem) =>
      this.notices.show('storage', problem.message, 'caution'),
    );
    // Whose code it is decides which engine may run it, so the engine comes after it.
    try {
      await this.continuity.begin(store);
      await this.sharing.open(fragment);
    } catch (error) {
      const why = lackingWords() ?? (error instanceof Error ? error.message : String(error));
      this.notices.show(
        'browser',
        `${why} What you write here is not kept: copy it before you leave.`,
        'failure',
      );
    }
    // A failed boot is shown; nobody waits for this one.
    this.#engine().catch(() => {});
  }

  /** Gives everything back, for a page that is left. */
  end(): void {
    clearTimeout(this.#lookTimer);
    this.keeper.flushPending();
    this.checks.cancel();
    this.continuity.end();
    void this.boot.shutDown();
  }

  // Files

  edit(path: string, text: string): void {
    this.files.edit(path, text);
    this.keeper.touch();
    clearTimeout(this.#lookTimer);
    this.#lookTimer = setTimeout(() => void this.#look(), lookAfter);
  }

  /** Stores now, and restarts the services that the edited files concern. */
  async save(): Promise<void> {
    await this.#look();
    const [{ restarted, heldBack }] = await Promise.all([
      this.run.save(this.files.current),
      this.keeper.flush(),
    ]);
    if (restarted.length > 0) this.live.mark('save', `saved, restarted ${listed(restarted)}`);
    if (heldBack.length > 0) {
      const [problem] = this.files.syntaxProblems;
      const where = problem ? ` ${problem.file}, line ${problem.line}: ${problem.message}` : '';
      this.notices.show(
        'held-back',
        `Saved, but ${listed(heldBack)} still runs the code from before.${where}`,
        'failure',
      );
      this.announcer.say(`Saved. Not restarted because of a problem.${where}`);
      return;
    }
    this.notices.dismiss('held-back');
    const failed = this.keeper.problem;
    this.announcer.say(
      failed ? failed.message : restarted.length > 0 ? `Saved. Restarted ${listed(restarted)}.` : 'Saved.',
    );
  }

  async reset(): Promise<void> {
    const count = Object.keys(this.files.changed).length;
    if (count === 0) {
      this.announcer.say('Nothing to reset: your files are as the lab began.');
      return;
    }
    const before = { ...this.files.changed };
    await this.keeper.remember('reset');
    this.#replace({});
    this.#offerUndo('reset', `${count === 1 ? 'One file is' : `${count} files are`} as the lab began.`, () =>
      this.#replace(before),
    );
  }

  /** Goes back to an entry of the local history. What is there now is remembered first. */
  async restoreSnapshot(snapshot: StoredSnapshot): Promise<void> {
    const before = { ...this.files.changed };
    await this.keeper.remember('restore');
    if (snapshot.foreign) await this.sharing.hold();
    this.#replace(snapshot.files);
    this.#offerUndo('reset', 'Your files are as they were then.', () => this.#replace(before));
  }

  async compare(): Promise<void> {
    this.view.show('code');
    await this.keeper.remember('solution');
    await this.solution.show();
  }

  // Running

  /** Runs the lab; before the first run it asks the prediction question instead. */
  async start(): Promise<void> {
    if (!this.prediction) {
      this.view.predicting = true;
      return;
    }
    this.notices.dismiss('engine-lost');
    // On a small screen whoever starts it from the map, stays there.
    if (this.view.small === 'map') this.view.lower = 'console';
    else this.view.show('console');
    // From here on it can be stopped, also while the engine is still on its way.
    this.run.active = true;
    try {
      const engine = await this.#engine();
      if (this.run.active) await this.run.start(engine, this.files.current);
    } catch {
      this.announcer.say(this.boot.failure?.message ?? 'The lab could not start.');
      this.run.active = false;
    }
  }

  /** Runs what does not run, stops what does. */
  toggle(): Promise<void> {
    return this.run.active ? this.stop() : this.start();
  }

  /** @param answer slug of the chosen answer; null when the question was skipped. */
  async predict(answer: string | null): Promise<void> {
    this.prediction = { answer, explained: false };
    this.view.predicting = false;
    this.keeper.touch();
    await this.start();
  }

  explain(): void {
    this.prediction = { answer: this.prediction?.answer ?? null, explained: true };
    this.keeper.touch();
  }

  async stop(): Promise<void> {
    // Load on services that were stopped on purpose tells nothing.
    if (this.traffic.running) await this.traffic.stop();
    await this.run.stop();
    this.announcer.say('Stopped.');
  }

  async useEngine(preference: EnginePreference): Promise<void> {
    this.preference = preference;
    rememberPreferences({ engine: preference });
    await this.#changeEngine();
  }

  async #changeEngine(): Promise<void> {
    this.checks.cancel();
    await this.run.dispose();
    await this.boot.shutDown();
    await this.retryBoot();
  }

  /** All that ran is gone, and nothing that was written. */
  async #engineLost(): Promise<void> {
    const text =
      'The engine was ended by the browser, most likely because the lab’s code took too much memory. ' +
      'All services have stopped. Your files are kept: change what takes the memory, then run again.';
    this.notices.show('engine-lost', text, 'failure');
    this.announcer.say(text);
    await this.#changeEngine();
  }

  async retryBoot(): Promise<void> {
    try {
      await this.#engine();
      this.announcer.say(`The engine is ready. ${this.boot.reason ?? ''}`);
    } catch {
      this.announcer.say(this.boot.failure?.message ?? 'The engine did not start.');
    }
  }

  // Checks and hints

  async check(): Promise<void> {
    this.view.show('checks');
    this.announcer.say('Checking.');
    const { manifest, urls } = this.page;
    const report = await this.checks.check(() => this.#engine(), manifest, this.files.current, urls.checks);
    if (report) this.#take(report);
    else if (this.checks.failure) this.announcer.say(this.checks.failure);
  }

  /** Shows the checks themselves. Before a pass they are a secret. */
  async readChecks(): Promise<void> {
    if (this.passedAt !== null) await this.checkSources.show();
  }

  /** Sends the request of a check to the running lab, with the map in view. */
  async replay(check: CheckResult): Promise<void> {
    const draft = replayOf(this.page.manifest, check);
    if (!draft) return;
    if (!this.run.active || !this.live.available) {
      const text = 'The lab does not run, so there is nothing to replay the request on.';
      const run = async (): Promise<void> => {
        this.notices.dismiss('replay');
        await this.start();
      };
      this.notices.show('replay', text, 'plain', [{ label: 'Run', run }]);
      this.announcer.say(text);
      return;
    }
    this.notices.dismiss('replay');
    // On a wide screen the answer stands below the map.
    this.view.show('requests');
    this.view.show('map');
    await this.requests.send(draft);
  }

  /** Opens the next hint, or the one with this number. */
  hint(number = this.hints + 1): void {
    this.hints = Math.max(this.hints, Math.min(3, number));
    this.view.show('checks');
    this.view.hintAsked = { number: Math.min(3, number) };
    this.keeper.touch();
  }

  #engine() {
    return this.boot.engine(this.preference);
  }

  async #look(): Promise<void> {
    clearTimeout(this.#lookTimer);
    this.files.syntaxProblems = await this.run.reconsider(this.files.current);
  }

  #take(report: Report): void {
    if (verdict(report) === 'passed') this.passedAt ??= new Date().toISOString();
    this.announcer.say(verdictSentence(report));
    this.keeper.touch();
  }

  #replace(changes: Readonly<Record<string, string>>): void {
    this.files.replaceChanges(changes);
    void this.#look();
    void this.keeper.flush();
  }

  #offerUndo(kind: string, text: string, takeBack: () => void): void {
    const undo = {
      label: 'Undo',
      run: () => {
        takeBack();
        this.notices.dismiss(kind);
        this.announcer.say('Your files are back.');
      },
    };
    this.notices.show(kind, text, 'plain', [undo]);
    this.announcer.say(`${text} You can undo this.`);
  }

  #progress(): LabProgress {
    const { files } = this;
    return {
      ...freshProgress(this.page.manifest.slug, this.continuity.starterHash),
      files: { ...files.changed },
      view: { open: [...files.open], active: files.active, cursors: { ...files.cursors } },
      prediction: this.prediction,
      hints: this.hints,
      report: this.checks.report,
      passedAt: this.passedAt,
      foreign: this.sharing.foreign,
    };
  }

  #restore(stored: LabProgress): void {
    this.files.replaceChanges(stored.files);
    this.files.restoreView(stored.view);
    this.prediction = stored.prediction;
    this.hints = stored.hints;
    this.checks.report = stored.report;
    this.passedAt = stored.passedAt;
    if (stored.foreign) void this.sharing.hold();
    void this.#look();
  }
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
