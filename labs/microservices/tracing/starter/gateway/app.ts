/** The gateway: what customers talk to. It passes checkouts and questions about orders on to the orders service. */
import type { Context, Tracer } from '@opentelemetry/api';

import type { Clock } from '#kit/clock.ts';
import { createService } from '#kit/http.ts';
import type { Reply, Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { tracedFetch, tracedRoutes } from '../tracing/http.ts';
import type { Call } from '../tracing/http.ts';
import { inSpan } from '../tracing/in-span.ts';
import { checkBasket, knowCustomer, writePage } from './work.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Log;
  readonly tracer: Tracer;
  readonly config: { readonly ordersUrl: string };
}

export function createApp({ clock, fetch, log: ownLog, tracer, config }: AppDependencies): Service {
  const send = tracedFetch(tracer, fetch);
  const ask = async (
    context: Context,
    call: Pick<Call, 'method' | 'route' | 'params' | 'body'>,
  ): Promise<Reply> => {
    const response = await send(context, { service: 'orders', url: config.ordersUrl, ...call }).catch(
      (cause: unknown) => {
        throw new Problem(503, 'Orders cannot be reached', { headers: { 'retry-after': '5' }, cause });
      },
    );
    const type = response.headers.get('content-type') ?? 'application/json';
    return { status: response.status, body: await response.json(), headers: { 'content-type': type } };
  };

  return createService({
    log: ownLog,
    routes: tracedRoutes(tracer, ownLog, {
      'POST /api/checkout': async ({ body }, { context, log }) => {
        await inSpan(tracer, context, 'know customer', {}, () => knowCustomer(clock));
        await checkBasket(clock);
        const reply = await ask(context, { method: 'POST', route: '/orders', body });
        const page = await inSpan(tracer, context, 'write page', {}, () => writePage(clock, reply));
        log.info('checkout', { status: reply.status });
        return page;
      },
      'GET /api/orders/:id': ({ params }, { context }) =>
        ask(context, { method: 'GET', route: '/orders/{id}', params }),
    }),
  });
}
