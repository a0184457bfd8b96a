/**
 * From a lab's manifest to what the sidecar stands between, and to what each service must be told so that its calls
 * pass through the sidecar. This runs on the page.
 */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { Machine } from '../engine/contract.ts';
import type { ConfigurationInput } from './model.ts';
import { linkId } from './model.ts';

/** Logical port of the collector: the one that OTLP over HTTP has everywhere. */
export const COLLECTOR_PORT = 4318;
/** Logical port of the first link; the others follow. No service of the course is near. */
export const FIRST_LINK_PORT = 14_000;

export interface Topology {
  readonly configuration: ConfigurationInput;
  /** Variables by service, to be laid over those that it would have without a sidecar. */
  readonly env: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The service that listens on a logical port, if any does: for the machine's port events. */
  serviceAt(port: number): string | undefined;
}

export interface TopologyOptions {
  /** Off where tracing is the exercise. */
  readonly hopSpans?: ConfigurationInput['hopSpans'];
  readonly seed?: number;
}

/**
 * The topology of a lab on this machine. Services pass `traceparent` on as it came, so by default the sidecar puts its
 * own spans in between: that is what gives the trace of a request its shape.
 *
 * @throws {Error} when a link leads to a service without a port.
 */
export function topologyOf(
  manifest: Pick<LabManifest, 'services' | 'links'>,
  machine: Pick<Machine, 'portFor'>,
  { hopSpans = 'between', seed = 1 }: TopologyOptions = {},
): Topology {
  const url = (logical: number): string => `http://127.0.0.1:${machine.portFor(logical)}`;
  const env: Record<string, Record<string, string>> = Object.fromEntries(
    manifest.services.map(({ name }) => [
      name,
      { OTEL_SERVICE_NAME: name, OTEL_EXPORTER_OTLP_ENDPOINT: url(COLLECTOR_PORT) },
    ]),
  );
  // Two variables of one caller may name the same callee.
  const ports = new Map<string, number>();
  const links: ConfigurationInput['links'] = [];
  for (const { from, to, env: variable } of manifest.links) {
    if (manifest.services.find(({ name }) => name === to)?.port === undefined) {
      throw new Error(
        `The manifest has a link from ${from} to ${to}, but ${to} has no port. Give it one in lab.ts.`,
      );
    }
    const id = linkId(from, to);
    let port = ports.get(id);
    if (port === undefined) {
      ports.set(id, (port = FIRST_LINK_PORT + ports.size));
      links.push({ from, to, listen: machine.portFor(port) });
    }
    (env[from] ??= {})[variable] = url(port);
  }
  return {
    configuration: {
      services: manifest.services.flatMap(({ name, port }) =>
        port === undefined ? [] : [{ name, port: machine.portFor(port) }],
      ),
      links,
      collector: machine.portFor(COLLECTOR_PORT),
      hopSpans,
      seed,
    },
    env,
    serviceAt: (logical) => manifest.services.find(({ port }) => port === logical)?.name,
  };
}
