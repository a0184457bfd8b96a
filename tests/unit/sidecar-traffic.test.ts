import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { arrivals, rateAt } from '../../src/sidecar/arrivals.ts';
import type { Shape } from '../../src/sidecar/arrivals.ts';
import { Meter } from '../../src/sidecar/meter.ts';
import { trafficPlan } from '../../src/sidecar/model.ts';
import type { RequestTemplate, TrafficPlanInput } from '../../src/sidecar/model.ts';
import type { OutboundOptions, Outcome } from '../../src/sidecar/outbound.ts';
import { seeded } from '../../src/sidecar/random.ts';
import { fill } from '../../src/sidecar/template.ts';
import { Traffic } from '../../src/sidecar/traffic.ts';
import { ManualClock, callee, rig } from './sidecar-support.ts';

const steady = (rps: number, spacing: Shape['spacing'], durationMs = 10_000): Shape => ({
  rps,
  spacing,
  durationMs,
});
const within = (times: readonly number[], from: number, to: number): number =>
  times.filter((ms) => ms > from && ms <= to).length;

describe('arrivals', () => {
  it('are evenly spaced when fixed', () => {
    expect([...arrivals(steady(4, 'fixed', 1000), seeded(1))]).toEqual([250, 500, 750, 1000]);
  });

  it('follow a ramp, up, down and on at its end', () => {
    const up = [
      ...arrivals(
        { rps: 10, ramp: { rps: 110, ms: 10_000 }, spacing: 'fixed', durationMs: 12_000 },
        seeded(1),
      ),
    ];
    // Areas under the line: 1 s at 10 to 20, the last at 100 to 110, then 110 a second.
    expect([within(up, 0, 1000), within(up, 9000, 10_000), within(up, 11_000, 12_000)]).toEqual([
      15, 105, 110,
    ]);
    const down = [...arrivals({ rps: 20, ramp: { rps: 0, ms: 1000 }, spacing: 'fixed' }, seeded(1))];
    expect(down).toHaveLength(10);
    expect(down.at(-1)).toBeLessThanOrEqual(1000);
  });

  it('of a Poisson process have its mean, its spread, and a seed', () => {
    const times = [...arrivals(steady(100, 'poisson', 60_000), seeded(3))];
    expect(Math.abs(times.length - 6000)).toBeLessThan(250);
    const perSecond = Array.from({ length: 60 }, (_, second) =>
      within(times, second * 1000, second * 1000 + 1000),
    );
    const mean = perSecond.reduce((sum, count) => sum + count, 0) / 60;
    const variance = perSecond.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 59;
    expect(variance / mean).toBeGreaterThan(0.5);
    expect(variance / mean).toBeLessThan(1.7);
    expect([...arrivals(steady(100, 'poisson', 60_000), seeded(3))]).toEqual(times);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('aim at the rate of their moment', () => {
    const ramp = { rps: 10, ramp: { rps: 50, ms: 1000 }, spacing: 'fixed' } as const;
    expect([0, 500, 1000, 5000].map((ms) => rateAt(ramp, ms))).toEqual([10, 30, 50, 50]);
  });
});

describe('templates', () => {
  it('fill in numbers, choices and UUIDs, the same with the same seed, and leave the rest', () => {
    const text = '{{n}} {{pick:a|b}} {{uuid}} {{other}} {"a":{"b":1}}';
    const filled = fill(text, 7, seeded(5));
    expect(filled).toMatch(
      /^7 [ab] [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12} \{\{other\}\} \{"a"/,
    );
    expect(fill(text, 7, seeded(5))).toBe(filled);
    expect(new Set(Array.from({ length: 20 }, (_, n) => fill('{{uuid}}', n, seeded(n)))).size).toBe(20);
  });
});

interface Load {
  readonly clock: ManualClock;
  readonly traffic: Traffic;
  readonly meter: Meter;
  readonly sent: { request: RequestTemplate; options: OutboundOptions; at: number }[];
  readonly problems: string[];
  answerAll(): Promise<void>;
}

function load(plan: TrafficPlanInput, answer: 'at once' | 'later' | Error = 'at once'): Load {
  const clock = new ManualClock();
  const began = clock.now();
  const meter = new Meter(() => false);
  const sent: Load['sent'] = [];
  const problems: string[] = [];
  const outcome: Outcome = { ms: 1, startedAt: 0 };
  const open: PromiseWithResolvers<Outcome>[] = [];
  const outbound = {
    send(request: RequestTemplate, options: OutboundOptions): Promise<Outcome> {
      sent.push({ request, options, at: clock.now() - began });
      const pending = Promise.withResolvers<Outcome>();
      open.push(pending);
      if (answer === 'at once') pending.resolve(outcome);
      if (answer instanceof Error) pending.reject(answer);
      return pending.promise;
    },
  };
  const onProblem = (message: string): void => void problems.push(message);
  const traffic = new Traffic(z.parse(trafficPlan, plan), { outbound, meter, clock, onProblem });
  return {
    clock,
    traffic,
    meter,
    sent,
    problems,
    async answerAll() {
      for (const pending of open.splice(0)) pending.resolve(outcome);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

// Nothing is answered while the clock is moved, so that a whole run is under way at once.
const many = { rps: 1000, spacing: 'fixed', durationMs: 1000, maxInFlight: 1000 } as const;
const get = { service: 'orders', method: 'GET', path: '/orders/{{n}}' };

describe('Traffic', () => {
  it('sends each request when it is due and ends after its duration', () => {
    const { clock, traffic, sent } = load({ requests: [get], rps: 10, spacing: 'fixed', durationMs: 1000 });
    clock.advance(550);
    expect(sent.map(({ at }) => at)).toEqual([100, 200, 300, 400, 500]);
    expect(sent.map(({ request }) => request.path).slice(0, 2)).toEqual(['/orders/1', '/orders/2']);
    expect(traffic.report()).toMatchObject({ state: 'running', rps: 10, sent: 5, shed: 0, elapsedMs: 550 });
    clock.advance(10_000);
    expect(traffic.report()).toMatchObject({ state: 'ended', rps: 0, sent: 10, elapsedMs: 1000 });
  });

  it('does not wait for answers, up to a bound, and counts what it sheds', async () => {
    const { clock, traffic, sent, meter, answerAll } = load(
      { requests: [get], rps: 10, spacing: 'fixed', maxInFlight: 3 },
      'later',
    );
    clock.advance(500);
    expect(sent).toHaveLength(3);
    expect(traffic.report()).toMatchObject({ sent: 3, shed: 2 });
    expect(meter.flush().links).toMatchObject([{ link: 'traffic->orders', failures: { SHED: 2 } }]);
    await answerAll();
    clock.advance(100);
    expect(sent).toHaveLength(4);
  });

  it('stops when told', () => {
    const { clock, traffic, sent } = load({ requests: [get], rps: 10, spacing: 'fixed' });
    clock.advance(200);
    traffic.stop();
    clock.advance(1000);
    expect([sent.length, traffic.running, traffic.report().elapsedMs]).toEqual([2, false, 200]);
  });

  it('chooses by weight and repeats itself with the same seed', () => {
    const requests = [
      { ...get, path: '/a', weight: 3 },
      { ...get, path: '/b' },
    ];
    const paths = (seed: number): string[] => {
      const { clock, sent } = load({ ...many, requests, seed });
      clock.advance(1000);
      return sent.map(({ request }) => request.path);
    };
    const share = paths(1).filter((path) => path === '/a').length / 1000;
    expect(Math.abs(share - 0.75)).toBeLessThan(0.05);
    expect(paths(1)).toEqual(paths(1));
    expect(paths(2)).not.toEqual(paths(1));
  });

  it('has about as many requests traced as was asked for', () => {
    const { clock, sent } = load({
      ...many,
      requests: [get],
      rps: 200,
      durationMs: 5000,
      tracesPerSecond: 10,
    });
    clock.advance(5000);
    const traced = sent.filter(({ options }) => options.sampled).length;
    expect([traced >= 49, traced <= 50]).toEqual([true, true]);
  });

  it('does not make up for a long sleep of the machine', () => {
    const { clock, sent } = load({ requests: [get], rps: 10, spacing: 'fixed' });
    clock.advance(200);
    // A timer that fires a minute late: the time jumps, then the timers run.
    clock.jump(60_000);
    clock.advance(0);
    expect(sent.length).toBeLessThanOrEqual(4);
    clock.advance(1000);
    expect(sent.length).toBeLessThanOrEqual(14);
  });

  it('ends and says why when a request cannot be sent', async () => {
    const { clock, traffic, problems, answerAll } = load(
      { requests: [get], rps: 10 },
      new Error('no such service'),
    );
    clock.advance(2000);
    await answerAll();
    expect(traffic.running).toBe(false);
    expect(problems[0]).toBe('The traffic has ended: no such service');
  });
});

describe('traffic through a sidecar', () => {
  it('counts as a link of its own, starts traces, and obeys faults', async () => {
    const orders = await callee((_, response) => void response.end('ok'));
    await using running = await rig({
      services: [{ name: 'orders', port: orders.port, open: true }],
      links: [],
    });
    const plan = {
      requests: [{ ...get, method: 'POST', body: '{"key":"{{uuid}}"}' }],
      rps: 200,
      tracesPerSecond: 1000,
    };
    await running.run({ type: 'start-traffic', plan });
    const seen = await orders.next();
    expect(seen.headers).toMatchObject({
      traceparent: expect.stringMatching(/^00-.*-0[01]$/),
      'content-type': 'application/json',
    });
    const { links } = await running.event('metrics', (event) => (event.links[0]?.status['2xx'] ?? 0) > 10);
    expect(links[0]).toMatchObject({ link: 'traffic->orders', errors: 0, failures: {} });
    expect(links[0]?.p50).toBeGreaterThan(0);
    const { samples } = await running.event('requests');
    expect(samples[0]).toMatchObject({ link: 'traffic->orders', status: 200, traceId: expect.any(String) });
    await running.event('spans', ({ spans }) => spans[0]?.service === 'traffic');

    await running.faults('traffic', 'orders', [{ type: 'error', status: 502 }]);
    await running.event('metrics', (event) => (event.links[0]?.status['5xx'] ?? 0) > 10);
    await running.faults('traffic', 'orders', [{ type: 'refuse' }]);
    await running.event('metrics', (event) => (event.links[0]?.failures['ECONNREFUSED'] ?? 0) > 10);
    await orders.close();
    await running.faults('traffic', 'orders', []);
    const count = running.events.length;
    await running.event(
      'metrics',
      (event) =>
        running.events.indexOf(event) > count && (event.links[0]?.failures['ECONNREFUSED'] ?? 0) > 10,
    );
    await running.run({ type: 'stop-traffic' });
    await running.event('traffic', ({ state }) => state === 'ended');
  });

  it('names a service that is not there', async () => {
    await using idle = await rig({ services: [], links: [] });
    await expect(idle.run({ type: 'start-traffic', plan: { requests: [get], rps: 1 } })).rejects.toThrow(
      'There is no service "orders" that listens on a port.',
    );
  });
});
