import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';

import type { PaymentEvent, ShopEvent } from '../starter/messaging/events.ts';
import { expectStatus, orderCreated, withWorld } from './world.ts';
import type { Instance, World } from './world.ts';

interface Shop extends World {
  readonly orders: Instance;
  /** The order that was placed: a grand piano, of which there were five. */
  readonly orderId: string;
  /** Pianos in stock. */
  pianos(): Promise<number>;
  /** Payments tells this of the order. */
  hear(id: string, type: PaymentEvent['type']): Promise<void>;
  /** What orders has told, by type. */
  told(type: ShopEvent['type']): Promise<ShopEvent[]>;
}

const amount = 1_500_000;

/** The orders service with one order, and payments played by the check. */
function withOrder(lab: LabUnderTest, body: (shop: Shop) => Promise<void>): Promise<void> {
  return withWorld(lab, async (world) => {
    const orders = await world.start('orders');
    await world.pass(1_000);
    const placed = await orders.post('/orders', { item: 'grand piano', amount });
    const orderId = placed.json<{ id: string }>().id;
    await body({
      ...world,
      orders,
      orderId,
      pianos: async () => {
        const rows = (await orders.get('/stock')).json<{ item: string; quantity: number }[]>();
        return rows.find(({ item }) => item === 'grand piano')?.quantity ?? 0;
      },
      hear: async (id, type) => {
        const about = { id, orderId, amount };
        await world.tell(
          type === 'PaymentFailed' ? { ...about, type, reason: 'declined' } : { ...about, type },
        );
        await world.pass(5_000);
      },
      told: async (type) => {
        const records = await world.records('orders');
        // Only events of the shop are on this topic.
        const events = records.map(({ value }) => JSON.parse(value ?? '{}') as ShopEvent);
        return events.filter((event) => event.type === type);
      },
    });
  });
}

check(
  {
    id: 'declined-is-an-answer',
    type: 'in-process',
    title: 'A declined card is told as PaymentFailed, and is no dead letter',
    lesson: 'events#compensation',
    hint: 2,
  },
  (lab) =>
    withWorld(lab, async ({ start, tell, pass, records }) => {
      const bank = { authorise: () => Promise.resolve('declined' as const) };
      const payments = await start('payments', { bank });
      await pass(1_000);
      await tell(orderCreated('o-1', amount));
      await pass(5_000);
      const told = (await records('payments')).map(({ value }) => JSON.parse(value ?? '{}') as ShopEvent);
      expect(told.map(({ type, orderId }) => `${type} ${orderId}`).join(), 'events of payments').toBe(
        'PaymentFailed o-1',
      );
      const charges = (await payments.get('/charges')).json<unknown[]>();
      expect(charges.length, 'charges of a declined card').toBe(0);
      expect((await records('dead-letters')).length, 'dead letters').toBe(0);
    }),
);

check(
  {
    id: 'failed-payment-cancels',
    type: 'in-process',
    title: 'PaymentFailed makes the order CANCELLED and puts the stock back',
    lesson: 'events#compensation',
    hint: 2,
  },
  (lab) =>
    withOrder(lab, async ({ orders, orderId, pianos, hear }) => {
      expect(await pianos(), 'pianos in stock after the order').toBe(4);
      await hear('failed-1', 'PaymentFailed');
      await expectStatus(orders, orderId, 'CANCELLED', 'after PaymentFailed');
      expect(await pianos(), 'pianos in stock after PaymentFailed').toBe(5);
    }),
);

check(
  {
    id: 'taken-back-puts-stock-back',
    type: 'in-process',
    title: 'An order that the customer takes back puts its stock back',
    lesson: 'events#compensation',
    hint: 2,
  },
  (lab) =>
    withOrder(lab, async ({ orders, orderId, pianos }) => {
      await orders.post(`/orders/${orderId}/cancel`);
      await expectStatus(orders, orderId, 'CANCELLED', 'after it was taken back');
      expect(await pianos(), 'pianos in stock after the order was taken back').toBe(5);
    }),
);

