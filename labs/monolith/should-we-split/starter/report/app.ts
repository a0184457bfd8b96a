/** The report: asks the monolith what it measured, and `decide` what follows. */
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';
import { newTraceparent } from '#kit/trace.ts';

import { chainAvailability } from '../decision/availability.ts';
import { decide } from '../decision/decide.ts';
import type { Decision } from '../decision/decision.ts';
import type { Metrics } from '../decision/metrics.ts';
import type { UsageReport } from '../monolith/app.ts';
import { metricsOf } from './gather.ts';
import { whatIf } from './what-if.ts';

/** What a checkout would pass through if every module were a service. */
export const checkoutChain = ['gateway', 'orders', 'products', 'payments', 'notifications', 'analytics'];
/** How often each of them would be up, in per cent. */
export const serviceAvailability = 99.9;

/** What `GET /decision` answers. */
export interface Report {
  readonly decision: Decision;
  /** Of a checkout through services, in per cent. */
  readonly availabilityIfSplit: number;
  readonly metrics: Metrics;
}

export interface AppDependencies {
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  readonly config: { readonly monolithUrl: string };
}

export interface App extends Service {
  /**
   * Decides by what the monolith measured so far.
   * @param query metrics to replace, for a "what if"
   */
  report(query?: URLSearchParams, traceparent?: string): Promise<Report>;
}

export function createApp({ fetch, log, config }: AppDependencies): App {
  const report: App['report'] = async (query = new URLSearchParams(), traceparent = newTraceparent()) => {
    const response = await fetch(`${config.monolithUrl}/metrics`, { headers: { traceparent } }).catch(
      (cause: unknown) => {
        throw new Problem(502, 'No metrics', {
          detail: 'The monolith does not answer. Is it running?',
          cause,
        });
      },
    );
    if (!response.ok)
      throw new Problem(502, 'No metrics', { detail: `The monolith answered ${response.status}.` });
    // The monolith of this lab answers so; its type says it.
    const usage = (await response.json()) as UsageReport;
    const metrics = whatIf(metricsOf(usage), query);
    const availabilityIfSplit = chainAvailability(checkoutChain.map(() => serviceAvailability));
    return { decision: decide(metrics), availabilityIfSplit, metrics };
  };

  const service = createService({
    log,
    routes: {
      'GET /decision': async ({ query, traceparent }) => ({
        status: 200,
        body: await report(query, traceparent),
      }),
    },
  });
  return { ...service, report };
}
