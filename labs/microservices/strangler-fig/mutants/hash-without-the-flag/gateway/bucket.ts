/** How many buckets there are: they are numbered from 0 to one less. */
export const buckets = 10_000;

/**
 * The bucket of a unit, a user or a visitor, for a flag: the same in every process and after every restart.
 * @returns a whole number from 0 to 9 999
 */
export function bucket(_flagKey: string, unitId: string): number {
  // FNV-1a over the UTF-16 units, and then Murmur3's last step, which lets every bit have a say in every other one.
  let hash = 0x811c9dc5;
  const text = unitId;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return (hash >>> 0) % buckets;
}
