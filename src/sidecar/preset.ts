import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { RequestTemplateInput } from './model.ts';

/** A preset of a lab's manifest as the sidecar sends it, once or as load. */
export function requestOf({
  service,
  method,
  path,
  headers,
  body,
}: LabManifest['presets'][number]): RequestTemplateInput {
  return {
    service,
    method,
    path,
    headers: Object.entries(headers),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}
