import { describe, expect, it } from 'vitest';
import { defineLab } from '../../labs/kit/manifest.ts';
import type { LinkWindow, RequestSample } from '../../src/sidecar/model.ts';
import { faultOf, withFault, withoutFault, type FaultDraft } from '../../src/workspace/panels/map/faults.ts';
import { figuresOf, recent } from '../../src/workspace/panels/map/link-figures.ts';
import { mapModel, type MapSources } from '../../src/workspace/panels/map/map-model.ts';
import { marksFor, mostMarks, newSamples } from '../../src/workspace/panels/map/marks.ts';
import { MarkState } from '../../src/workspace/panels/map/mark-state.svelte.ts';
import {
  conditionOf,
  conditionWords,
  faultWords,
  figure,
  figuresSentence,
  gaugeWords,
  percent,
} from '../../src/workspace/panels/map/words.ts';
import type { MetricsWindow } from '../../src/workspace/state/live.svelte.ts';

const link = 'orders->payments';
const seen = (each: Partial<LinkWindow>): LinkWindow => ({
  link,
  count: 0,
  errors: 0,
  status: {},
  failures: {},
  inflight: 0,
  ...each,
});
const atOnce = (ms: number): Partial<LinkWindow> => ({ p50: ms, p95: ms, p99: ms, max: ms });
const window = (at: number, each?: Partial<LinkWindow>): MetricsWindow => ({
  at,
  ms: 250,
  links: new Map(each ? [[link, seen(each)]] : []),
});

describe('figures of a link', () => {
  it('looks back two seconds from the newest window, and no further', () => {
    const windows = Array.from({ length: 20 }, (_, index) => window(index * 250, { count: 1 }));
    expect(recent(windows)).toHaveLength(8);
    expect(recent(windows, 500)).toHaveLength(2);
    expect(recent([])).toEqual([]);
  });

  it('counts a rate over the length of the windows, and the share of failures', () => {
    const windows = [
      window(250, { count: 3, errors: 1, failures: { ECONNRESET: 1 } }),
      window(500),
      window(750, { count: 5, errors: 3, failures: { TIMEOUT: 2, ECONNRESET: 1 }, inflight: 4 }),
    ];
    const figures = figuresOf(windows, link);
    expect(figures.rate).toBeCloseTo(8 / 0.75);
    expect(figures).toMatchObject({ count: 8, errors: 4, errorShare: 0.5, inflight: 4 });
    expect(figures.failures).toEqual([
      ['ECONNRESET', 2],
      ['TIMEOUT', 2],
    ]);
  });

  it('gives the percentiles of one window as they are', () => {
    const { p50, p95 } = figuresOf([window(250, { count: 9, p50: 3, p95: 40, p99: 41, max: 42 })], link);
    expect([p50, p95]).toEqual([3, 40]);
  });

  it('lays the percentiles of several windows together by how much passed in each', () => {
    const windows = [window(250, { count: 97, ...atOnce(5) }), window(500, { count: 3, ...atOnce(900) })];
    expect(figuresOf(windows, link)).toMatchObject({ p50: 5, p95: 5 });
    const slow = [window(250, { count: 10, ...atOnce(5) }), window(500, { count: 90, ...atOnce(900) })];
    expect(figuresOf(slow, link)).toMatchObject({ p50: 900, p95: 900 });
  });

  it('knows no latency where nothing ended, and nothing at all without windows', () => {
    expect(figuresOf([window(250, { inflight: 2 })], link)).toMatchObject({
      p50: null,
      rate: 0,
      inflight: 2,
    });
    expect(figuresOf([], link)).toMatchObject({ count: 0, rate: 0, p95: null, errorShare: 0 });
  });
});

