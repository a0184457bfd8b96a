/**
 * The living system as the screen sees it: what passes over each link, which faults are set, what the lab reports of
 * itself. All of it comes from one stream, the sidecar's. The map, the request panel, the traffic plots and the traces
 * read this and call its methods; none of them keeps a copy.
 */
import type { LabManifest } from '../../../labs/kit/manifest.ts';
import type { Machine } from '../../engine/contract.ts';
import type { SidecarClient } from '../../sidecar/client.ts';
import type {
  Answer,
  Fault,
  FaultInput,
  GaugePoint,
  Reading,
  LinkWindow,
  RequestSample,
  RequestTemplateInput,
  SpanSummary,
  Trace,
  TrafficPlanInput,
} from '../../sidecar/model.ts';
import type { EventOf } from '../../sidecar/protocol.ts';
import type { Outside } from '../outside.ts';
import { Glance } from './glance.ts';

/** One window of metrics: 250 ms unless the machine was busy. */
export interface MetricsWindow {
  /** Its end, in milliseconds since 1970. */
  readonly at: number;
  /** Its length in milliseconds. */
  readonly ms: number;
  /** By link id. A link over which nothing passed is absent. */
  readonly links: ReadonlyMap<string, LinkWindow>;
}

/** Something that was done to the system, for the plots: a fault set, a service stopped, a save. */
export interface Marker {
  /** Counts up, for the key of a list. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: 'fault' | 'service' | 'save' | 'traffic';
  readonly text: string;
  /** The service it is about, where there is one. */
  readonly service?: string;
}

/** Four minutes of windows. */
const maxWindows = 960;
const maxRequests = 400;
const maxSpans = 4_000;
const maxMarkers = 200;

export class LiveState {
  readonly #manifest: LabManifest;
  readonly #openSidecar: Outside['openSidecar'];
  #client: SidecarClient | null = null;
  #markers = 0;
  readonly #glances = new Map<string, Glance<GaugePoint>>();

  /** The sidecar runs and answers. */
  available = $state(false);
  /** Why it does not, in words; null while it does or was never asked to. */
  problem = $state<string | null>(null);
  /** Newest last. Replaced, never changed, with each window, four times a second. */
  windows = $state.raw<readonly MetricsWindow[]>([]);
  /** Links whose callee does not listen, or which refuse: callers see ECONNREFUSED. */
  closed = $state.raw<ReadonlySet<string>>(new Set());
  /** By link id. A link without faults is absent. */
  faults = $state.raw<ReadonlyMap<string, readonly Fault[]>>(new Map());
  paused = $state.raw<ReadonlySet<string>>(new Set());
  /** The last value of each gauge, by {@link gaugeKey}. */
  gauges = $state.raw<ReadonlyMap<string, GaugePoint>>(new Map());
  /** Some of the requests that passed, newest last. */
  requests = $state.raw<readonly RequestSample[]>([]);
  /** Spans without their details, newest last; {@link trace} has all of one trace. */
  spans = $state.raw<readonly SpanSummary[]>([]);
  markers = $state.raw<readonly Marker[]>([]);
  /** How generated load goes; null when none was ever sent. */
  traffic = $state.raw<EventOf<'traffic'> | null>(null);

  constructor(manifest: LabManifest, openSidecar: Outside['openSidecar']) {
    this.#manifest = manifest;
    this.#openSidecar = openSidecar;
  }

  /**
   * Puts the sidecar on this machine, on which nothing listens yet.
   * @returns by service, the variables that lead its calls through the sidecar. Without a sidecar there are none: the
   *   lab runs all the same, unseen.
   */
  async attach(machine: Machine): Promise<Readonly<Record<string, Record<string, string>>>> {
    try {
      const { client, env } = await this.#openSidecar(machine, this.#manifest);
      this.#follow(client);
      return Object.fromEntries(
        Object.entries(env).map(([service, variables]) => [service, { ...variables }]),
      );
    } catch (error) {
      this.#lost(`The map sees nothing: ${error instanceof Error ? error.message : String(error)}`);
      return {};
    }
  }

