/**
 * What the sidecar costs: the same requests straight to a service and through a link of the sidecar, on real Node, one
 * at a time over a connection that is kept open. Prints the medians, what a hop adds, and their ratio.
 *
 *     node tests/bench/sidecar.ts
 */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { SidecarClient } from '../../src/sidecar/client.ts';
import { percentile } from '../../src/sidecar/meter.ts';
import { bundleSidecar } from '../../tools/bundle-sidecar.ts';
import { NodeMachine } from '../support/node-machine.ts';

const WARM_UP = 1_000;
const ROUNDS = 20;
const REQUESTS_PER_ROUND = 200;
const LOAD_SECONDS = 5;
const SERVICE_PORT = 23_004;
const LINK_PORT = 24_000;

const service = `
import http from 'node:http';
http.createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'));
}).listen(${SERVICE_PORT}, '127.0.0.1');
`;

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

/** Milliseconds of one request. */
async function latency(port: number): Promise<number> {
  const began = performance.now();
  const headers = { 'content-type': 'application/json', 'content-length': 14 };
  const request = http.request({ host: '127.0.0.1', port, method: 'POST', path: '/charges', headers, agent });
  request.end('{"cents":1000}');
  const [answer] = (await once(request, 'response')) as [http.IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return performance.now() - began;
}

async function latencies(port: number, count: number): Promise<number[]> {
  const all: number[] = [];
  for (let turn = 0; turn < count; turn += 1) all.push(await latency(port));
  return all;
}

const middle = (values: readonly number[], part = 0.5): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    part,
  ) ?? Number.NaN;
const ms = (value: number): string => `${value.toFixed(3)} ms`;

await bundleSidecar();
const machine = await NodeMachine.open();
try {
  const bundle = fileURLToPath(new URL('../../.generated/sidecar/sidecar.js', import.meta.url));
  const code = await readFile(bundle, 'utf8');
  await machine.mount({ 'package.json': '{"type":"module"}', 'service.js': service, 'sidecar.js': code });
  const client = new SidecarClient(await machine.spawn(['sidecar.js']));
  await client.ready;
  await client.configure({
    services: [{ name: 'payments', port: SERVICE_PORT }],
    links: [{ from: 'orders', to: 'payments', listen: LINK_PORT }],
  });
  const open = new Promise<void>((resolve) => {
    machine.onPort(({ port, type }) => {
      if (port === SERVICE_PORT && type === 'open') resolve();
    });
  });
  await machine.spawn(['service.js']);
  await open;
  await client.setPort('payments', true);

  await latencies(SERVICE_PORT, WARM_UP);
  await latencies(LINK_PORT, WARM_UP);
  const direct: number[] = [];
  const through: number[] = [];
  // In turns, so that whatever else the machine does hits both alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    direct.push(...(await latencies(SERVICE_PORT, REQUESTS_PER_ROUND)));
    through.push(...(await latencies(LINK_PORT, REQUESTS_PER_ROUND)));
  }
  const [before, after] = [middle(direct), middle(through)];
  console.log(`sidecar, ${direct.length} requests each way, Node ${process.version}`);
  console.log(`  direct   p50 ${ms(before)}  p95 ${ms(middle(direct, 0.95))}`);
  console.log(`  through  p50 ${ms(after)}  p95 ${ms(middle(through, 0.95))}`);
  console.log(
    `  a hop adds ${ms(after - before)} at the median, ${(after / before).toFixed(2)} times a direct call`,
  );

  const windows: { count: number; p50: number | undefined; failed: number }[] = [];
  client.on('metrics', ({ links }) => {
    const load = links.find(({ link }) => link === 'traffic->payments');
    if (load) windows.push({ count: load.count, p50: load.p50, failed: load.errors });
  });
  const ended = new Promise<{ sent: number; shed: number; elapsedMs: number }>((resolve) => {
    client.on('traffic', (event) => {
      if (event.state === 'ended') resolve(event);
    });
  });
  const request = { service: 'payments', method: 'POST', path: '/charges', body: '{"cents":{{n}}}' };
  await client.startTraffic({ requests: [request], rps: 1000, durationMs: LOAD_SECONDS * 1000 });
  const { sent, shed, elapsedMs } = await ended;
  const p50s = windows.flatMap(({ p50 }) => (p50 === undefined ? [] : [p50]));
  const failed = windows.reduce((sum, window) => sum + window.failed, 0);
  console.log(
    `  load of 1000/s for ${LOAD_SECONDS} s: sent ${(sent / (elapsedMs / 1000)).toFixed(0)}/s, ` +
      `p50 ${ms(middle(p50s))}, shed ${shed}, failed ${failed}, events lost ${client.lost}`,
  );
} finally {
  agent.destroy();
  await machine.dispose();
}
