/** What differs between the two doors: plain HTTP, and the one where TLS ends. */
import type { Field, GatewayAnswer, Scheme } from './types.ts';

/**
 * The answer to a request that has come through the wrong door; undefined when it may come in.
 * @param origin of the shop, as the outside knows it: `https://shop.example`
 */
export function redirectOf(_target: string, _scheme: Scheme, _origin: string): GatewayAnswer | undefined {
  return undefined;
}

/** Fields of each answer that depend on the door. */
export function listenerFields(_scheme: Scheme): Field[] {
  return [];
}