check(
  {
    id: 'stock-comes-back-once',
    type: 'in-process',
    title: 'However often an order fails or is taken back, its stock comes back once',
    lesson: 'events#compensation',
    hint: 2,
  },
  (lab) =>
    withOrder(lab, async ({ orders, orderId, pianos, hear }) => {
      await orders.post(`/orders/${orderId}/cancel`);
      await orders.post(`/orders/${orderId}/cancel`);
      await hear('failed-1', 'PaymentFailed');
      await hear('failed-2', 'PaymentFailed');
      await hear('failed-1', 'PaymentFailed');
      await expectStatus(orders, orderId, 'CANCELLED', 'after it was taken back twice and failed twice');
      expect(await pianos(), 'pianos in stock after it was taken back twice and failed twice').toBe(5);
    }),
);

check(
  {
    id: 'late-payment-is-refunded',
    type: 'in-process',
    title: 'PaymentCompleted after CANCELLED: the order stays CANCELLED, and one refund is asked for',
    lesson: 'events#late',
    hint: 3,
  },
  (lab) =>
    withOrder(lab, async ({ orders, orderId, pianos, hear, told, records }) => {
      await orders.post(`/orders/${orderId}/cancel`);
      await hear('completed-1', 'PaymentCompleted');
      await hear('completed-1', 'PaymentCompleted');
      await expectStatus(orders, orderId, 'CANCELLED', 'after a PaymentCompleted that came too late');
      const refunds = (await told('RefundRequested')).map((event) => `${event.orderId} ${event.amount}`);
      expect(refunds.join(', '), 'refunds asked for, order and cents').toBe(`${orderId} ${amount}`);
      expect(await pianos(), 'pianos in stock').toBe(5);
      expect((await records('dead-letters')).length, 'dead letters').toBe(0);
    }),
);

check(
  {
    id: 'money-goes-back-once',
    type: 'in-process',
    title: 'RefundRequested gives the money back, once, and tells PaymentRefunded',
    lesson: 'events#late',
    hint: 3,
  },
  (lab) =>
    withWorld(lab, async ({ start, tell, pass, records }) => {
      const payments = await start('payments');
      await pass(1_000);
      await tell(orderCreated('o-1'));
      await tell(orderCreated('o-2'));
      for (const id of ['refund-1', 'refund-2', 'refund-1'])
        await tell({ id, type: 'RefundRequested', orderId: 'o-1', amount: 2_500 });
      await pass(5_000);
      const charges = (await payments.get('/charges')).json<{ orderId: string; status: string }[]>();
      const states = charges.map(({ orderId, status }) => `${orderId} ${status}`).toSorted();
      expect(states.join(', '), 'charges after a refund of o-1').toBe('o-1 REFUNDED, o-2 CHARGED');
      const told = (await records('payments')).filter(({ value }) => value?.includes('PaymentRefunded'));
      expect(told.length, 'PaymentRefunded after two refunds were asked for').toBe(1);
    }),
);

check(
  {
    id: 'confirmed-stays-confirmed',
    type: 'in-process',
    title: 'PaymentFailed after CONFIRMED changes nothing',
    lesson: 'events#late',
    hint: 3,
  },
  (lab) =>
    withOrder(lab, async ({ orders, orderId, pianos, hear, told }) => {
      await hear('completed-1', 'PaymentCompleted');
      await expectStatus(orders, orderId, 'CONFIRMED', 'after PaymentCompleted');
      await hear('failed-1', 'PaymentFailed');
      await orders.post(`/orders/${orderId}/cancel`);
      await expectStatus(orders, orderId, 'CONFIRMED', 'after a PaymentFailed that came too late');
      expect(await pianos(), 'pianos in stock').toBe(4);
      expect((await told('RefundRequested')).length, 'refunds asked for').toBe(0);
    }),
);
