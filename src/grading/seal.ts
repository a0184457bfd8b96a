/**
 * The seal of a report: HMAC-SHA-256 with a key that only the page and the runner know. A process that outlives the
 * runner, or code that reads the report as it is written, learns the nonce but cannot seal another report.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** @param key 32 bytes as hex. @returns the seal as hex. */
export function seal(key: string, text: string): string {
  return bytesToHex(hmac(sha256, hexToBytes(key), utf8ToBytes(text)));
}
