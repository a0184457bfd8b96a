import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import { inWords, withShop } from './shop.ts';

check(
  {
    id: 'consumer-links-to-the-producer',
    type: 'in-process',
    title: 'The span that processes an event is linked to the span that sent it, in the same trace',
    lesson: 'tracing#events',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, {}, async ({ checkout, processed, spans }) => {
      await checkout();
      await processed(1);
      const producer = spans.find((each) => each.kind === 'producer');
      const consumer = spans.find((each) => each.kind === 'consumer');
      if (!producer || !consumer)
        throw new CheckFailure('a producer span and a consumer span', `the spans are ${inWords(spans)}`);
      expect(producer.name, 'name of the span of orders that sends the event').toBe('send orders');
      const above = spans.find((each) => each.spanId === producer.parentSpanId);
      expect(above?.name, 'parent of the producer span').toBe('POST /orders');
      expect(consumer.name, 'name of the span of notifications that processes it').toBe('process orders');
      expect(consumer.links, 'links of the consumer span').toEqual([producer.spanId]);
      expect(consumer.traceId, 'trace of the consumer span').toBe(producer.traceId);
      expect(consumer.parentSpanId, 'parent of the consumer span').toBe(producer.spanId);
    });
  },
);
