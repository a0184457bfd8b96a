/** Which traces are recorded. Each service decides from the id, and so all of them alike. */
import { TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import type { Sampler } from '@opentelemetry/sdk-trace';

/** @param ratio the part of all traces that is recorded, from 0 to 1 */
export function createSampler(ratio: number): Sampler {
  return new TraceIdRatioBasedSampler(ratio);
}
