/** Which side of a rollout somebody is on. The same in every process and on every day, without a store. */

/** FNV-1a over UTF-16 code units, then the finishing steps of MurmurHash3, so that neighbouring ids part. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A number from 0 to 9999 for this flag and this user; ten thousand buckets make steps of 0.01 %. */
export function bucket(flagKey: string, unitId: string): number {
  return hash(`${flagKey}:${unitId}`) % 10_000;
}

/** Whether somebody is on the new side at so many per cent. Who is in at p is in at every higher p. */
export function isOn(flagKey: string, unitId: string, percent: number): boolean {
  return bucket(flagKey, unitId) < percent * 100;
}
