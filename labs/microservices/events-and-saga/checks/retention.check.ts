import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { chargeCounts, orderCreated, withWorld } from './world.ts';

const day = 86_400_000;

check(
  {
    id: 'lost-events-are-an-error',
    type: 'in-process',
    title:
      'Payments comes back after retention: it stops with OFFSET_OUT_OF_RANGE instead of passing over the gap',
    lesson: 'events#retention',
    hint: 3,
  },
  (lab) =>
    withWorld(lab, async ({ start, tell, pass, clock, newDisk, partitionOf }) => {
      const disk = newDisk();
      const ids = Array.from({ length: 30 }, (_, at) => `o-${at + 1}`);
      const [before = '', lost = '', after = ''] = ids.filter((id) => partitionOf(id) === 0);
      const first = await start('payments', { disk });
      await pass(1_000);
      await tell(orderCreated(before));
      await pass(1_000);
      await first.close();
      await tell(orderCreated(lost));
      await clock.advance(8 * day);
      await tell(orderCreated(after));
      const second = await start('payments', { disk });
      await pass(60_000);
      const status = (await second.get('/consumer')).json<{ state?: unknown; error?: unknown }>();
      expect(status, 'GET /consumer after 8 days away, with records kept for 7').toMatchObject({
        state: 'failed',
        error: 'OFFSET_OUT_OF_RANGE',
      });
      expect(await chargeCounts(second.db, [after]), 'charges of what came behind the gap').toBe(
        `${after}: 0`,
      );
      const ready = await second.get('/health/ready');
      expect(ready.status, 'status of GET /health/ready').toBe(503);
    }),
);
