/** What differs between the two doors: plain HTTP, and the one where TLS ends. */
import { limits } from './limits.ts';
import type { Field, GatewayAnswer, Scheme } from './types.ts';

/**
 * The answer to a request that has come through the wrong door; undefined when it may come in.
 * @param origin of the shop, as the outside knows it: `https://shop.example`
 */
export function redirectOf(target: string, scheme: Scheme, origin: string): GatewayAnswer | undefined {
  if (scheme === 'https') return undefined;
  const location = origin + (target.startsWith('/') ? target : '/');
  return { status: 302, headers: [['location', location]], body: new Uint8Array() };
}

/** Fields of each answer that depend on the door. Over plain HTTP nobody would have to believe them. */
export function listenerFields(scheme: Scheme): Field[] {
  return scheme === 'https' ? [['strict-transport-security', `max-age=${limits.hstsSeconds}`]] : [];
}
