import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Process } from '../../src/engine/contract.ts';
import { SidecarClient, SidecarError } from '../../src/sidecar/client.ts';
import type { ClientEvents } from '../../src/sidecar/client.ts';
import { EVENT_MARK, frame } from '../../src/sidecar/framing.ts';
import { bundleSidecar } from '../../tools/bundle-sidecar.ts';
import { NodeMachine } from '../support/node-machine.ts';
import { call, callee, freePort } from './sidecar-support.ts';
import type { Callee } from './sidecar-support.ts';

/** The next event of a type that fits. Subscribe before you cause it. */
function next<T extends keyof ClientEvents>(
  client: SidecarClient,
  type: T,
  fits: (event: ClientEvents[T]) => boolean = () => true,
): Promise<ClientEvents[T]> {
  return new Promise((resolve) => {
    const off = client.on(type, (event) => {
      if (!fits(event)) return;
      off();
      resolve(event);
    });
  });
}

describe('the sidecar as a process, and the page at its other end', () => {
  let code = '';
  let machine: NodeMachine;
  let client: SidecarClient;
  let payments: Callee;
  let port = 0;
  beforeAll(async () => {
    await bundleSidecar();
    code = await readFile('.generated/sidecar/sidecar.js', 'utf8');
  });
  beforeEach(async () => {
    machine = await NodeMachine.open();
    await machine.mount({ 'package.json': '{"type":"module"}', 'sidecar.js': code });
    client = new SidecarClient(await machine.spawn(['sidecar.js']));
    await client.ready;
    payments = await callee((request, response) => {
      if (request.url === '/binary') response.end(Buffer.from([0xff, 0xfe, 0x00]));
      else if (request.url === '/long') response.end('é'.repeat(50_000));
      else if (request.url !== '/never')
        response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'] }).end('Zoë ~ ^');
    });
    port = await freePort();
    await client.configure({
      services: [{ name: 'payments', port: payments.port }],
      links: [{ from: 'orders', to: 'payments', listen: port }],
    });
  });
  afterEach(async () => {
    await machine.dispose();
    await payments.close();
  });

  const request = { service: 'payments', method: 'POST', path: '/charges/{{n}}', body: '{"name":"Zoë"}' };

  it('opens and closes a link with its callee, and has forgotten it after the next configuration', async () => {
    expect((await call(port)).error).toBe('ECONNREFUSED');
    const listening = next(client, 'link', ({ state }) => state === 'listening');
    await client.setPort('payments', true);
    expect(await listening).toEqual({ type: 'link', link: 'orders->payments', state: 'listening' });
    expect((await call(port)).status).toBe(201);
    await client.configure({ services: [], links: [] });
    expect((await call(port)).error).toBe('ECONNREFUSED');
  });

  it('sends a request of the learner and shows answer and trace', async () => {
    const answer = await client.send({
      ...request,
      headers: [
        ['x-a', '1'],
        ['X-A', '2'],
      ],
    });
    expect(answer).toMatchObject({
      status: 201,
      statusText: 'Created',
      body: 'Zoë ~ ^',
      encoding: 'utf8',
      truncated: false,
      headers: expect.arrayContaining([
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ]),
    });
    const [seen] = payments.seen;
    expect(seen?.url).toBe('/charges/1');
    expect(seen?.headers).toMatchObject({ 'x-a': '1, 2', 'content-type': 'application/json' });
    expect(seen?.headers['traceparent']).toContain(answer.traceId);
    const trace = await client.getTrace(answer.traceId ?? '');
    expect(trace.spans).toMatchObject([{ service: 'learner', name: 'POST /charges/1' }]);
  });

  it('shows a binary body as base64 and cuts a long one between characters', async () => {
    expect(await client.send({ ...request, path: '/binary' })).toMatchObject({
      body: '//4A',
      encoding: 'base64',
    });
    const long = await client.send({ ...request, path: '/long' });
    expect(long).toMatchObject({ encoding: 'utf8', size: 100_000, truncated: true });
    expect('body' in long && long.body).toBe('é'.repeat(32_768));
  });

  it('gives a code and words where there is no answer', async () => {
    const never = { ...request, path: '/never' };
    expect(await client.send(never, { timeoutMs: 50 })).toMatchObject({
      error: 'TIMEOUT',
      message: 'payments did not answer within 0.05 s.',
    });
    const cancelled = client.send(never, { signal: AbortSignal.abort() });
    expect(await cancelled).toMatchObject({ error: 'ABORTED' });
    const controller = new AbortController();
    const cut = client.send(never, { signal: controller.signal });
    await payments.next();
    controller.abort();
    expect(await cut).toMatchObject({ error: 'ABORTED' });
    await payments.close();
    expect(await client.send(request)).toMatchObject({ error: 'ECONNREFUSED' });
  });

  it('holds the learner back like any caller while the service is paused', async () => {
    await client.pause('payments');
    const waiting = next(client, 'metrics', ({ links }) => links[0]?.inflight === 1);
    const answer = client.send(request);
    await waiting;
    expect(payments.seen).toHaveLength(0);
    await client.resume('payments');
    expect(await answer).toMatchObject({ status: 201 });
  });

  it('runs traffic, sets faults while it runs, and tells both', async () => {
    await client.startTraffic({ requests: [request], rps: 100 });
    await next(client, 'metrics', ({ links }) => (links[0]?.status['2xx'] ?? 0) > 5);
    await client.setFaults('traffic', 'payments', [{ type: 'error', status: 503 }]);
    await next(client, 'metrics', ({ links }) => (links[0]?.status['5xx'] ?? 0) > 5);
    const ended = next(client, 'traffic', ({ state }) => state === 'ended');
    await client.stopTraffic();
    expect((await ended).sent).toBeGreaterThan(10);
    expect(client.lost).toBe(0);
  });

  it('refuses what it cannot do in words', async () => {
    await expect(client.send({ ...request, service: 'nobody' })).rejects.toThrow(
      'There is no service "nobody"',
    );
    await expect(client.setPort('nobody', true)).rejects.toThrow(SidecarError);
    await expect(client.startTraffic({ requests: [], rps: 1 })).rejects.toThrow(/plan\.requests/);
    await expect(
      client.configure({ services: [], links: [{ from: 'orders', to: 'nobody', listen: port }] }),
    ).rejects.toThrow('leads to a service that has no port');
  });

  it('fails every open command when it is killed', async () => {
    const open = client.send({ ...request, path: '/never' });
    await payments.next();
    const exit = next(client, 'exit');
    await client.stop();
    await expect(open).rejects.toThrow('The sidecar has stopped');
    expect((await exit).code).toBe(137);
    await expect(client.pause('payments')).rejects.toThrow('The sidecar has stopped');
  });
});

