/** Faults as the learner writes them, and the list of them that a link then has. */
import type { Fault, FaultInput } from '../../../sidecar/model.ts';

export type FaultType = Fault['type'];

export const faultTypes: readonly FaultType[] = ['delay', 'error', 'refuse', 'hang', 'partition'];

/** What stands in the fields. A number field that is empty or wrong gives null. */
export interface FaultDraft {
  readonly type: FaultType;
  readonly ms: number | null;
  readonly jitterMs: number | null;
  readonly status: number | null;
  /** The part of the requests that it hits, in per cent. */
  readonly percent: number | null;
}

const within = (value: number | null, low: number, high: number): value is number =>
  value !== null && value >= low && value <= high;

/** The fault that the fields describe, or what is wrong with them and how to put it right. */
export function faultOf(draft: FaultDraft): { fault: FaultInput } | { problem: string } {
  const { type, ms, jitterMs, status, percent } = draft;
  if (type !== 'delay' && type !== 'error') return { fault: { type } };
  if (!within(percent, 0, 100))
    return { problem: 'The share of requests is a number from 0 to 100 per cent.' };
  const rate = percent / 100;
  if (type === 'error') {
    return within(status, 400, 599) && Number.isInteger(status)
      ? { fault: { type, status, rate } }
      : { problem: 'The status of an error is a whole number from 400 to 599.' };
  }
  if (!within(ms, 0, 600_000)) return { problem: 'The delay is a number of milliseconds from 0 to 600 000.' };
  if (!within(jitterMs, 0, ms)) {
    return { problem: `The jitter is a number of milliseconds from 0 to the delay, ${ms}.` };
  }
  return { fault: { type, ms, jitterMs, rate } };
}

/** The faults of a link with one more: it takes the place of the one of its type. */
export function withFault(faults: readonly Fault[], fault: FaultInput): FaultInput[] {
  return [...withoutFault(faults, fault.type), fault];
}

export function withoutFault(faults: readonly Fault[], type: FaultType): FaultInput[] {
  return faults.filter((each) => each.type !== type);
}
