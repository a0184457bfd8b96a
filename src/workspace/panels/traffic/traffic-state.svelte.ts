/**
 * The traffic panel: what load is set, which link is looked at, over what time, and which runs lie over each other.
 * What was measured stays in the live state; here is only what the learner chose, and the runs that were kept.
 */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import { TRAFFIC, linkId } from '../../../sidecar/model.ts';
import type { Announcer } from '../../state/announcer.svelte.ts';
import type { LiveState } from '../../state/live.svelte.ts';
import type { ViewState } from '../../state/view.svelte.ts';
import { figureOf, momentAt, momentWords, secondOfEvent, type Figure } from './figure.ts';
import { initialSettings, planOf, problemOf, type LoadSettings } from './plan.ts';
import { traceNear } from './nearest.ts';
import { cutRun, readRuns, secondsOfRun, storeRuns, type Run } from './runs.ts';
import { linksSeen, secondsOf, type Second } from './series.ts';

/** Lengths of the moving picture, in seconds. */
export const spans = [60, 240] as const;

/** The id of the run that goes on, among the ids of those that were kept. */
export const liveRun = 'live';

export interface TrafficParts {
  readonly manifest: LabManifest;
  readonly live: LiveState;
  readonly view: ViewState;
  readonly announcer: Announcer;
}

export class TrafficState {
  readonly #parts: TrafficParts;

  settings = $state<LoadSettings>({ rps: 5, ramped: false, rampTo: 25, rampSeconds: 30, weights: {} });
  /** What went wrong with the last start or stop, in words. */
  problem = $state<string | null>(null);
  /** A start or stop is under way. */
  busy = $state(false);
  /** When the load that was last sent began, in milliseconds since 1970. */
  startedAt = $state<number | null>(null);
  /** The link that the learner chose; null for the one that fits. */
  chosenLink = $state<string | null>(null);
  span = $state<(typeof spans)[number]>(60);
  /** The plots are shown as a table. */
  asTable = $state(false);
  /** A moment in the picture, in its own time; null when none is looked at. */
  cursor = $state<number | null>(null);
  runs = $state.raw<readonly Run[]>([]);
  /** The run in front: {@link liveRun} or a kept one. */
  front = $state<string>(liveRun);
  /** The name that the next run to be kept is to have. */
  name = $state('');
  /** The run that lies behind it, dimmed. */
  behind = $state<string | null>(null);

  constructor(parts: TrafficParts) {
    this.#parts = parts;
    this.settings = initialSettings(parts.manifest);
  }

  /** Reads what earlier visits have kept. */
  begin(): void {
    this.runs = readRuns();
  }

  // Load

  get running(): boolean {
    return this.#parts.live.traffic?.state === 'running';
  }

