import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';

import type * as BreakerModule from '../starter/orders/circuit-breaker.ts';
import type * as PaymentsModule from '../starter/orders/payments.ts';
import { breakerModule } from './breaker.ts';
import { answer } from './orders.ts';
import type { Payments } from './orders.ts';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

/** The state of a breaker around the payments client, after six charges with such answers. */
async function stateAfter(lab: LabUnderTest, answers: readonly Payments[]): Promise<string> {
  const { CircuitBreaker } = await lab.load<typeof BreakerModule>(breakerModule, 'CircuitBreaker');
  const { createPayments, isPaymentsFailure } = await lab.load<typeof PaymentsModule>(
    'orders/payments.ts',
    'createPayments',
    'isPaymentsFailure',
  );
  let next = 0;
  const payments = createPayments({
    url: 'http://payments.test',
    fetch: () => answer(answers[next++ % answers.length] ?? 500),
  });
  const breaker = new CircuitBreaker(payments.charge, { clock: manualClock(), isFailure: isPaymentsFailure });
  for (let charge = 0; charge < 6; charge += 1) {
    await breaker.call({ orderId: 'o-1', amount: 1 }, traceparent).catch(() => undefined);
  }
  return breaker.state;
}

check(
  {
    id: 'client-errors-do-not-count',
    type: 'in-process',
    title: '400, 404 and 409 from payments are no failures',
    lesson: 'circuit-breaker#what-counts',
    hint: 2,
  },
  async (lab) => {
    for (const status of [400, 404, 409]) {
      expect(await stateAfter(lab, [status]), `state after six answers ${status}`).toBe('closed');
    }
  },
);

check(
  {
    id: 'outages-count',
    type: 'in-process',
    title: 'Server errors and refused connections are failures',
    lesson: 'circuit-breaker#what-counts',
    hint: 2,
  },
  async (lab) => {
    for (const status of [500, 502, 503, 504]) {
      expect(await stateAfter(lab, [status]), `state after six answers ${status}`).toBe('open');
    }
    expect(await stateAfter(lab, ['refused']), 'state after six refused connections').toBe('open');
  },
);
