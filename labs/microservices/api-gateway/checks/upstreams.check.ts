import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { expectProblem, hangs, refuses, withGateway } from './gateway.ts';
import type { Service } from './gateway.ts';

/** The head of an answer comes at once, its body never. */
const halts: Service = () =>
  new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(1)) }));

check(
  {
    id: 'refused-or-slow',
    type: 'in-process',
    title: 'A service that cannot be reached is 502; one that does not answer within 1 s is 504',
    lesson: 'api-gateway#failures',
    hint: 1,
  },
  async (lab) => {
    await withGateway(lab, { services: { orders: refuses } }, async (gateway) => {
      expectProblem(await gateway.send('/api/orders'), 502, 'GET /api/orders when orders refuses');
      expect((await gateway.send('/api/products')).status, 'status of GET /api/products meanwhile').toBe(200);
    });
    for (const [what, orders] of [
      ['hangs', hangs],
      ['sends half an answer', halts],
    ] as const) {
      await withGateway(lab, { services: { orders } }, async (gateway) => {
        const answer = await gateway.sendInSteps(1_000, '/api/orders');
        expectProblem(answer, 504, `GET /api/orders when orders ${what}`);
        const { signal } = gateway.calls[0]?.request ?? {};
        expect(signal?.aborted, `whether the call to orders was aborted when it ${what}`).toBe(true);
        expect(gateway.clock.pending, 'timers that are left').toBe(0);
      });
    }
    let later = async (): Promise<void> => {};
    const slow: Service = async () => {
      await later();
      return Response.json([]);
    };
    await withGateway(lab, { services: { orders: slow } }, async (gateway) => {
      later = () => gateway.clock.sleep(900);
      const { status } = await gateway.sendInSteps(900, '/api/orders');
      expect(status, 'status of GET /api/orders when orders answers after 900 ms').toBe(200);
      expect(gateway.clock.pending, 'timers that are left after an answer').toBe(0);
    });
    const own: Service = () =>
      Response.json({ title: 'Out of stock' }, { status: 409, headers: { etag: '"7"' } });
    await withGateway(lab, { services: { orders: own } }, async (gateway) => {
      const { status, headers, body } = await gateway.send('/api/orders');
      expect(status, 'status, when orders answers 409').toBe(409);
      expect(headers['etag'], 'ETag, when orders answers 409').toBe('"7"');
      expect(body, 'body, when orders answers 409').toBe('{"title":"Out of stock"}');
    });
  },
);

check(
  {
    id: 'large-bodies-stop-here',
    type: 'in-process',
    title: 'A body of more than 1 MiB is 413 and reaches nobody; one of exactly 1 MiB goes through',
    lesson: 'api-gateway#bodies',
    hint: 2,
  },
  async (lab) => {
    const limit = 1_048_576;
    await withGateway(lab, {}, async (gateway) => {
      // As JSON it has two quotation marks more.
      const post = (bytes: number) =>
        gateway.send('/api/orders', { method: 'POST', body: 'x'.repeat(bytes - 2) });
      expectProblem(await post(limit + 1), 413, `POST /api/orders with ${limit + 1} bytes`);
      expect(gateway.calls.length, 'calls that reached orders').toBe(0);
      expect((await post(limit)).status, `status of POST /api/orders with ${limit} bytes`).toBe(200);
      expect(gateway.calls[0]?.body.length, 'bytes that orders got').toBe(limit);
      expect((await gateway.send('/api/orders')).status, 'status of a GET after it').toBe(200);
    });
  },
);

check(
  {
    id: 'reading-stops-early',
    type: 'in-process',
    title: 'Of a body that is too long no more is read than it takes to know',
    lesson: 'api-gateway#bodies',
    hint: 2,
  },
  async (lab) => {
    const { readBody } = await lab.load<{
      readBody: (body: AsyncIterable<Uint8Array>, limit: number) => Promise<Uint8Array | undefined>;
    }>('gateway/upstreams.ts', 'readBody');
    let chunks = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (; chunks < 1_000; chunks += 1) yield new Uint8Array(10);
    };
    const outcome = await readBody(endless(), 35).then(
      () => 'read',
      (error: unknown) =>
        typeof error === 'object' && error !== null && 'status' in error ? error.status : error,
    );
    expect(outcome, 'what readBody throws when the body is too long').toBe(413);
    expect(chunks, 'chunks of 10 bytes that were asked for, with a limit of 35').toBeLessThanOrEqual(4);
  },
);
