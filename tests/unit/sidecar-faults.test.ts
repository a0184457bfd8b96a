import { once } from 'node:events';
import http from 'node:http';
import { describe, expect, it } from 'vitest';
import type { SidecarEvent } from '../../src/sidecar/protocol.ts';
import { ManualClock, call, freePort, oneLink, rig, useCallees } from './sidecar-support.ts';

const service = useCallees();
const ok: http.RequestListener = (_, response) => void response.end('ok');

describe('faults', () => {
  it('delay: fixed, and lifted at once', async () => {
    const clock = new ManualClock();
    const payments = await service(ok);
    await using link = await oneLink(payments, {}, clock);
    await link.faults('orders', 'payments', [{ type: 'delay', ms: 800 }]);

    const first = call(link.port);
    await clock.untilWaitedFor(800);
    clock.advance(799);
    expect(payments.seen).toHaveLength(0);
    clock.advance(1);
    expect((await first).body).toBe('ok');
    clock.advance(250);
    const { links } = await link.event('metrics', (event) => event.links.some(({ count }) => count === 1));
    expect(links[0]?.p50).toBe(800);

    const second = call(link.port);
    await clock.untilWaitedFor(800);
    await link.faults('orders', 'payments', []);
    expect((await second).body).toBe('ok');
  });

  it('delay: jittered, and the same again with the same seed', async () => {
    const payments = await service(ok);
    const waits = async (seed: number): Promise<number[]> => {
      const clock = new ManualClock();
      await using link = await oneLink(payments, { seed }, clock);
      await link.faults('orders', 'payments', [{ type: 'delay', ms: 100, jitterMs: 50 }]);
      const waited: number[] = [];
      for (let turn = 0; turn < 8; turn += 1) {
        const wait = clock.nextWait();
        const result = call(link.port);
        waited.push(await wait);
        clock.advance(151);
        expect((await result).body).toBe('ok');
      }
      return waited;
    };
    const first = await waits(1);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...first)).toBeLessThanOrEqual(150);
    expect(new Set(first).size).toBe(8);
    expect(await waits(1)).toEqual(first);
    expect(await waits(2)).not.toEqual(first);
  });

  it('error status: always, or for a part of the requests', async () => {
    const payments = await service(ok);
    await using link = await oneLink(payments);
    await link.faults('orders', 'payments', [{ type: 'error', status: 503 }]);
    const answer = await call(link.port, { method: 'POST', body: 'x'.repeat(200_000) });
    expect([answer.status, answer.headers['content-type']]).toEqual([503, 'application/problem+json']);
    expect(JSON.parse(answer.body)).toMatchObject({
      status: 503,
      detail: expect.stringContaining('from orders to payments'),
    });
    expect(payments.seen).toHaveLength(0);

    await link.faults('orders', 'payments', [{ type: 'error', status: 500, rate: 0.3 }]);
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async () => (await call(link.port)).status),
    );
    const failed = statuses.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(35);
    expect(failed).toBeLessThan(85);
  });

  it('refuse: nobody listens, and what was under way is reset', async () => {
    const payments = await service((request, response) => {
      if (request.url !== '/hold') response.end('ok');
    });
    await using link = await oneLink(payments);
    const held = call(link.port, { path: '/hold' });
    await payments.next();
    await link.faults('orders', 'payments', [{ type: 'refuse' }]);
    expect((await held).error).toBe('ECONNRESET');
    expect((await call(link.port)).error).toBe('ECONNREFUSED');
    await link.faults('orders', 'payments', []);
    expect((await call(link.port)).body).toBe('ok');
  });

  it('hang: accepted, never answered, reset in the end; what was under way is answered', async () => {
    const payments = await service((request, response) => {
      if (request.url === '/early')
        link.faults('orders', 'payments', [{ type: 'hang' }]).then(() => response.end('early'));
      else response.end('ok');
    });
    await using link = await oneLink(payments);
    expect((await call(link.port, { path: '/early' })).body).toBe('early');
    const hung = call(link.port);
    await link.event('metrics', ({ links: [first] }) => first?.inflight === 1);
    await link.faults('orders', 'payments', []);
    expect((await hung).error).toBe('ECONNRESET');
    expect(payments.seen).toHaveLength(1);
    expect((await call(link.port)).body).toBe('ok');
  });

  it('partition: silence both ways, answers under way are lost, the callee finishes its work', async () => {
    let finish: (() => void) | undefined;
    const worked = Promise.withResolvers<void>();
    const payments = await service((_, response) => {
      response.on('close', () => worked.resolve());
      finish = () => void response.end('done');
    });
    const orders = await service(ok);
    const [there, back] = [await freePort(), await freePort()];
    await using pair = await rig({
      services: [
        { name: 'payments', port: payments.port, open: true },
        { name: 'orders', port: orders.port, open: true },
      ],
      links: [
        { from: 'orders', to: 'payments', listen: there },
        { from: 'payments', to: 'orders', listen: back },
      ],
    });
    const lost = call(there);
    await payments.next();
    await pair.faults('orders', 'payments', [{ type: 'partition' }]);
    finish?.();
    await worked.promise;
    const backwards = call(back);
    await pair.event('metrics', ({ links }) => links.filter(({ inflight }) => inflight === 1).length === 2);
    expect(orders.seen).toHaveLength(0);

    await pair.faults('orders', 'payments', []);
    expect((await lost).error).toBe('ECONNRESET');
    expect((await backwards).error).toBe('ECONNRESET');
    expect((await call(back)).body).toBe('ok');
  });

  it('partition: the callee does not hear that its caller has left', async () => {
    const payments = await service(() => {});
    await using link = await oneLink(payments);
    const request = http.get({ host: '127.0.0.1', port: link.port, agent: false }).on('error', () => {});
    const arrived = await payments.next();
    await link.faults('orders', 'payments', [{ type: 'partition' }]);
    request.destroy();
    await link.event('metrics', ({ links: [first] }) => first?.failures['ABORTED'] === 1);
    expect(arrived.socket.destroyed).toBe(false);
  });

  it('pause: every link into the service hangs, then it goes on where it stood', async () => {
    let answer: (() => void) | undefined;
    const payments = await service((request, response) => {
      if (request.url === '/early') answer = () => void response.end('early');
      else response.end('ok');
    });
    await using link = await oneLink(payments);
    const early = call(link.port, { path: '/early' });
    await payments.next();
    await link.run({ type: 'pause', service: 'payments', paused: true });
    answer?.();
    const late = call(link.port, { path: '/late', method: 'POST', body: 'kept' });
    await link.event('metrics', ({ links: [first] }) => first?.inflight === 2);
    expect(payments.seen).toHaveLength(1);
    await link.run({ type: 'pause', service: 'payments', paused: false });
    expect((await early).body).toBe('early');
    expect((await late).body).toBe('ok');
  });

  it('pause: half a request stands still as well, and so does an answer to the learner', async () => {
    let received = '';
    const begun = Promise.withResolvers<void>();
    const answers: (() => void)[] = [];
    const payments = await service((request, response) => {
      request.on('data', (chunk: Buffer) => {
        received += chunk.toString();
        begun.resolve();
      });
      answers.push(() => response.end('ok'));
    });
    await using link = await oneLink(payments);
    const half = http.request({ host: '127.0.0.1', port: link.port, method: 'POST', agent: false });
    half.write('one');
    await begun.promise;
    const learner = link.run({ type: 'send', request: { service: 'payments', method: 'GET', path: '/' } });
    await payments.next();

    await link.run({ type: 'pause', service: 'payments', paused: true });
    half.write('two');
    for (const answer of answers) answer();
    // The second window from here on begins after the answers were given.
    const windows = (): SidecarEvent[] => link.events.filter(({ type }) => type === 'metrics');
    const before = windows().length;
    const { links } = await link.event('metrics', (event) => windows().indexOf(event) > before);
    expect(links.map(({ inflight }) => inflight)).toEqual([1, 1]);
    expect(received).toBe('one');
    await link.run({ type: 'pause', service: 'payments', paused: false });
    expect(await learner).toMatchObject({ status: 200 });
    half.end();
    const [answer] = await once(half, 'response');
    expect(answer.statusCode).toBe(200);
    answer.resume();
    await once(answer, 'end');
  });

  it('are refused for a link that is not there', async () => {
    await using link = await oneLink(await service(ok));
    await expect(link.faults('payments', 'orders', [])).rejects.toThrow(
      'There is no link from payments to orders.',
    );
    await expect(link.faults('learner', 'orders', [])).rejects.toThrow('There is no service "orders"');
    await expect(link.run({ type: 'pause', service: 'orders', paused: true })).rejects.toThrow(
      'There is no service',
    );
  });

  it('act on one link only', async () => {
    const payments = await service(ok);
    const [a, b] = [await freePort(), await freePort()];
    await using two = await rig({
      services: [{ name: 'payments', port: payments.port, open: true }],
      links: [
        { from: 'orders', to: 'payments', listen: a },
        { from: 'gateway', to: 'payments', listen: b },
      ],
    });
    await two.faults('orders', 'payments', [{ type: 'error', status: 500 }]);
    expect([(await call(a)).status, (await call(b)).status]).toEqual([500, 200]);
  });
});