  /** Forgets the sidecar, whose machine is gone. What was seen stays to be looked at. */
  detach(): void {
    this.#client = null;
    this.available = false;
    this.traffic = null;
    this.faults = new Map();
    this.paused = new Set();
    this.closed = new Set();
    this.gauges = new Map();
    for (const glance of this.#glances.values()) glance.clear();
  }

  /**
   * Gives a link these faults and no others.
   * @throws {SidecarError} in words for the learner.
   */
  async setFaults(from: string, to: string, faults: readonly FaultInput[]): Promise<void> {
    const client = this.#required();
    await client.setFaults(from, to, [...faults]);
    const all = new Map(this.faults);
    const id = `${from}->${to}`;
    // The sidecar fills in what was left out; the page shows what was asked for, with the same defaults.
    if (faults.length === 0) all.delete(id);
    else all.set(id, faults.map(completed));
    this.faults = all;
    const words = faults.length === 0 ? 'no fault' : faults.map(({ type }) => type).join(', ');
    this.mark('fault', `${from} → ${to}: ${words}`, to);
  }

  async pause(service: string): Promise<void> {
    await this.#required().pause(service);
    this.paused = new Set([...this.paused, service]);
    this.mark('service', `${service} paused`, service);
  }

  async resume(service: string): Promise<void> {
    await this.#required().resume(service);
    this.paused = new Set([...this.paused].filter((each) => each !== service));
    this.mark('service', `${service} resumed`, service);
  }

  /** Sends one request of the learner's. A request that fails on its way has an answer too, with a code. */
  async send(
    request: RequestTemplateInput,
    options?: { timeoutMs?: number; signal?: AbortSignal },
  ): Promise<Answer> {
    return this.#required().send(request, options);
  }

  /**
   * What a service says at this path, asked past its links: neither seen nor broken by anything on the screen.
   * @throws {Error} when the lab does not run or the service does not answer.
   */
  async read(service: string, path: string): Promise<Reading> {
    return this.#required().read(service, path);
  }

  async startTraffic(plan: TrafficPlanInput): Promise<void> {
    await this.#required().startTraffic(plan);
    this.mark('traffic', `traffic at ${plan.rps} a second`);
  }

  async stopTraffic(): Promise<void> {
    await this.#required().stopTraffic();
    this.mark('traffic', 'traffic stopped');
  }

  /** All spans of a trace that are still kept. */
  async trace(traceId: string): Promise<Trace> {
    return this.#required().getTrace(traceId);
  }

  /** Notes that something was done to the system, for the plots. */
  mark(kind: Marker['kind'], text: string, service?: string): void {
    const marker = {
      id: this.#markers++,
      at: Date.now(),
      kind,
      text,
      ...(service === undefined ? {} : { service }),
    };
    this.markers = [...this.markers, marker].slice(-maxMarkers);
  }

  #required(): SidecarClient {
    if (!this.#client) throw new Error('The lab does not run. Run it first.');
    return this.#client;
  }

  #follow(client: SidecarClient): void {
    this.detach();
    this.#client = client;
    this.available = true;
    this.problem = null;
    const ours = (): boolean => this.#client === client;
    client.on('metrics', ({ at, ms, links }) => {
      const seen = { at, ms, links: new Map(links.map((each) => [each.link, each])) };
      this.windows = [...this.windows, seen].slice(-maxWindows);
    });
    client.on('link', ({ link, state }) => {
      const closed = new Set(this.closed);
      if (state === 'closed') closed.add(link);
      else closed.delete(link);
      this.closed = closed;
    });
    client.on('requests', ({ samples }) => {
      this.requests = [...this.requests, ...samples].slice(-maxRequests);
    });
    client.on('spans', ({ spans }) => {
      this.spans = [...this.spans, ...spans].slice(-maxSpans);
    });
    client.on('gauges', ({ points }) => {
      for (const point of points)
        this.#glanceAt(gaugeKey(point.name, point.service, point.attributes['to']), point);
    });
    client.on('traffic', (event) => {
      this.traffic = event;
    });
    client.on('problem', ({ message }) => {
      if (ours()) this.problem = message;
    });
    client.on('exit', () => {
      if (ours()) this.#lost('The sidecar has ended. Stop the lab and run it again.');
    });
  }

  /** A number is shown as it is now, a state of a breaker long enough to be seen. */
  #glanceAt(key: string, point: GaugePoint): void {
    const show = (value: GaugePoint): void => void (this.gauges = new Map(this.gauges).set(key, value));
    const isState = this.#manifest.gauges.some(
      ({ metric, shows }) => metric === point.name && shows === 'breaker',
    );
    if (!isState) return show(point);
    let glance = this.#glances.get(key);
    if (!glance) this.#glances.set(key, (glance = new Glance(show)));
    glance.next(point);
  }

  #lost(problem: string): void {
    this.detach();
    this.problem = problem;
  }
}

/** Tells gauges apart: the metric, who reports it, and, for what is drawn on a link, the callee. */
export function gaugeKey(metric: string, service: string, to?: string | number | boolean): string {
  return [metric, service, ...(to === undefined ? [] : [String(to)])].join(' ');
}

function completed(fault: FaultInput): Fault {
  switch (fault.type) {
    case 'delay':
      return { ...fault, jitterMs: fault.jitterMs ?? 0, rate: fault.rate ?? 1 };
    case 'error':
      return { ...fault, rate: fault.rate ?? 1 };
    default:
      return fault;
  }
}
