/** Which traces are recorded. It is decided once, where a trace begins, and everybody else goes along. */
import { ParentBasedSampler, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';
import type { Sampler } from '@opentelemetry/sdk-trace';

/** @param ratio the part of all new traces that is recorded, from 0 to 1 */
export function createSampler(ratio: number): Sampler {
  return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) });
}
