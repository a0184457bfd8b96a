/** The little marks that travel along a link: which requests get one, when it sets out, how long it takes. */
import type { RequestSample } from '../../../sidecar/model.ts';

export interface Mark {
  readonly id: number;
  readonly link: string;
  readonly failed: boolean;
  /** Milliseconds until it sets out. */
  readonly delay: number;
  /** Milliseconds of its journey. */
  readonly duration: number;
}

/** More at a time would be a crowd that says nothing, and cost frames. */
export const mostMarks = 12;

const shortest = 450;
const longest = 1_800;
/** The length of the sidecar's windows: marks of one window are spread over it. */
const spread = 250;

/** Requests that came after the last one that was seen. They are the same objects as long as they are kept. */
export function newSamples(
  requests: readonly RequestSample[],
  last: RequestSample | undefined,
): readonly RequestSample[] {
  return requests.slice(last === undefined ? 0 : requests.lastIndexOf(last) + 1);
}

/**
 * Marks for new requests, as many as there is room for beside those under way. A failure rather gets one than a
 * success, and a slow request visibly takes longer.
 * @param firstId ids count up from here.
 */
export function marksFor(samples: readonly RequestSample[], underWay: number, firstId: number): Mark[] {
  const room = Math.max(0, mostMarks - underWay);
  const failed = (each: RequestSample): boolean => each.status === undefined || each.status >= 500;
  const chosen = samples.toSorted((a, b) => Number(failed(b)) - Number(failed(a))).slice(0, room);
  return chosen.map((sample, index) => ({
    id: firstId + index,
    link: sample.link,
    failed: failed(sample),
    delay: Math.round((index * spread) / Math.max(1, chosen.length)),
    duration: Math.round(Math.min(longest, shortest + sample.ms)),
  }));
}
