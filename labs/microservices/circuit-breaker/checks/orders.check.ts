import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';
import type { CheckResponse } from '#kit/check.ts';

import { expectPostponed, withOrders } from './orders.ts';

check(
  {
    id: 'failed-charge-is-no-500',
    type: 'in-process',
    title: 'An order survives a charge that fails, is refused or hangs',
    lesson: 'circuit-breaker#what-the-user-gets',
    hint: 1,
  },
  async (lab) => {
    await withOrders(lab, 503, async ({ post }) => expectPostponed(await post(), 'payments answers 503'));
    await withOrders(lab, 'refused', async ({ post }) => expectPostponed(await post(), 'payments is down'));
    await withOrders(lab, 'hanging', async ({ post, charged, live, clock }) => {
      let response: CheckResponse | undefined;
      const order = async (): Promise<void> => {
        response = await post();
      };
      void order();
      await charged(1);
      await clock.advance(1_000);
      // Two requests later an answer that was sent now has long arrived.
      await live();
      await live();
      if (!response)
        throw new CheckFailure('payments does not answer for 1 s: an answer to the order', 'there is none');
      expectPostponed(response, 'payments does not answer for 1 s');
    });
  },
);

check(
  {
    id: 'order-while-open',
    type: 'in-process',
    title: 'While the breaker is open, POST /orders answers 202 or 503, without a call to payments',
    lesson: 'circuit-breaker#what-the-user-gets',
    hint: 1,
  },
  async (lab) => {
    await withOrders(lab, 503, async ({ post, charges }) => {
      for (let order = 0; order < 5; order += 1) await post();
      expect(charges(), 'charges that reached payments with five orders').toBe(5);
      const response = await post();
      expect(charges(), 'charges that reached payments with the sixth order').toBe(5);
      expectPostponed(response, 'the breaker is open');
    });
  },
);

check(
  {
    id: 'declined-stays-declined',
    type: 'in-process',
    title: 'A declined card is still answered with 402, and opens nothing',
    lesson: 'circuit-breaker#what-counts',
    hint: 2,
  },
  async (lab) => {
    await withOrders(lab, 402, async ({ post }) => {
      for (let order = 1; order <= 6; order += 1) {
        expect((await post()).status, `status of order ${order}, whose card is declined`).toBe(402);
      }
    });
  },
);
