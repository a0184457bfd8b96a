/** The processes of a lab, as its manifest names them. */
import type { LabManifest } from '../../labs/kit/manifest.ts';

/** The ids of a manifest's processes, in its order: `payments`, or `worker-1`, `worker-2` where there are replicas. */
export function processIds(manifest: Pick<LabManifest, 'services'>): { id: string; service: string }[] {
  return manifest.services.flatMap(({ name, replicas }) =>
    Array.from({ length: replicas }, (_, index) => ({
      id: replicas === 1 ? name : `${name}-${index + 1}`,
      service: name,
    })),
  );
}

/** Stands for all processes together: the transcript that joins them. */
export const allOutput = 'all';