describe('words', () => {
  it('writes numbers as short as they can be', () => {
    expect([0, 0.44, 3, 9.96, 12.4].map(figure)).toEqual(['0', '0.4', '3', '10', '12']);
    expect([0, 0.001, 0.4, 1].map(percent)).toEqual(['0 %', '<1 %', '40 %', '100 %']);
  });

  it('names faults', () => {
    expect(faultWords({ type: 'delay', ms: 200, jitterMs: 50, rate: 1 })).toBe('delay 200 ms ± 50');
    expect(faultWords({ type: 'error', status: 503, rate: 0.2 })).toBe('error 503, 20 %');
    expect(faultWords({ type: 'partition' })).toBe('partition');
  });

  it('names gauges', () => {
    expect([0, 1, 2].map((value) => gaugeWords('breaker', value))).toEqual([
      'breaker closed',
      'breaker half-open',
      'breaker open',
    ]);
    expect(gaugeWords('lag', 142)).toBe('142 behind');
    expect(gaugeWords('rollout', 25)).toBe('25 % rollout');
    expect([1, 3].map((value) => gaugeWords('divergence', value))).toEqual([
      '1 row differs',
      '3 rows differ',
    ]);
  });

  it('says how the processes of a service are', () => {
    const process = (id: string, state: 'running' | 'crashed' | 'stopped') =>
      ({ id, service: 'worker', state, exitCode: null }) as const;
    const words = (...states: ('running' | 'crashed' | 'stopped')[]): string =>
      conditionWords(
        conditionOf(
          states.map((state, index) => process(`worker-${index}`, state)),
          'worker',
        ),
        false,
      );
    expect(words('running')).toBe('running');
    expect(words('running', 'stopped')).toBe('1 of 2 running');
    expect(words('running', 'crashed')).toBe('1 of 2 running, crashed');
    expect(words()).toBe('stopped');
    expect(conditionWords({ state: 'running', running: 1, replicas: 1 }, true)).toBe('paused');
    expect(conditionWords({ state: 'stopped', running: 0, replicas: 1 }, true)).toBe('stopped, paused');
  });

  it('says a link in a sentence', () => {
    const figures = figuresOf([window(250, { count: 4, errors: 1, ...atOnce(12), inflight: 1 })], link);
    expect(figuresSentence(figures)).toBe(
      '16 a second, half within 12 ms, 95 % within 12 ms, 25 % failed. 1 under way.',
    );
    expect(figuresSentence(figuresOf([], link))).toBe('Nothing passed lately.');
  });
});

describe('faults', () => {
  const draft: FaultDraft = { type: 'delay', ms: 300, jitterMs: 0, status: 503, percent: 100 };

  it('are made of the fields', () => {
    expect(faultOf(draft)).toEqual({ fault: { type: 'delay', ms: 300, jitterMs: 0, rate: 1 } });
    expect(faultOf({ ...draft, type: 'error', percent: 20 })).toEqual({
      fault: { type: 'error', status: 503, rate: 0.2 },
    });
    expect(faultOf({ ...draft, type: 'hang', ms: null })).toEqual({ fault: { type: 'hang' } });
  });

  it.each([
    [{ ms: null }, /delay is a number/],
    [{ ms: -1 }, /delay is a number/],
    [{ jitterMs: 301 }, /jitter is .* 300\./],
    [{ percent: 101 }, /from 0 to 100/],
    [{ type: 'error', status: 200 }, /400 to 599/],
  ] as const)('%o is told what is wrong', (change, words) => {
    expect(faultOf({ ...draft, ...change })).toEqual({ problem: expect.stringMatching(words) });
  });

  it('take the place of the one of their type', () => {
    const faults = [{ type: 'hang' }, { type: 'error', status: 500, rate: 1 }] as const;
    expect(withFault(faults, { type: 'error', status: 503 })).toEqual([
      { type: 'hang' },
      { type: 'error', status: 503 },
    ]);
    expect(withoutFault(faults, 'hang')).toEqual([faults[1]]);
  });
});