/** A process that says what a test lets it say, and takes everything. */
function fakeProcess(): { sidecar: Process; say(text: string): void } {
  const { readable, writable } = new TransformStream<string, string>();
  const writer = writable.getWriter();
  const sidecar: Process = {
    output: readable,
    exit: new Promise(() => {}),
    write: async () => {},
    kill: async () => {},
  };
  return { sidecar, say: (text) => void writer.write(text) };
}

describe('SidecarClient', () => {
  it('passes on what a crash says, but no echo, and survives a listener that throws', async () => {
    const complain = vi.spyOn(console, 'error').mockReturnValue();
    const { sidecar, say } = fakeProcess();
    const client = new SidecarClient(sidecar);
    const problems: string[] = [];
    client.on('problem', ({ message }) => problems.push(message));
    client.on('ready', () => {
      throw new Error('listener');
    });
    const unknown = next(client, 'problem', ({ message }) => message.includes('does not know'));
    say('^sd1 1 1/1 {"type":"pause"}\nReferenceError: oops\n');
    say(
      frame(EVENT_MARK, 1, { type: 'ready', version: 1 }) + frame(EVENT_MARK, 2, { type: 'from-the-future' }),
    );
    await unknown;
    expect(problems[0]).toBe('ReferenceError: oops');
    expect(complain).toHaveBeenCalledWith(expect.stringContaining('"ready"'), expect.any(Error));
    complain.mockRestore();
  });

  it('does not wait for ever', async () => {
    const client = new SidecarClient(fakeProcess().sidecar, { patienceMs: 1 });
    await expect(client.pause('payments')).rejects.toThrow('did not answer "pause"');
  });
});
