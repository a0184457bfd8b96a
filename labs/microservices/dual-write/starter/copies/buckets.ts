/** Users are put into buckets by id, so that a part of them can be compared without the rest. */

export const bucketCount = 64;

/** The bucket of a user, from 0 to 63: the same on both sides. */
export function bucketOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % bucketCount;
}
