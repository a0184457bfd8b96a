/** What the map shows, as data: the drawing and its table are made from the same. */
import type { LabManifest } from '../../../../labs/kit/manifest.ts';
import { LEARNER, linkId, TRAFFIC, type Fault, type GaugePoint } from '../../../sidecar/model.ts';
import type { ProcessStatus } from '../../run.ts';
import { gaugeKey, type MetricsWindow } from '../../state/live.svelte.ts';
import { figuresOf, recent, type LinkFigures } from './link-figures.ts';
import { conditionOf, type ServiceCondition } from './words.ts';

type Manifest = Pick<LabManifest, 'services' | 'links' | 'gauges' | 'databases'>;
type Gauge = LabManifest['gauges'][number];

/** What the map is made from: the state of the screen at this moment. */
export interface MapSources {
  readonly manifest: Manifest;
  readonly processes: readonly ProcessStatus[];
  /** The lab runs, or was asked to. */
  readonly active: boolean;
  /** The sidecar answers; without it nothing is known of the links. */
  readonly available: boolean;
  readonly windows: readonly MetricsWindow[];
  readonly closed: ReadonlySet<string>;
  readonly faults: ReadonlyMap<string, readonly Fault[]>;
  readonly paused: ReadonlySet<string>;
  readonly gauges: ReadonlyMap<string, GaugePoint>;
}

export interface ShownGauge {
  readonly shows: Gauge['shows'];
  readonly value: number;
}

export type NodeKind = LabManifest['services'][number]['kind'] | 'outside';

export interface MapNode {
  readonly id: string;
  /** The name that stands on it. */
  readonly label: string;
  readonly kind: NodeKind;
  readonly summary: string;
  readonly port: number | null;
  /** Null for who is no process of the lab: the learner, the load. */
  readonly condition: ServiceCondition | null;
  readonly paused: boolean;
  readonly gauges: readonly ShownGauge[];
  /** The manifest has a gauge that is drawn on it. */
  readonly gauged: boolean;
}

/** A database: it lives and ends with the process of its owner. */
export interface MapDatabase {
  readonly id: string;
  readonly owner: string;
  readonly summary: string;
  /** Its owner runs. */
  readonly open: boolean;
}

export interface MapLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Null while nothing is known of it. */
  readonly figures: LinkFigures | null;
  /** Callers are refused. */
  readonly refused: boolean;
  readonly faults: readonly Fault[];
  readonly gauges: readonly ShownGauge[];
  readonly gauged: boolean;
}

export interface MapModel {
  readonly nodes: readonly MapNode[];
  readonly databases: readonly MapDatabase[];
  readonly links: readonly MapLink[];
}

const outsiders: readonly { id: string; label: string; summary: string }[] = [
  { id: LEARNER, label: 'you', summary: 'Requests that you send by hand.' },
  { id: TRAFFIC, label: 'traffic', summary: 'Generated load.' },
];

/** The name of a service or source as the map writes it. */
export const labelOf = (id: string): string => outsiders.find((each) => each.id === id)?.label ?? id;

/** The services, links and sources, each with what is known of it now. */
export function mapModel(sources: MapSources): MapModel {
  const { manifest, processes, active, available, faults, paused } = sources;
  const known = active && available;
  const lately = recent(sources.windows);
  const outside = outsideLinks(sources);

  const shown = (gauge: Gauge): ShownGauge[] => {
    // What a service said before it ended says nothing any more.
    const speaks = known && conditionOf(processes, gauge.by ?? gauge.from).running > 0;
    const point = speaks ? sources.gauges.get(gaugeKey(gauge.metric, gauge.from, gauge.to)) : undefined;
    return point ? [{ shows: gauge.shows, value: point.value }] : [];
  };
  const nodes = manifest.services.map((service): MapNode => {
    const gauges = manifest.gauges.filter(({ from, to }) => from === service.name && to === undefined);
    return {
      id: service.name,
      label: service.name,
      kind: service.kind,
      summary: service.summary,
      port: service.port ?? null,
      condition: conditionOf(processes, service.name),
      paused: paused.has(service.name),
      gauges: gauges.flatMap(shown),
      gauged: gauges.length > 0,
    };
  });
  const sourceNodes = outsiders
    .filter(({ id }) => outside.some(({ from }) => from === id))
    .map((source): MapNode => ({
      ...source,
      kind: 'outside',
      port: null,
      condition: null,
      paused: false,
      gauges: [],
      gauged: false,
    }));

  const links = [...distinct(manifest.links), ...outside].map(({ from, to }): MapLink => {
    const id = linkId(from, to);
    const figures = known ? figuresOf(lately, id) : null;
    const gauges = manifest.gauges.filter((gauge) => gauge.from === from && gauge.to === to);
    return {
      id,
      from,
      to,
      figures,
      refused:
        known &&
        (sources.closed.has(id) || (figures?.failures.some(([code]) => code === 'ECONNREFUSED') ?? false)),
      faults: faults.get(id) ?? [],
      gauges: gauges.flatMap(shown),
      gauged: gauges.length > 0,
    };
  });
  const databases = manifest.databases.map(({ name, owner, summary }): MapDatabase => ({
    id: name,
    owner,
    summary,
    open: conditionOf(processes, owner).running > 0,
  }));
  return { nodes: [...nodes, ...sourceNodes], databases, links };
}

/** Links of the learner and the load: those over which something passed in the windows kept, or that have a fault. */
function outsideLinks({ manifest, windows, faults }: MapSources): { from: string; to: string }[] {
  const used = new Set([...windows.flatMap(({ links }) => [...links.keys()]), ...faults.keys()]);
  return outsiders.flatMap(({ id: from }) =>
    manifest.services.map(({ name: to }) => ({ from, to })).filter(({ to }) => used.has(linkId(from, to))),
  );
}

/** Two variables of one caller may name the same callee. */
function distinct(links: Manifest['links']): { from: string; to: string }[] {
  const seen = new Set<string>();
  return links.filter(({ from, to }) => {
    const id = linkId(from, to);
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}
