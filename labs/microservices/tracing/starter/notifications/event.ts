import { Problem } from '#kit/problem.ts';

import type { ShopEvent } from '../tracing/messaging.ts';

/** @throws {Problem} 400 when the body is no event */
export function parseEvent(body: unknown): ShopEvent {
  if (typeof body === 'object' && body !== null) {
    const { topic, type, key, headers, data } = body as Partial<Record<keyof ShopEvent, unknown>>;
    const texts = typeof topic === 'string' && typeof type === 'string' && typeof key === 'string';
    if (texts && typeof headers === 'object' && headers !== null) {
      const fields = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
      return { topic, type, key, data, headers: Object.fromEntries(fields) };
    }
  }
  throw new Problem(400, 'Malformed event', {
    detail: 'An event has a `topic`, a `type`, a `key`, `headers` and `data`.',
  });
}
