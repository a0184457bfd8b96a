/** Whether two copies are the same, without sending the rows: one checksum for each bucket of ids. */
import type { User } from './user-event.ts';

export const buckets = 16;

/** A checksum for each bucket, in the order of the buckets. The order of the rows makes no difference. */
export function checksums(rows: readonly User[]): string[] {
  const sums = Array.from({ length: buckets }, () => 0);
  for (const { id, name, email, version } of rows) {
    const bucket = hash(id) % buckets;
    sums[bucket] = ((sums[bucket] ?? 0) + hash(JSON.stringify([id, name, email, version]))) >>> 0;
  }
  return sums.map((sum) => sum.toString(16).padStart(8, '0'));
}

/** FNV-1a with a final mix, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
