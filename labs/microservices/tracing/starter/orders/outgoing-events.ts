/** Events on their way to notifications: a queue in memory. Whoever puts one in does not wait for its delivery. */
import type { Log } from '#kit/log.ts';

import type { ShopEvent } from '../tracing/messaging.ts';

export interface OutgoingEventsOptions {
  /** Base URL of the notifications service. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
}

/** @returns a function that puts an event into the queue. They are delivered one after another. */
export function outgoingEvents({ url, fetch, log }: OutgoingEventsOptions): (event: ShopEvent) => void {
  let last = Promise.resolve();
  const deliver = async (event: ShopEvent): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/events`, { method: 'POST', headers, body: JSON.stringify(event) });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`notifications answered ${response.status}`);
  };
  return (event) => {
    last = last
      .then(() => deliver(event))
      .catch((error: unknown) => log.warn('an event was lost', { type: event.type, reason: String(error) }));
  };
}
