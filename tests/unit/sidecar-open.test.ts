import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openSidecar } from '../../src/sidecar/open.ts';
import type { OpenSidecar } from '../../src/sidecar/open.ts';
import { requestOf } from '../../src/sidecar/preset.ts';
import { bundleSidecar } from '../../tools/bundle-sidecar.ts';
import { NodeMachine } from '../support/node-machine.ts';
import { freePort } from './sidecar-support.ts';

const payments = `
import http from 'node:http';
http.createServer((request, response) => response.end('charged')).listen(Number(process.env.PORT), '127.0.0.1');
`;
const orders = `
import http from 'node:http';
http.createServer(async (request, response) => {
  const { traceparent } = request.headers;
  try {
    const answer = await fetch(process.env.PAYMENTS_URL, { headers: { traceparent } });
    response.end(await answer.text());
  } catch (error) {
    response.writeHead(502).end(error.cause.code);
  }
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

it('stands between real services, through a kill and a restart, and shows the trace of a request', async () => {
  await bundleSidecar();
  const code = await readFile('.generated/sidecar/sidecar.js', 'utf8');
  const [ordersPort, paymentsPort] = [await freePort(), await freePort()];
  const manifest = {
    services: [service('orders', ordersPort), service('payments', paymentsPort)],
    links: [{ from: 'orders', to: 'payments', env: 'PAYMENTS_URL' }],
  };
  const machine = await NodeMachine.open();
  try {
    await machine.mount({
      'package.json': '{"type":"module"}',
      'orders.js': orders,
      'payments.js': payments,
    });
    const { client, env, close }: OpenSidecar = await openSidecar(machine, manifest, code);
    const link = (state: string): Promise<void> =>
      new Promise((resolve) => {
        const off = client.on('link', (event) => {
          if (event.state !== state) return;
          off();
          resolve();
        });
      });
    const port = (number: number): Promise<void> =>
      new Promise((resolve) => {
        const off = machine.onPort((event) => {
          if (event.port !== number) return;
          off();
          resolve();
        });
      });
    const order = requestOf({
      id: 'order',
      title: 'Order',
      service: 'orders',
      method: 'POST',
      path: '/orders',
      headers: {},
      body: { item: 'teapot' },
    });
    const start = (name: string, number: number) =>
      machine.spawn([`${name}.js`], { env: { PORT: String(number), ...env[name] } });

    const listening = link('listening');
    const up = port(ordersPort);
    await start('orders', ordersPort);
    const first = await start('payments', paymentsPort);
    await Promise.all([listening, up]);
    const answer = await client.send(order);
    expect(answer).toMatchObject({ status: 200, body: 'charged' });
    const { spans } = await client.getTrace(answer.traceId ?? '');
    expect(spans).toMatchObject([
      { service: 'learner', name: 'POST /orders' },
      { service: 'orders', name: 'GET /', parentSpanId: spans[0]?.spanId },
    ]);

    const closed = link('closed');
    await first.kill();
    await closed;
    expect(await client.send(order)).toMatchObject({ status: 502, body: 'ECONNREFUSED' });

    const again = link('listening');
    await start('payments', paymentsPort);
    await again;
    expect(await client.send(order)).toMatchObject({ status: 200, body: 'charged' });
    await close();
  } finally {
    await machine.dispose();
  }
});
