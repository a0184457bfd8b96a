import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import { inWords, spanOf, withShop } from './shop.ts';
import type { Seen } from './shop.ts';

/** Fails unless these spans are one trace, in which one span has no parent and all others have one of these. */
function expectOneTrace(spans: readonly Seen[], whose: string): void {
  const ids = new Set(spans.map((each) => each.traceId));
  if (ids.size !== 1)
    throw new CheckFailure(`${whose}: one trace`, `there are ${ids.size} with the spans ${inWords(spans)}`);
  const roots = spans.filter((each) => each.parentSpanId === undefined);
  if (roots.length !== 1)
    throw new CheckFailure(`${whose}: one span without a parent`, `these have none: ${inWords(roots)}`);
  const known = new Set(spans.map((each) => each.spanId));
  const orphan = spans.find((each) => each.parentSpanId !== undefined && !known.has(each.parentSpanId));
  if (orphan) {
    const { service, name, parentSpanId } = orphan;
    throw new CheckFailure(
      `${whose}: every parent is a span of the trace`,
      `“${name}” of ${service} names ${parentSpanId}, which nobody recorded`,
    );
  }
}

check(
  {
    id: 'one-trace-per-request',
    type: 'in-process',
    title: 'A checkout is one trace over four services, and every parent in it is known',
    lesson: 'tracing#context',
    hint: 1,
  },
  async (lab) => {
    await withShop(lab, {}, async ({ checkout, processed, spans }) => {
      expect((await checkout()).status, 'status of the checkout').toBe(201);
      await processed(1);
      expectOneTrace(spans, 'one checkout');
      const services = [...new Set(spans.map((each) => each.service))].sort();
      expect(services, 'services with spans of the checkout').toEqual([
        'gateway',
        'notifications',
        'orders',
        'payments',
      ]);
    });
  },
);

check(
  {
    id: 'a-call-has-two-spans',
    type: 'in-process',
    title: 'Each call has a client span, and the server span of the callee is its child',
    lesson: 'tracing#context',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, {}, async ({ checkout, spans }) => {
      await checkout({ traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' });
      const root = spanOf(spans, 'gateway', 'POST /api/checkout');
      expect(root.kind, 'kind of the span around the request to the gateway').toBe('server');
      expect(root.parentSpanId, 'parent of that span').toBe('00f067aa0ba902b7');
      for (const [caller, callee] of [
        ['gateway', 'orders'],
        ['orders', 'payments'],
      ] as const) {
        const server = spans.find((each) => each.service === callee && each.kind === 'server');
        if (!server) throw new CheckFailure(`a server span of ${callee}`, `the spans are ${inWords(spans)}`);
        const client = spans.find((each) => each.spanId === server.parentSpanId);
        const parent = client
          ? `${client.kind} span of ${client.service}`
          : `${server.parentSpanId}, unknown`;
        expect(parent, `parent of the server span of ${callee}`).toBe(`client span of ${caller}`);
        const within = spans.find((each) => each.spanId === client?.parentSpanId);
        const above = within
          ? `${within.kind} span of ${within.service}`
          : `${client?.parentSpanId}, unknown`;
        expect(above, `parent of the client span of ${caller}`).toBe(`server span of ${caller}`);
      }
    });
  },
);

check(
  {
    id: 'child-within-parent',
    type: 'in-process',
    title: 'What was waited for lies within its parent, and a call takes as long as its answer',
    lesson: 'tracing#waterfall',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, {}, async ({ checkout, spans }) => {
      await checkout();
      const call = spans.find((each) => each.service === 'orders' && /payments/.test(each.name));
      if (!call) throw new CheckFailure('a client span `POST /payments` of orders', inWords(spans));
      expect(Math.round(call.end - call.start), 'milliseconds of the call to payments').toBe(380);
      for (const span of spans) {
        const parent = spans.find((each) => each.spanId === span.parentSpanId);
        if (!parent || span.kind === 'consumer' || parent.kind === 'consumer') continue;
        const tolerance = 0.01;
        const inside = span.start >= parent.start - tolerance && span.end <= parent.end + tolerance;
        if (inside) continue;
        const at = (each: Seen): string => {
          const from = Math.round(each.start - parent.start);
          return `from ${from} to ${Math.round(each.end - parent.start)} ms`;
        };
        throw new CheckFailure(
          `“${span.name}” of ${span.service} within “${parent.name}” of ${parent.service}, ${at(parent)}`,
          `it lasts ${at(span)}`,
        );
      }
    });
  },
);

check(
  {
    id: 'requests-never-mix',
    type: 'in-process',
    title: 'Fifty checkouts at once are fifty traces, each of them whole',
    lesson: 'tracing#context',
    hint: 1,
  },
  async (lab) => {
    await withShop(lab, {}, async ({ clock, checkout, processed, spans }) => {
      await checkout();
      await processed(1);
      const names = (list: readonly Seen[]): string =>
        list
          .map(({ service, name }) => `${service}: ${name}`)
          .sort()
          .join(', ');
      const one = names(spans);
      const before = spans.length;
      clock.gather(50);
      await Promise.all(Array.from({ length: 50 }, () => checkout()));
      await processed(51);
      const traces = Map.groupBy(spans.slice(before), (each) => each.traceId);
      expect(traces.size, 'traces of fifty checkouts at once').toBe(50);
      for (const trace of traces.values()) {
        expectOneTrace(trace, 'a checkout among fifty');
        expect(names(trace), 'spans of a checkout among fifty').toBe(one);
      }
    });
  },
);