describe('the model', () => {
  const manifest = defineLab({
    slug: 'lab',
    title: 'Lab',
    summary: '.',
    lesson: 'lesson',
    minutes: 30,
    services: [
      { name: 'orders', kind: 'service', summary: '.', entry: 'orders/main.ts', port: 3003 },
      { name: 'payments', kind: 'service', summary: '.', entry: 'payments/main.ts', port: 3004 },
    ],
    links: [
      { from: 'orders', to: 'payments', env: 'PAYMENTS_URL' },
      { from: 'orders', to: 'payments', env: 'REFUNDS_URL' },
    ],
    databases: [{ name: 'orders-db', summary: 'Orders.', owner: 'orders' }],
    gauges: [{ metric: 'breaker', shows: 'breaker', from: 'orders', to: 'payments' }],
    editable: ['orders/app.ts'],
    prediction: {
      question: '?',
      options: [
        { id: 'a', text: 'A' },
        { id: 'b', text: 'B' },
      ],
      answer: 'a',
      explanation: '.',
    },
    hints: ['one', 'two', 'three'],
    checks: ['first'],
    mutants: [],
  });
  const sources: MapSources = {
    manifest,
    processes: [
      { id: 'orders', service: 'orders', state: 'running', exitCode: null },
      { id: 'payments', service: 'payments', state: 'stopped', exitCode: 137 },
    ],
    active: true,
    available: true,
    windows: [window(250, { count: 2 })],
    closed: new Set([link]),
    faults: new Map(),
    paused: new Set(),
    gauges: new Map([
      [
        'breaker orders payments',
        { service: 'orders', name: 'breaker', value: 2, attributes: { to: 'payments' }, at: 1 },
      ],
    ]),
  };

  it('has each link once, with what is known of it', () => {
    const { links, nodes } = mapModel(sources);
    expect(links).toHaveLength(1);
    expect(links[0]).toMatchObject({ id: link, refused: true, gauges: [{ shows: 'breaker', value: 2 }] });
    expect(nodes.map(({ id, condition }) => [id, condition?.state])).toEqual([
      ['orders', 'running'],
      ['payments', 'stopped'],
    ]);
  });

  it('shows what a dead service has said no longer, but what another says of it', () => {
    const dead = sources.processes.map((each) => ({
      ...each,
      state: each.id === 'orders' ? ('stopped' as const) : ('running' as const),
    }));
    expect(mapModel({ ...sources, processes: dead }).links[0]?.gauges).toEqual([]);
    const gauges = manifest.gauges.map((gauge) => ({ ...gauge, by: 'payments' }));
    const told = mapModel({ ...sources, manifest: { ...manifest, gauges }, processes: dead });
    expect(told.links[0]?.gauges).toEqual([{ shows: 'breaker', value: 2 }]);
  });

  it('has a database open while its owner runs', () => {
    expect(mapModel(sources).databases).toEqual([
      { id: 'orders-db', owner: 'orders', summary: 'Orders.', open: true },
    ]);
    const stopped = sources.processes.map((each) => ({ ...each, state: 'stopped' as const }));
    expect(mapModel({ ...sources, processes: stopped }).databases[0]?.open).toBe(false);
  });

  it('shows the learner and the load once something of theirs passed, or a fault waits for it', () => {
    const passed = { ...seen({ count: 1, failures: { ECONNREFUSED: 1 } }), link: 'learner->payments' };
    const windows = [{ at: 250, ms: 250, links: new Map([['learner->payments', passed]]) }];
    const model = mapModel({
      ...sources,
      windows,
      faults: new Map([['traffic->orders', [{ type: 'hang' }]]]),
    });
    expect(model.nodes.map(({ label }) => label)).toEqual(['orders', 'payments', 'you', 'traffic']);
    expect(model.links.map(({ id, refused }) => [id, refused])).toEqual([
      [link, true],
      ['learner->payments', true],
      ['traffic->orders', false],
    ]);
  });

  it('claims nothing of links while the lab does not run', () => {
    for (const still of [{ active: false }, { available: false }]) {
      const [only] = mapModel({ ...sources, ...still }).links;
      expect(only).toMatchObject({ figures: null, refused: false, gauges: [] });
    }
  });
});

describe('marks', () => {
  const sample = (id: number, status = 200, ms = 10): RequestSample => ({
    id,
    link,
    method: 'GET',
    path: '/',
    status,
    ms,
    startedAt: id,
  });

  it('are made for what is new, even after old requests were forgotten', () => {
    const [a, b, c] = [sample(1), sample(2), sample(3)];
    expect(newSamples([a, b, c], b)).toEqual([c]);
    expect(newSamples([a], undefined)).toEqual([a]);
    expect(newSamples([b, c], a)).toEqual([b, c]);
  });

  it('are never more than a dozen, failures first, slow ones slower', () => {
    const samples = [...Array.from({ length: 20 }, (_, id) => sample(id)), sample(99, 500, 900)];
    const marks = marksFor(samples, 2, 7);
    expect(marks).toHaveLength(mostMarks - 2);
    expect(marks[0]).toMatchObject({ id: 7, failed: true, delay: 0 });
    expect(marks[0]?.duration).toBeGreaterThan(marks[1]?.duration ?? 0);
    expect(marksFor(samples, mostMarks, 0)).toEqual([]);
  });

  it('set out, arrive, and make room', () => {
    const state = new MarkState([sample(0)]);
    const first = Array.from({ length: 15 }, (_, id) => sample(id + 1));
    state.take(first);
    expect(state.list).toHaveLength(mostMarks);
    state.take([...first, sample(50)]);
    expect(state.list).toHaveLength(mostMarks);
    state.arrived(state.list[0]?.id ?? -1);
    state.take([...first, sample(50), sample(51)]);
    expect(state.list).toHaveLength(mostMarks);
    state.skip([]);
    expect(state.list).toEqual([]);
  });
});
