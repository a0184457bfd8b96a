/** How Kafka's clients choose a partition by key. */

/**
 * The partition that Kafka's clients choose for a key: `toPositive(murmur2(key)) % partitions`, over its UTF-8 bytes.
 */
export function partitionForKey(key: string, partitions: number): number {
  return (murmur2(new TextEncoder().encode(key)) & 0x7f_ff_ff_ff) % partitions;
}

const seed = 0x97_47_b2_8c;
const m = 0x5b_d1_e9_95;
const r = 24;

/** MurmurHash2 with 32 bits and Kafka's seed, as a signed number. */
export function murmur2(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let hash = seed ^ bytes.length;
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(view.getInt32(at, true), m);
    word ^= word >>> r;
    hash = Math.imul(hash, m) ^ Math.imul(word, m);
  }
  for (let at = bytes.length - 1; at >= whole; at -= 1) hash ^= view.getUint8(at) << (8 * (at - whole));
  if (bytes.length > whole) hash = Math.imul(hash, m);
  hash = Math.imul(hash ^ (hash >>> 13), m);
  return hash ^ (hash >>> 15);
}
