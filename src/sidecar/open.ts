/** Puts a sidecar beside the services of a lab: spawned, configured, and told of every port that opens or closes. */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { Machine } from '../engine/contract.ts';
import { SidecarClient } from './client.ts';
import type { Topology, TopologyOptions } from './topology.ts';
import { topologyOf } from './topology.ts';

const FOLDER = '.sidecar';

export interface OpenSidecar {
  readonly client: SidecarClient;
  /** By service, what its environment must say in place of what it would say without a sidecar. */
  readonly env: Topology['env'];
  /** Ends the sidecar. The services go on, without their links. */
  close(): Promise<void>;
}

export interface OpenOptions extends TopologyOptions {
  /** Services that listen already: a machine does not repeat the ports that are open. */
  readonly listening?: readonly string[];
}

/**
 * Opens a sidecar on a machine, before the services are started.
 * @param code of the sidecar: `#generated/sidecar/sidecar.js?raw`.
 * @throws {EngineError} when its process cannot be created; {@link SidecarError} when it ends before it is ready.
 */
export async function openSidecar(
  machine: Machine,
  manifest: Pick<LabManifest, 'services' | 'links'>,
  code: string,
  { listening = [], ...options }: OpenOptions = {},
): Promise<OpenSidecar> {
  const { configuration, env, serviceAt } = topologyOf(manifest, machine, options);
  await machine.mount({ [`${FOLDER}/package.json`]: '{"type":"module"}', [`${FOLDER}/sidecar.js`]: code });

  const open = new Set(listening);
  let configured = false;
  const client = new SidecarClient(await machine.spawn([`${FOLDER}/sidecar.js`]));
  const unsubscribe = machine.onPort(({ port, type }) => {
    const service = serviceAt(port);
    if (service === undefined) return;
    if (type === 'open') open.add(service);
    else open.delete(service);
    // A sidecar that has ended says so by its own event.
    if (configured) client.setPort(service, type === 'open').catch(() => {});
  });
  client.on('exit', unsubscribe);
  await client.ready;
  const services = configuration.services.map((service) => ({ ...service, open: open.has(service.name) }));
  // What opens from here on is told by a command of its own, which comes after this one.
  configured = true;
  await client.configure({ ...configuration, services });
  return { client, env, close: () => client.stop() };
}
