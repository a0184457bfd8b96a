/**
 * The sidecar between two services, with each thing that it can do to them done once. Says what a machine shows of it
 * as lines without times, ids and ports, so that the lines of two machines can be compared.
 */
import type { Machine, Process } from '../../src/engine/contract.ts';
import type { ClientEvents, SidecarClient } from '../../src/sidecar/client.ts';
import type { FaultInput } from '../../src/sidecar/model.ts';
import { openSidecar } from '../../src/sidecar/open.ts';

const payments = `
import http from 'node:http';
http.createServer((request, response) => {
  if (request.url === '/rows') return response.end('[{"id":"p-1"}]');
  response.end('charged');
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

// It gives its payment 400 ms, as a real caller would give it some time, and reports how many orders it has.
const orders = `
import http from 'node:http';
let count = 0;
http.createServer(async (request, response) => {
  const { traceparent } = request.headers;
  try {
    const signal = AbortSignal.timeout(400);
    const answer = await fetch(process.env.PAYMENTS_URL, { headers: { traceparent }, signal });
    response.writeHead(answer.status).end(await answer.text());
  } catch (error) {
    response.writeHead(502).end(error.cause?.code ?? error.name);
  }
  const point = { timeUnixNano: '1', asInt: ++count, attributes: [] };
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: process.env.OTEL_SERVICE_NAME } }] };
  const metrics = [{ name: 'orders.count', gauge: { dataPoints: [point] } }];
  await fetch(process.env.OTEL_EXPORTER_OTLP_ENDPOINT + '/v1/metrics', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] }),
  }).then((answer) => answer.text());
}).listen(Number(process.env.PORT), '127.0.0.1');
`;

const service = (name: string, port: number) => ({
  name,
  kind: 'service' as const,
  summary: name,
  entry: `${name}.ts`,
  port,
  replicas: 1,
  env: {},
});

const manifest = {
  services: [service('orders', 3003), service('payments', 3004)],
  links: [{ from: 'orders', to: 'payments', env: 'PAYMENTS_URL' }],
};

/** What every machine must show. */
export const seenOfSidecar: readonly string[] = [
  'an order: 200 charged',
  'its trace: learner client POST /orders, child of none',
  'its trace: orders client GET /, child of learner',
  'a gauge: orders orders.count 1',
  'the link: 1 passed, 0 failed',
  'looked into: 200 [{"id":"p-1"}]',
  'delay of 60 ms: 200 charged, delayed',
  'error: 503',
  'refuse: 502 refused or reset',
  'hang: 502 TimeoutError',
  'partition: 502 TimeoutError',
  'restored: 200 charged',
  'paused: 502 TimeoutError',
  'resumed: 200 charged',
  'killed: 502 refused or reset',
  'started again: 200 charged',
  'traffic of 40 a second for half a second: 20 sent',
];

/**
 * Runs it on a machine of its own, which it disposes of.
 * @param code of the sidecar.
 * @returns what was seen, a line for each thing done.
 */
export async function runSidecarScenario(machine: Machine, code: string): Promise<string[]> {
  const seen: string[] = [];
  try {
    await machine.mount({
      'package.json': '{"type":"module"}',
      'orders.js': orders,
      'payments.js': payments,
    });
    const { client, env, close } = await openSidecar(machine, manifest, code);
    const start = (name: string, port: number): Promise<Process> =>
      machine.spawn([`${name}.js`], { env: { PORT: String(machine.portFor(port)), ...env[name] } });
    const order = async (): Promise<string> => {
      const answer = await client.send({ service: 'orders', method: 'POST', path: '/orders' });
      if ('error' in answer) return answer.error;
      // Which of these it is depends on whether a connection was kept open.
      const body = answer.body.replace(/^(ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)$/, 'refused or reset');
      return `${answer.status} ${body}`;
    };
    const faulty = async (...faults: FaultInput[]): Promise<string> => {
      await client.setFaults('orders', 'payments', faults);
      return order();
    };

    const listening = [next(client, 'link', ({ state }) => state === 'listening'), portOpens(machine, 3003)];
    await start('orders', 3003);
    const first = await start('payments', 3004);
    await Promise.all(listening);

    const gauge = next(client, 'gauges', ({ points }) => points.some(({ name }) => name === 'orders.count'));
    const metrics = next(client, 'metrics', ({ links }) =>
      links.some(({ link, count }) => link === 'orders->payments' && count > 0),
    );
    const answer = await client.send({ service: 'orders', method: 'POST', path: '/orders' });
    seen.push(`an order: ${'status' in answer ? `${answer.status} ${answer.body}` : answer.error}`);
    const { spans } = await client.getTrace(answer.traceId ?? '');
    for (const { service: of, name, parentSpanId, kind } of spans) {
      const parent = spans.find(({ spanId }) => spanId === parentSpanId);
      seen.push(`its trace: ${of} ${kind} ${name}, child of ${parent?.service ?? 'none'}`);
    }
    const { points } = await gauge;
    seen.push(`a gauge: ${points.map(({ service: of, name, value }) => `${of} ${name} ${value}`).join()}`);
    const { links } = await metrics;
    const passed = links.find(({ link }) => link === 'orders->payments');
    seen.push(`the link: ${passed?.count} passed, ${passed?.errors} failed`);
    const looked = await client.read('payments', '/rows');
    seen.push(`looked into: ${looked.status} ${looked.body}`);

    const delayed = await timed(() => faulty({ type: 'delay', ms: 60 }));
    seen.push(`delay of 60 ms: ${delayed.result}, ${delayed.ms >= 60 ? 'delayed' : 'not delayed'}`);
    seen.push(`error: ${(await faulty({ type: 'error', status: 503 })).slice(0, 3)}`);
    seen.push(`refuse: ${await faulty({ type: 'refuse' })}`);
    seen.push(`hang: ${await faulty({ type: 'hang' })}`);
    seen.push(`partition: ${await faulty({ type: 'partition' })}`);
    seen.push(`restored: ${await faulty()}`);

    await client.pause('payments');
    seen.push(`paused: ${await order()}`);
    await client.resume('payments');
    seen.push(`resumed: ${await order()}`);

    const closed = next(client, 'link', ({ state }) => state === 'closed');
    await first.kill();
    await closed;
    seen.push(`killed: ${await order()}`);
    const again = next(client, 'link', ({ state }) => state === 'listening');
    await start('payments', 3004);
    await again;
    seen.push(`started again: ${await order()}`);

    const ended = next(client, 'traffic', ({ state }) => state === 'ended');
    await client.startTraffic({
      requests: [{ service: 'orders', method: 'POST', path: '/orders' }],
      rps: 40,
      durationMs: 500,
      spacing: 'fixed',
    });
    seen.push(`traffic of 40 a second for half a second: ${(await ended).sent} sent`);
    await close();
  } finally {
    await machine.dispose();
  }
  return seen;
}

/** The next event of a type that is like this. */
function next<T extends 'link' | 'gauges' | 'metrics' | 'traffic'>(
  client: SidecarClient,
  type: T,
  like: (event: ClientEvents[T]) => boolean,
): Promise<ClientEvents[T]> {
  return new Promise((resolve) => {
    const off = client.on(type, (event) => {
      if (!like(event)) return;
      off();
      resolve(event);
    });
  });
}

function portOpens(machine: Machine, port: number): Promise<void> {
  return new Promise((resolve) => {
    const off = machine.onPort((event) => {
      if (event.port !== port || event.type !== 'open') return;
      off();
      resolve();
    });
  });
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}
