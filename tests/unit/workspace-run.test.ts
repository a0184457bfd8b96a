import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineLab, type LabManifest } from '../../labs/kit/manifest.ts';
import { processIds } from '../../src/workspace/processes.ts';
import { LabRun, type ProcessStatus } from '../../src/workspace/run.ts';
import { FakeMachine } from './workspace-support.ts';

const service = (name: string, port?: number, replicas = 1): LabManifest['services'][number] => ({
  name,
  kind: port === undefined ? 'client' : 'service',
  summary: name,
  entry: `${name}/main.ts`,
  replicas,
  env: {},
  ...(port === undefined ? {} : { port }),
});

const manifest = defineLab({
  slug: 'lab',
  title: 'Lab',
  summary: 'A lab.',
  lesson: 'lesson',
  minutes: 30,
  services: [
    { ...service('orders', 3003), env: { LOG: 'all' } },
    service('payments', 3004),
    service('shopper'),
  ],
  links: [
    { from: 'orders', to: 'payments', env: 'PAYMENTS_URL' },
    { from: 'shopper', to: 'orders', env: 'ORDERS_URL' },
  ],
  editable: ['orders/app.ts'],
  hidden: [],
  presets: [],
  prediction: {
    question: '?',
    options: [
      { id: 'a', text: 'A' },
      { id: 'b', text: 'B' },
    ],
    answer: 'a',
    explanation: '.',
  },
  hints: ['1', '2', '3'],
  checks: ['one'],
  mutants: [],
});

function setUp() {
  const machine = new FakeMachine();
  const states = new Map<string, string>();
  let output = '';
  const run = new LabRun(machine, manifest, {
    onStatus: ({ id, state, exitCode }: ProcessStatus) =>
      states.set(id, exitCode === null ? state : `${state} ${exitCode}`),
    onOutput: (id, text) => (output += `${id}: ${text}`),
  });
  return { machine, states, run, output: () => output };
}

afterEach(() => vi.useRealTimers());

describe('the processes of a manifest', () => {
  it('numbers replicas, and leaves single ones alone', () => {
    expect(processIds({ services: [service('images', 3006), service('worker', undefined, 2)] })).toEqual([
      { id: 'images', service: 'images' },
      { id: 'worker-1', service: 'worker' },
      { id: 'worker-2', service: 'worker' },
    ]);
  });
});

describe('running a lab', () => {
  it('starts services first and clients once those listen', async () => {
    const { machine, states, run } = setUp();
    const started = run.startAll();
    await vi.waitFor(() => expect(machine.spawned).toHaveLength(2));
    expect(Object.fromEntries(states)).toEqual({ orders: 'starting', payments: 'starting' });
    machine.open(3003);
    machine.open(3004);
    await started;
    expect(machine.spawned.map(({ args }) => args[0])).toEqual([
      'orders/main.js',
      'payments/main.js',
      'shopper/main.js',
    ]);
    expect(Object.fromEntries(states)).toEqual({
      orders: 'running',
      payments: 'running',
      shopper: 'running',
    });
  });

  it('does not hold up clients for ever when a service never listens', async () => {
    vi.useFakeTimers();
    const { machine, run } = setUp();
    const started = run.startAll();
    await vi.advanceTimersByTimeAsync(5_000);
    await started;
    expect(machine.spawned).toHaveLength(3);
  });

  it('stops what is still starting, and then starts no clients', async () => {
    const { machine, states, run } = setUp();
    const started = run.startAll();
    await vi.waitFor(() => expect(machine.spawned).toHaveLength(2));
    await run.stopAll();
    await started;
    expect(machine.spawned).toHaveLength(2);
    expect(states.get('orders')).toBe('stopped 137');
  });

  it('tells a crash from an end and from a stop', async () => {
    const { machine, states, run } = setUp();
    await run.start('orders');
    await run.start('payments');
    machine.processes.get('orders/main.js')?.exit(1);
    machine.processes.get('payments/main.js')?.exit(0);
    await vi.waitFor(() => expect(states.get('payments')).toBe('ended 0'));
    expect(states.get('orders')).toBe('crashed 1');
    expect(run.isWanted('orders')).toBe(true);
    await run.stop('orders');
    expect(run.isWanted('orders')).toBe(false);
  });

  it('restarts one service in order: stop, then start', async () => {
    const { machine, states, run } = setUp();
    await run.start('orders');
    machine.open(3003);
    await run.restart('orders');
    expect(states.get('orders')).toBe('starting');
    expect(machine.spawned).toHaveLength(2);
  });

  it('passes output on, and says why a process could not be spawned', async () => {
    const { machine, states, run, output } = setUp();
    await run.start('orders');
    machine.processes.get('orders/main.js')?.write('ready\n');
    await vi.waitFor(() => expect(output()).toBe('orders: ready\n'));
    vi.spyOn(machine, 'spawn').mockRejectedValueOnce(new Error('no more workers'));
    await run.start('payments');
    expect(states.get('payments')).toBe('crashed');
    expect(output()).toContain('payments: no more workers');
  });
});