check(
  {
    id: 'routes-are-names',
    type: 'in-process',
    title: 'Spans are named after routes, not after addresses',
    lesson: 'tracing#names-and-status',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, {}, async ({ checkout, gateway, spans }) => {
      await checkout();
      await lab.request(`${gateway}/api/orders/o-1`);
      const served = (service: string): string[] =>
        spans.filter((each) => each.service === service && each.kind === 'server').map((each) => each.name);
      expect(served('gateway'), 'server spans of the gateway').toEqual([
        'POST /api/checkout',
        'GET /api/orders/{id}',
      ]);
      expect(served('orders'), 'server spans of orders').toEqual(['POST /orders', 'GET /orders/{id}']);
      const called = spans.filter((each) => each.service === 'gateway' && each.kind === 'client');
      expect(
        called.map((each) => each.name),
        'client spans of the gateway',
      ).toEqual(['POST /orders', 'GET /orders/{id}']);
    });
  },
);

check(
  {
    id: 'status-tells-whose-fault',
    type: 'in-process',
    title: 'A server span is an error from 500 on, a client span from 400 on',
    lesson: 'tracing#names-and-status',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, {}, async ({ checkout, gateway, spans }) => {
      expect((await lab.request(`${gateway}/api/orders/o-9`)).status, 'status of an unknown order').toBe(404);
      expect(spanOf(spans, 'orders', 'GET /orders/{id}').status, 'server span of orders after 404').toBe(
        'unset',
      );
      const asked = spans.find((each) => each.service === 'gateway' && each.kind === 'client');
      expect(asked?.status, 'client span of the gateway after 404').toBe('error');
      expect((await checkout({}, 200_000)).status, 'status of a declined checkout').toBe(402);
      expect(spanOf(spans, 'payments', 'POST /payments').status, 'server span of payments after 402').toBe(
        'unset',
      );
      expect(
        spanOf(spans, 'gateway', 'POST /api/checkout').status,
        'server span of the gateway after 402',
      ).toBe('unset');
    });
    await withShop(lab, { without: ['payments'] }, async ({ checkout, spans }) => {
      expect((await checkout()).status, 'status of a checkout while payments is down').toBe(503);
      expect(spanOf(spans, 'orders', 'POST /orders').status, 'server span of orders after 503').toBe('error');
      const call = spans.find((each) => each.service === 'orders' && each.name === 'POST /payments');
      expect(call?.status, 'client span of orders, whose call was refused').toBe('error');
      expect(
        spanOf(spans, 'gateway', 'POST /api/checkout').status,
        'server span of the gateway after 503',
      ).toBe('error');
    });
  },
);

check(
  {
    id: 'payments-tells-what-it-does',
    type: 'in-process',
    title: 'Payments has a span for the fraud check and one for the call to Stripe',
    lesson: 'tracing#waterfall',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, {}, async ({ checkout, spans }) => {
      await checkout();
      const server = spanOf(spans, 'payments', 'POST /payments');
      for (const [name, ms] of [
        ['fraud check', 50],
        ['Stripe charge', 320],
      ] as const) {
        const span = spanOf(spans, 'payments', name);
        expect(span.parentSpanId, `parent of “${name}”`).toBe(server.spanId);
        expect(Math.round(span.end - span.start), `milliseconds of “${name}”`).toBe(ms);
      }
      expect(spanOf(spans, 'payments', 'Stripe charge').kind, 'kind of “Stripe charge”').toBe('client');
    });
  },
);

check(
  {
    id: 'log-lines-carry-the-trace',
    type: 'in-process',
    title: 'Each line that is logged for a request ends with the id of its trace',
    lesson: 'tracing#logs',
    hint: 3,
  },
  async (lab) => {
    await withShop(lab, {}, async ({ checkout, processed, lines, spans }) => {
      await checkout();
      await processed(1);
      const { traceId } = spanOf(spans, 'gateway', 'POST /api/checkout');
      for (const [service, message] of [
        ['gateway', 'checkout'],
        ['orders', 'order confirmed'],
        ['payments', 'charged'],
        ['notifications', 'mail sent'],
      ] as const) {
        const found = lines.find((each) => each.service === service && each.line.includes(message));
        if (!found) throw new CheckFailure(`a line “${message}” in the log of ${service}`, 'there is none');
        if (found.line.endsWith(` trace=${traceId}`)) continue;
        throw new CheckFailure(
          `a line of ${service} that ends with trace=${traceId}`,
          `it is: ${found.line}`,
        );
      }
    });
  },
);
