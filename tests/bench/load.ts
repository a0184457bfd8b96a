/** Load on a chain of services: as much as it takes, and as much as a learner may ask of a lab. */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { Machine } from '../../src/engine/contract.ts';
import type { SidecarClient } from '../../src/sidecar/client.ts';

/** Requests under way at once: enough that no service waits for the next one, few enough that none queues for long. */
const clients = 16;

/** A process of the machine that asks as fast as it is answered, and says how many answers came in each second. */
const driver = `
import { setTimeout } from 'node:timers/promises';
const { TARGET, SECONDS, CLIENTS } = process.env;
let [answered, failed, ended] = [0, 0, false];
async function ask() {
  while (!ended) {
    const answer = await fetch(TARGET).catch(() => null);
    await answer?.text();
    if (answer?.status === 200) answered += 1;
    else failed += 1;
  }
}
const asking = Array.from({ length: Number(CLIENTS) }, ask);
await setTimeout(2_000); // connections open, code warm
const rates = [];
for (let second = 0; second < Number(SECONDS); second += 1) {
  const [before, began] = [answered, performance.now()];
  await setTimeout(1_000);
  rates.push(((answered - before) * 1_000) / (performance.now() - began));
}
ended = true;
await Promise.all(asking);
console.log(JSON.stringify({ rates, failed }));
`;

/** Answers per second of the first service, one number for each second. */
export async function saturate(machine: Machine, manifest: LabManifest, seconds: number): Promise<number[]> {
  const port = manifest.services[0]?.port;
  if (port === undefined) throw new Error(`The first service of ${manifest.slug} has no port.`);
  await machine.mount({ 'driver.js': driver });
  const env = {
    TARGET: `http://127.0.0.1:${machine.portFor(port)}/`,
    SECONDS: String(seconds),
    CLIENTS: String(clients),
  };
  const { output } = await machine.spawn(['driver.js'], { env });
  let text = '';
  for await (const chunk of output) text += chunk;
  const { rates, failed } = JSON.parse(text) as { rates: number[]; failed: number }; // the driver's own words
  if (failed > 0) throw new Error(`${failed} requests through ${manifest.slug} have failed.`);
  return rates;
}

export interface SteadyLoad {
  readonly sent: number;
  readonly errors: number;
  readonly shed: number;
  /** Latencies of the whole chain in milliseconds, one of each window of the sidecar. */
  readonly p50: readonly number[];
  readonly p99: readonly number[];
  /** Longest task of the page in milliseconds, as the browser's own Long Tasks API tells it; 0 when none took 50. */
  readonly longestTask: number;
}

/** A fixed number of requests a second to the first service, made by the sidecar. */
export async function steady(
  client: SidecarClient,
  service: string,
  rps: number,
  seconds: number,
): Promise<SteadyLoad> {
  const [p50, p99]: [number[], number[]] = [[], []];
  let [sent, errors, shed, longestTask] = [0, 0, 0, 0];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
  });
  // Node has no page to hold up.
  if (PerformanceObserver.supportedEntryTypes.includes('longtask')) observer.observe({ type: 'longtask' });
  client.on('metrics', ({ links }) => {
    const whole = links.find(({ link }) => link === `traffic->${service}`);
    errors += whole?.errors ?? 0;
    if (whole?.p50 === undefined) return;
    p50.push(whole.p50);
    p99.push(whole.p99 ?? whole.p50);
  });
  const ended = new Promise<void>((resolve) => {
    client.on('traffic', (event) => {
      ({ sent, shed } = event);
      if (event.state === 'ended') resolve();
    });
  });
  await client.startTraffic({
    requests: [{ service, method: 'GET', path: '/' }],
    rps,
    durationMs: seconds * 1_000,
  });
  await ended;
  observer.disconnect();
  return { sent, errors, shed, p50, p99, longestTask };
}
