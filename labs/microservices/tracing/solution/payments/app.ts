/** The payments service: checks for fraud, and has Stripe charge the card. */
import { SpanKind } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';

import type { Clock } from '#kit/clock.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { tracedRoutes } from '../tracing/http.ts';
import { inSpan } from '../tracing/in-span.ts';
import { parseCharge } from './charge.ts';
import { looksHonest } from './fraud.ts';
import { chargeCard } from './stripe.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly log: Log;
  readonly tracer: Tracer;
}

export function createApp({ clock, log: ownLog, tracer }: AppDependencies): Service {
  return createService({
    log: ownLog,
    routes: tracedRoutes(tracer, ownLog, {
      'POST /payments': async ({ body }, { context, log }) => {
        const charge = parseCharge(body);
        const honest = await inSpan(tracer, context, 'fraud check', {}, () => looksHonest(clock, charge));
        if (!honest) throw new Problem(402, 'Payment refused', { detail: 'This looks like fraud.' });
        const stripe = { kind: SpanKind.CLIENT, attributes: { 'server.address': 'api.stripe.com' } };
        const paid = await inSpan(tracer, context, 'Stripe charge', stripe, () => chargeCard(clock, charge));
        if (!paid) throw new Problem(402, 'Card declined', { detail: 'The amount is above the limit.' });
        // The receipt is written here, in this service's own time.
        await clock.sleep(10);
        log.info('charged', { order: charge.orderId, amount: charge.amount });
        return { status: 201, body: { orderId: charge.orderId, amount: charge.amount } };
      },
    }),
  });
}
