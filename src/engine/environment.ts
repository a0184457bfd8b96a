/** What a process of a lab is told by its environment. */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { Machine } from './contract.ts';

type Service = LabManifest['services'][number];

/** The port that a service of the manifest is to listen on, where its callees are, and what the manifest adds. */
export function serviceEnvironment(
  manifest: Pick<LabManifest, 'services' | 'links'>,
  service: Service,
  portFor: Machine['portFor'],
): Record<string, string> {
  const env: Record<string, string> = { ...service.env };
  if (service.port !== undefined) env['PORT'] = String(portFor(service.port));
  for (const link of manifest.links) {
    const port = manifest.services.find(({ name }) => name === link.to)?.port;
    if (link.from === service.name && port !== undefined) env[link.env] = `http://127.0.0.1:${portFor(port)}`;
  }
  return env;
}
