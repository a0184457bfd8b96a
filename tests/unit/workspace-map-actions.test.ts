import { describe, expect, it } from 'vitest';
import type { Fault, FaultInput } from '../../src/sidecar/model.ts';
import {
  actionsOf,
  putFault,
  removeFault,
  restoreAll,
  type ActingSession,
} from '../../src/workspace/panels/map/map-actions.ts';
import type { MapLink, MapNode } from '../../src/workspace/panels/map/map-model.ts';
import { MapState } from '../../src/workspace/panels/map/map-state.svelte.ts';

const link: MapLink = {
  id: 'orders->payments',
  from: 'orders',
  to: 'payments',
  figures: null,
  refused: false,
  faults: [],
  gauges: [],
  gauged: false,
};
const node = (change: Partial<MapNode> = {}): MapNode => ({
  id: 'payments',
  label: 'payments',
  kind: 'service',
  summary: '.',
  port: 3004,
  condition: { state: 'running', running: 1, replicas: 1 },
  paused: false,
  gauges: [],
  gauged: false,
  ...change,
});

/** A session that only remembers what was asked of it. */
function acting({ active = true, available = true, failing = false } = {}) {
  const done: string[] = [];
  const said: string[] = [];
  const note = async (what: string): Promise<void> => {
    if (failing) throw new Error('The sidecar has stopped. Restart the lab.');
    done.push(what);
  };
  const faults = new Map<string, readonly Fault[]>([
    ['orders->payments', [{ type: 'hang' }]],
    ['shopper->orders', [{ type: 'refuse' }]],
  ]);
  const map = new MapState();
  const parts = {
    map,
    run: {
      active,
      processes: [{ id: 'payments-1', service: 'payments', state: 'running', exitCode: null }],
      stopService: (service: string) => note(`stop ${service}`),
      startService: (service: string) => note(`start ${service}`),
      restartService: (service: string) => note(`restart ${service}`),
    },
    live: {
      available,
      traffic: null,
      faults,
      paused: new Set(['payments']),
      pause: (service: string) => note(`pause ${service}`),
      resume: (service: string) => note(`resume ${service}`),
      setFaults: (from: string, to: string, given: readonly FaultInput[]) =>
        note(`${from}->${to}: ${given.map(({ type }) => type).join(' ')}`),
    },
    files: { current: {} },
    announcer: { say: (words: string) => void said.push(words) },
    view: {
      showConsole: (process: string) => void done.push(`console ${process}`),
      show: (view: string) => void done.push(`view ${view}`),
    },
    requests: { compose: (service: string) => void done.push(`compose ${service}`) },
    start: () => note('run'),
  };
  // Only what the actions call is there; the rest of a session would need an engine.
  return { session: parts as unknown as ActingSession, done, said, map };
}

const labels = (session: ActingSession, of: MapNode): string[] =>
  actionsOf(session, of).map(({ label }) => label);

describe('what can be done to a service', () => {
  it('depends on how it is', () => {
    const { session } = acting();
    const stopped = { state: 'stopped', running: 0, replicas: 1 } as const;
    const always = ['Open its console', 'Send a request'];
    expect(labels(session, node())).toEqual(['Stop', 'Restart', 'Pause', ...always]);
    expect(labels(session, node({ paused: true }))).toContain('Resume');
    expect(labels(session, node({ condition: stopped }))).toEqual(['Start', 'Pause', ...always]);
    expect(labels(session, node({ port: null }))).toEqual(['Stop', 'Restart', 'Open its console']);
    const still = acting({ active: false, available: false }).session;
    expect(labels(still, node({ condition: stopped }))).toEqual(['Run the lab', ...always]);
  });

  it('is done, and announced', async () => {
    const { session, done, said } = acting();
    for (const action of actionsOf(session, node())) await action.run();
    expect(done).toEqual([
      'stop payments',
      'restart payments',
      'pause payments',
      'console payments-1',
      'compose payments',
    ]);
    expect(said).toEqual([
      'payments is stopped.',
      'payments restarts.',
      'payments is paused: every call to it hangs.',
    ]);
  });

  it('leads on from the learner and the load to their panels', () => {
    const { session } = acting();
    const source = { condition: null, port: null, kind: 'outside' } as const;
    expect(labels(session, node({ ...source, id: 'learner' }))).toEqual(['Send a request']);
    expect(labels(session, node({ ...source, id: 'traffic' }))).toEqual(['Open the traffic']);
  });
});

describe('faults of a link', () => {
  it('are put beside those that are there, and taken off', async () => {
    const { session, done, said } = acting();
    const faulty = { ...link, faults: [{ type: 'hang' } as const] };
    await putFault(session, faulty);
    await removeFault(session, faulty, 'hang');
    expect(done).toEqual(['orders->payments: hang delay', 'orders->payments: ']);
    expect(said.at(-1)).toBe('orders to payments: the hang is gone.');
  });

  it('are not set while a field is wrong, which is said', async () => {
    const { session, done, said, map } = acting();
    map.ms = null;
    await putFault(session, link);
    expect(done).toEqual([]);
    expect(map.problem).toMatch(/delay is a number/);
    expect(said).toEqual([map.problem]);
  });

  it('all go at once, and what is paused goes on', async () => {
    const { session, done, said } = acting();
    await restoreAll(session);
    expect(done).toEqual(['orders->payments: ', 'shopper->orders: ', 'resume payments']);
    expect(said).toEqual(['All links are restored.']);
  });

  it('that cannot be set say why', async () => {
    const { session, map } = acting({ failing: true });
    await putFault(session, link);
    expect(map.problem).toBe('The sidecar has stopped. Restart the lab.');
  });
});
