import type { Decision } from './decision.ts';
import type { Metrics } from './metrics.ts';

/** Decides how a system should be cut. Pure: it reads nothing but the metrics, and changes none of them. */
export function decide({ engineers }: Metrics): Decision {
  return {
    verdict: engineers > 10 ? 'microservices' : 'monolith',
    extract: [],
    tryFirst: [],
    merge: [],
    evidence: [{ metric: 'engineers', value: engineers }],
  };
}
