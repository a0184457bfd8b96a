/** What the rest of the shop may tell the analytics module. It passes everything on to a company that counts it. */
import type { Log } from '#kit/log.ts';

import { createBulkhead } from './bulkhead.ts';

export interface AnalyticsEvent {
  readonly type: 'order-placed';
  readonly orderId: string;
  /** Cents. */
  readonly total: number;
}

export interface AnalyticsStats {
  /** Events that arrived. */
  readonly sent: number;
  /** Events that were refused or never answered for. */
  readonly failed: number;
  /** Events on their way. */
  readonly running: number;
  /** Events that were not sent, because too many were on their way. */
  readonly dropped: number;
}

export interface Analytics {
  /** Sends an event some time, or never: whoever tracks does not wait for it and does not fail with it. */
  track(event: AnalyticsEvent, traceparent: string): void;
  stats(): AnalyticsStats;
}

export interface AnalyticsDependencies {
  readonly fetch: typeof globalThis.fetch;
  /** Base URL of the company's collector. */
  readonly url: string;
  readonly log: Log;
}

export function createAnalytics({ fetch, url, log }: AnalyticsDependencies): Analytics {
  const bulkhead = createBulkhead(5);
  let sent = 0;
  let failed = 0;

  const send = async (event: AnalyticsEvent, traceparent: string): Promise<void> => {
    try {
      const response = await fetch(`${url}/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', traceparent },
        body: JSON.stringify(event),
      });
      if (!response.ok) throw new Error(`analytics answered ${response.status}`);
      sent += 1;
    } catch (error) {
      failed += 1;
      log.warn('analytics failed', { reason: String(error), traceparent });
      throw error;
    }
  };

  return {
    track: (event, traceparent) => bulkhead.run(() => send(event, traceparent)),
    stats: () => ({ sent, failed, running: bulkhead.running, dropped: bulkhead.dropped }),
  };
}
