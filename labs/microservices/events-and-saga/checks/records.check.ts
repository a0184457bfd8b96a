import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';
import { traceId } from '#kit/trace.ts';

import type { ShopEvent } from '../starter/messaging/events.ts';
import { traceparent, withWorld } from './world.ts';

/** The event of a record. Only events of the shop are on these topics. */
const parse = (value: string | null): ShopEvent => JSON.parse(value ?? '{}') as ShopEvent;

check(
  {
    id: 'an-order-stays-in-one-partition',
    type: 'in-process',
    title: 'The key of a record is its order, which keeps an order’s events in one partition',
    lesson: 'events#order',
    hint: 1,
  },
  (lab) =>
    withWorld(lab, async ({ start, records, pass, partitionOf }) => {
      const orders = await start('orders');
      await start('payments');
      for (let order = 0; order < 8; order += 1)
        await orders.post('/orders', { item: 'teapot', amount: 2_500 });
      await pass(1_000);
      for (const topic of ['orders', 'payments']) {
        const told = await records(topic);
        expect(told.length, `records on the topic ${topic} after 8 orders`).toBe(8);
        for (const { key, value, partition } of told) {
          const { orderId } = parse(value);
          expect(key, `key of a record on the topic ${topic} about ${orderId}`).toBe(orderId);
          expect(partition, `partition of that record, with three partitions`).toBe(partitionOf(orderId));
        }
      }
    }),
);

check(
  {
    id: 'trace-goes-along',
    type: 'in-process',
    title: 'The traceparent of a request goes along in the headers, from event to event',
    lesson: 'events#trace',
    hint: 1,
  },
  (lab) =>
    withWorld(lab, async ({ start, records, pass }) => {
      const orders = await start('orders');
      await start('payments');
      await orders.post('/orders', { item: 'teapot', amount: 2_500 });
      await pass(1_000);
      for (const topic of ['orders', 'payments']) {
        const [record] = await records(topic);
        if (!record) throw new CheckFailure(`a record on the topic ${topic} after an order`, 'there is none');
        const { traceparent: given } = record.headers;
        expect(
          given === undefined ? 'none' : traceId(given),
          `trace of the record on the topic ${topic}`,
        ).toBe(traceId(traceparent));
      }
    }),
);