  get invalid(): string | null {
    return problemOf(this.settings, this.#parts.manifest);
  }

  /** Sends load as set; load that runs already ends. */
  async start(): Promise<void> {
    const { live, manifest, announcer } = this.#parts;
    const startedAt = Date.now();
    await this.#try(async () => {
      await live.startTraffic(planOf($state.snapshot(this.settings), manifest));
      this.startedAt = startedAt;
      this.cursor = null;
      announcer.say(`Traffic at ${this.settings.rps} requests a second.`);
    });
  }

  async stop(): Promise<void> {
    await this.#try(async () => {
      await this.#parts.live.stopTraffic();
      this.#parts.announcer.say('Traffic stopped.');
    });
  }

  // The picture

  /** Links to choose from: those seen, and the one that load would take. */
  readonly links: readonly string[] = $derived.by(() => {
    const kept = this.runs.find(({ id }) => id === this.front);
    const seen = kept ? Object.keys(kept.links) : linksSeen(this.#parts.live.windows);
    return seen.includes(this.entry) || kept ? seen : [this.entry, ...seen];
  });

  /** Where load comes in. */
  readonly entry: string = $derived.by(() => {
    const { presets } = this.#parts.manifest;
    const sent = presets.find(({ id }) => (this.settings.weights[id] ?? 0) > 0) ?? presets[0];
    return linkId(TRAFFIC, sent?.service ?? this.#parts.manifest.services[0]?.name ?? 'service');
  });

  readonly link: string = $derived.by(() => {
    if (this.chosenLink !== null && this.links.includes(this.chosenLink)) return this.chosenLink;
    const kept = this.runs.find(({ id }) => id === this.front);
    return kept?.entry ?? this.entry;
  });

  readonly figure: Figure = $derived.by(() => {
    const { live } = this.#parts;
    const kept = this.runs.find(({ id }) => id === this.front);
    const behind = this.behindRun;
    const laid = behind ? secondsOfRun(behind, this.link) : null;
    return figureOf({
      link: this.link,
      seconds: kept ? secondsOfRun(kept, this.link).seconds : this.#seconds,
      markers: kept?.events ?? live.markers,
      run: kept ? { from: 0, to: kept.length } : this.#liveBounds,
      moving: kept === undefined && behind === null,
      spanMs: this.span * 1000,
      latest: live.windows.at(-1)?.at ?? 0,
      behind: laid && behind ? { ...laid, length: behind.length } : null,
    });
  });

  get behindRun(): Run | null {
    return this.runs.find(({ id }) => id === this.behind) ?? null;
  }

  readonly #seconds: readonly Second[] = $derived.by(() => secondsOf(this.#parts.live.windows, this.link));

  /** Of the load that was last sent, or, where none was, of all that was measured. */
  readonly #liveBounds: { from: number; to: number } = $derived.by(() => {
    const { windows, traffic } = this.#parts.live;
    const latest = windows.at(-1)?.at ?? 0;
    const from = this.startedAt ?? windows[0]?.at ?? 0;
    const ended = this.startedAt !== null && traffic?.state === 'ended';
    return { from, to: Math.max(from, ended ? Math.min(latest, from + traffic.elapsedMs) : latest) };
  });

  // The cursor

  /** Moves the cursor by seconds; the first step goes to the newest one. */
  step(by: number): void {
    const { seconds } = this.figure;
    const last = seconds.length - 1;
    const found = this.cursor === null ? null : momentAt(this.figure, this.cursor);
    const to = found ? seconds.indexOf(found) + by : last;
    const second = seconds[Math.max(0, Math.min(last, to))];
    if (second) this.cursor = second.at;
  }

  /** To the next event to the left (-1) or right (1) of the cursor. */
  stepEvent(direction: -1 | 1): void {
    const { events, seconds } = this.figure;
    const now = this.cursor ?? seconds.at(-1)?.at ?? 0;
    const next =
      direction < 0 ? events.findLast(({ at }) => at < now) : events.find(({ at }) => at >= now + 1000);
    const second = next && secondOfEvent(this.figure, next.at);
    if (second) this.cursor = second.at;
    else this.#parts.announcer.say(direction < 0 ? 'No earlier event.' : 'No later event.');
  }

  /** The cursor's moment in words. */
  get words(): string {
    const second = this.cursor === null ? null : momentAt(this.figure, this.cursor);
    return second ? momentWords(this.figure, second) : 'No moment chosen. The left arrow chooses the latest.';
  }

  /** Whether moments of the picture can have traces: those of a run that was kept are gone. */
  get traceable(): boolean {
    return this.front === liveRun;
  }

  /**
   * Shows the trace of a request near a moment.
   * @param ms the latency pointed at, where one was.
   */
  openTrace(at: number, ms?: number): void {
    const { live, view, announcer } = this.#parts;
    const second = momentAt(this.figure, at);
    const failing = second !== null && second.errors > second.count / 2;
    const traceId = this.traceable
      ? traceNear(
          {
            link: this.link,
            at: at + 500,
            ...(ms === undefined ? {} : { ms }),
            ...(failing ? { failed: true } : {}),
          },
          live.requests,
          live.spans,
        )
      : null;
    if (traceId === null) announcer.say('No request near this moment was traced.');
    else view.showTrace(traceId);
  }

  /** Brings the plots to the front, with the cursor on this moment of a link. */
  lookAt(at: number, link: string): void {
    this.compare(liveRun, null);
    this.chosenLink = link;
    this.asTable = false;
    this.span = at < (this.#parts.live.windows.at(-1)?.at ?? 0) - 55_000 ? 240 : 60;
    this.cursor = momentAt(this.figure, Math.floor(at / 1000) * 1000)?.at ?? null;
    this.#parts.view.show('traffic');
  }

  // Runs

  /** The run that goes on is in front, and long enough to be kept. */
  get keepable(): boolean {
    const { from, to } = this.#liveBounds;
    return this.front === liveRun && to - from >= 2_000;
  }

  /** Keeps the run that goes on, or the last one, under a name. */
  keep(name: string): void {
    const { live, manifest, announcer } = this.#parts;
    const { from, to } = this.#liveBounds;
    const run = cutRun(
      { windows: live.windows, markers: live.markers, from: Math.max(from, live.windows[0]?.at ?? from), to },
      {
        id: Date.now().toString(36),
        name: name.trim() || this.suggestedName,
        lab: manifest.title,
        keptAt: Date.now(),
        entry: this.entry,
      },
    );
    const { runs, lasting } = storeRuns([...this.runs, run]);
    this.runs = runs;
    announcer.say(`Kept as ${run.name}${lasting ? '' : ', until this page is closed'}.`);
  }

  get suggestedName(): string {
    const taken = new Set(this.runs.map(({ name }) => name));
    for (let number = this.runs.length + 1; ; number++) {
      if (!taken.has(`Run ${number}`)) return `Run ${number}`;
    }
  }

  remove(id: string): void {
    this.runs = storeRuns(this.runs.filter((run) => run.id !== id)).runs;
    if (this.front === id) this.front = liveRun;
    if (this.behind === id) this.behind = null;
    this.#parts.announcer.say('Removed.');
  }

  /** Chooses the runs to look at. A run does not lie behind itself. */
  compare(front: string, behind: string | null): void {
    this.front = front;
    this.behind = behind === front ? null : behind;
    this.cursor = null;
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (error) {
      this.problem = error instanceof Error ? error.message : String(error);
      this.#parts.announcer.say(this.problem);
    } finally {
      this.busy = false;
    }
  }
}
