import { afterEach, describe, expect, test } from 'vitest';

import { createService } from '../../labs/kit/http.ts';
import type { Routes, Service } from '../../labs/kit/http.ts';
import { createLog } from '../../labs/kit/log.ts';
import { Problem } from '../../labs/kit/problem.ts';
import { newTraceparent, traceparentOf } from '../../labs/kit/trace.ts';

const open: Service[] = [];
const lines: string[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((service) => service.close()));
  lines.length = 0;
});

async function serve(routes: Routes, ready = true): Promise<string> {
  const service = createService({
    routes,
    log: createLog((line) => lines.push(line)),
    ready: () => ready,
    bodyLimit: 100,
  });
  open.push(service);
  return (await service.listen(0)).url;
}

const post = (body: string): RequestInit => ({ method: 'POST', body });

describe('createService', () => {
  test('finds the route, its parameters, the query and the body', async () => {
    const url = await serve({
      'GET /orders/:id': ({ params, query }) => ({
        status: 200,
        body: { id: params['id'], page: query.get('page') },
      }),
      'POST /orders': ({ body }) => ({ status: 201, body, headers: { location: '/orders/1' } }),
    });
    expect(await (await fetch(`${url}/orders/o-1?page=2`)).json()).toEqual({ id: 'o-1', page: '2' });
    const created = await fetch(`${url}/orders`, post('{"amount":1}'));
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe('/orders/1');
    expect(await created.json()).toEqual({ amount: 1 });
  });

  test('answers with problems', async () => {
    const url = await serve({
      'POST /orders': () => {
        throw new Problem(503, 'Unavailable', { detail: 'Later.', headers: { 'retry-after': '30' } });
      },
      'GET /bug': () => {
        throw new TypeError('secret');
      },
    });
    const refused = await fetch(`${url}/orders`, post(''));
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await refused.json()).toEqual({
      type: 'about:blank',
      title: 'Unavailable',
      status: 503,
      detail: 'Later.',
    });
    const bug = await fetch(`${url}/bug`);
    expect(bug.status).toBe(500);
    expect(await bug.text()).not.toContain('secret');
    expect(lines.at(-1)).toBe('error a handler failed reason="TypeError: secret"');
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
    const other = await fetch(`${url}/orders`);
    expect([other.status, other.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await fetch(`${url}/orders`, post('{'))).status).toBe(400);
    expect((await fetch(`${url}/orders`, post(`"${'x'.repeat(100)}"`))).status).toBe(413);
  });

  test('tells its health', async () => {
    const url = await serve({}, false);
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect((await fetch(`${url}/health/ready`)).status).toBe(503);
  });

  test('hands on the trace of a request, or begins one', async () => {
    const url = await serve({ 'GET /trace': ({ traceparent }) => ({ status: 200, body: traceparent }) });
    const traceparent = newTraceparent();
    const ask = async (headers: Record<string, string>): Promise<unknown> =>
      (await fetch(`${url}/trace`, { headers })).json();
    expect(await ask({ traceparent })).toBe(traceparent);
    expect(await ask({})).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  test('a taken port is an error of listen', async () => {
    const url = await serve({});
    const second = createService({ routes: {}, log: createLog(() => undefined) });
    await expect(second.listen(Number(new URL(url).port))).rejects.toThrow('EADDRINUSE');
  });
});

test.each([
  ['upper case', '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01'],
  ['a trace id of zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
  ['a short one', '00-4bf92f-00f067aa0ba902b7-01'],
  ['version ff', 'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
  ['version 00 with more behind it', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more'],
  ['later version whose fields run on', 'cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more'],
])('traceparentOf takes no %s', (_name, traceparent) => {
  expect(traceparentOf({ traceparent })).not.toContain(traceparent.slice(3, 35));
});

test.each([
  ['as it is', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00', '00'],
  ['of a later version', 'cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', '01'],
  ['of a later, longer version', 'cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more', '01'],
  ['with flags that it does not know', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-ff', '01'],
  ['between blanks', ' 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\t', '01'],
])('traceparentOf goes on with one %s, as version 00', (_name, traceparent, flags) => {
  expect(traceparentOf({ traceparent })).toBe(
    `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-${flags}`,
  );
});

test('a log line is for people', () => {
  const log = createLog((line) => lines.push(line));
  log.info('order accepted', {
    order: 'o-1',
    note: 'two words',
    absent: undefined,
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  });
  expect(lines).toEqual([
    'info  order accepted order=o-1 note="two words" trace=4bf92f3577b34da6a3ce929d0e0e4736',
  ]);
});
