import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defineLab } from '../../labs/kit/manifest.ts';
import { EngineError, type Engine } from '../../src/engine/contract.ts';
import type { Report } from '../../src/grading/report.ts';
import { freshProgress } from '../../src/progress/lab-progress.ts';
import { memoryStore } from '../../src/progress/memory-store.ts';
import type { ProgressStore } from '../../src/progress/store.ts';
import type { LabPage } from '../../src/workspace/lab-page.ts';
import type { Outside } from '../../src/workspace/outside.ts';
import { Session } from '../../src/workspace/state/session.svelte.ts';
import { FakeMachine } from './workspace-support.ts';

// Sessions of all tests live in one process: without Web Locks none is told that another one has the lab.
beforeAll(() => void vi.stubGlobal('navigator', {}));
afterAll(() => void vi.unstubAllGlobals());

const manifest = defineLab({
  slug: 'lab',
  title: 'Lab',
  summary: 'A lab.',
  lesson: 'lesson',
  minutes: 30,
  services: [
    {
      name: 'orders',
      kind: 'service',
      summary: '.',
      entry: 'orders/main.ts',
      port: 3003,
      replicas: 1,
      env: {},
    },
    {
      name: 'payments',
      kind: 'service',
      summary: '.',
      entry: 'payments/main.ts',
      port: 3004,
      replicas: 1,
      env: {},
    },
  ],
  links: [],
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
  hints: ['one', 'two', 'three'],
  checks: ['first', 'second'],
  mutants: [],
});

const starter = {
  'orders/main.ts': `import { app } from './app.ts';\napp();`,
  'orders/app.ts': `export const app = (): void => {};`,
  'payments/main.ts': `setInterval(() => {}, 1000);`,
  'package.json': '{"type":"module"}',
};

const page: LabPage = {
  manifest,
  starter,
  starterHash: 'now',
  urls: {
    checks: '/checks.js',
    checkSources: '/checks-sources.json',
    solution: '/solution.json',
    packages: {},
    lessons: '/lessons/',
  },
};

const report = (...states: Report['checks'][number]['state'][]): Report => ({
  version: 1,
  lab: 'lab',
  nonce: 'n',
  expected: 2,
  done: true,
  checks: states.map((state, index) => ({
    id: manifest.checks[index] ?? '',
    title: `Check ${index}`,
    state,
    expected: null,
    actual: null,
    exchange: null,
    location: null,
    lesson: 'lesson#anchor',
    hint: 2,
    ms: 1,
  })),
});

/** A session on a machine that only remembers. */
async function begin(options: { store?: ProgressStore; outside?: Partial<Outside> } = {}) {
  const machine = new FakeMachine();
  const engine: Engine = { kind: 'offline', machine: async () => machine, teardown: async () => {} };
  const store = options.store ?? memoryStore();
  const session = new Session(page, {
    chooseEngine: async () => ({ engine, kind: 'offline', reason: null }),
    grade: async () => report('passed', 'failed'),
    fetchSolution: async () => ({ 'orders/app.ts': 'the solution' }),
    openSidecar: async () => {
      throw new Error('There is no sidecar in this test.');
    },
    openProgress: async () => store,
    forgetLink: () => {},
    ...options.outside,
  });
  await session.begin();
  return { session, machine, store };
}

/** A session whose lab runs. */
async function running() {
  const all = await begin();
  void all.session.predict(null);
  await vi.waitFor(() => expect(all.machine.spawned).toHaveLength(2));
  all.machine.open(3003);
  all.machine.open(3004);
  return all;
}

const said = (session: Session): string => session.announcer.messages.join('');

describe('the first run', () => {
  it('asks for a prediction once, and runs after the answer', async () => {
    const { session, machine } = await begin();
    await session.start();
    expect(session.view.predicting).toBe(true);
    expect(machine.spawned).toEqual([]);
    void session.predict('a');
    await vi.waitFor(() => expect(machine.spawned).toHaveLength(2));
    expect(session.view.predicting).toBe(false);
    expect(machine.spawned.map(({ args }) => args[0])).toEqual(['orders/main.js', 'payments/main.js']);
  });

  it('says why the engine did not start, and can be tried again', async () => {
    const { machine } = await begin();
    const engine: Engine = { kind: 'offline', machine: async () => machine, teardown: async () => {} };
    const chooseEngine = vi
      .fn<Outside['chooseEngine']>()
      .mockRejectedValueOnce(new EngineError('boot-failed', 'It is blocked.', 'Unblock it.'))
      .mockResolvedValueOnce({ engine, kind: 'offline', reason: 'Because.' });
    const { session } = await begin({ outside: { chooseEngine } });
    await vi.waitFor(() => expect(session.boot.state).toBe('failed'));
    expect(session.boot.failure).toEqual({ message: 'It is blocked.', remedy: 'Unblock it.' });
    await session.retryBoot();
    expect(session.boot.state).toBe('ready');
    expect(session.boot.reason).toBe('Because.');
  });
});

describe('saving', () => {
  it('restarts only the service that the change concerns', async () => {
    const { session, machine } = await running();
    session.edit('orders/app.ts', `export const app = (): void => void 'changed';`);
    await session.save();
    expect(machine.spawned.map(({ args }) => args[0])).toEqual([
      'orders/main.js',
      'payments/main.js',
      'orders/main.js',
    ]);
    expect(machine.files['orders/app.js']).toContain('changed');
    expect(said(session)).toBe('Saved. Restarted orders.');
  });

  it('restarts nothing when only types have changed', async () => {
    const { session, machine } = await running();
    session.edit('orders/app.ts', `export const app = (): undefined => {};`);
    await session.save();
    expect(machine.spawned).toHaveLength(2);
    expect(said(session)).toBe('Saved.');
  });

  it('leaves a service running whose new code cannot run, and says so', async () => {
    const { session, machine } = await running();
    session.edit('orders/app.ts', `export const app = (): void => {`);
    await session.save();
    expect(machine.spawned).toHaveLength(2);
    expect(machine.files['orders/app.js']).not.toContain('SyntaxError');
    expect(session.run.stale).toEqual(['orders']);
    expect(session.notices.list[0]).toMatchObject({ kind: 'held-back', tone: 'failure' });
    expect(session.files.problems[0]).toMatchObject({ file: 'orders/app.ts', severity: 'error' });
  });

  it('starts nothing that was stopped', async () => {
    const { session, machine } = await running();
    await session.run.stopService('orders');
    session.edit('orders/app.ts', `export const app = (): void => void 'changed';`);
    await session.save();
    expect(machine.spawned).toHaveLength(2);
  });
});

describe('what is kept', () => {
  it('comes back, with the tabs and the report', async () => {
    const store = memoryStore();
    const first = await begin({ store });
    first.session.edit('orders/app.ts', 'mine');
    first.session.files.show('payments/main.ts');
    await first.session.check();
    await first.session.save();
    const second = await begin({ store });
    expect(second.session.files.current['orders/app.ts']).toBe('mine');
    expect(second.session.files.open).toEqual(['orders/app.ts', 'payments/main.ts']);
    expect(second.session.checks.report?.checks).toHaveLength(2);
  });

  it('can be reset, which can be undone and stands in the history', async () => {
    const { session } = await begin();
    session.edit('orders/app.ts', 'mine');
    await session.reset();
    expect(session.files.changed).toEqual({});
    expect(session.keeper.history[0]).toMatchObject({ reason: 'reset', files: { 'orders/app.ts': 'mine' } });
    await session.notices.list[0]?.actions[0]?.run();
    expect(session.files.current['orders/app.ts']).toBe('mine');
    expect(session.notices.list).toEqual([]);
  });

  it('offers a merge when the starter has changed', async () => {
    const store = memoryStore();
    const mine = { 'orders/app.ts': 'mine' };
    await store.save({ ...freshProgress('lab', 'before'), files: mine });
    const { session } = await begin({ store });
    expect(session.files.current['orders/app.ts']).toBe('mine');
    const notice = session.notices.list.find(({ kind }) => kind === 'starter-changed');
    await notice?.actions[1]?.run();
    expect(session.files.changed).toEqual({});
    expect(session.keeper.history[0]).toMatchObject({
      reason: 'starter-changed',
      starterHash: 'before',
      files: mine,
    });
    await session.keeper.flush();
    expect((await store.load('lab'))?.starterHash).toBe('now');
  });

  it('is not written when storage fails, and that is said', async () => {
    const store = {
      ...memoryStore(),
      save: () => Promise.reject(new DOMException('full', 'QuotaExceededError')),
    };
    const { session } = await begin({ store });
    session.edit('orders/app.ts', 'mine');
    await session.save();
    expect(session.keeper.state).toBe('failed');
    expect(said(session)).toContain('lost');
  });
});

describe('checking', () => {
  it('announces the verdict, also when it repeats', async () => {
    const { session } = await begin();
    await session.check();
    expect(session.announcer.messages).toContain('1 of 2 checks passed, 1 failed.');
    const before = session.announcer.messages.indexOf('1 of 2 checks passed, 1 failed.');
    session.announcer.say('1 of 2 checks passed, 1 failed.');
    expect(session.announcer.messages.indexOf('1 of 2 checks passed, 1 failed.')).not.toBe(before);
    expect(session.passedAt).toBeNull();
  });

  it('knows a pass, and a run that could not be done', async () => {
    const grade = vi
      .fn<Outside['grade']>()
      .mockResolvedValueOnce(report('passed', 'passed'))
      .mockRejectedValueOnce(new Error('no network'));
    const { session } = await begin({ outside: { grade } });
    await session.check();
    expect(session.passedAt).not.toBeNull();
    await session.check();
    expect(session.checks.failure).toContain('no network');
  });

  it('forgets a run that was cancelled', async () => {
    const { promise, resolve } = Promise.withResolvers<Report>();
    const { session } = await begin({ outside: { grade: () => promise } });
    const checking = session.check();
    await vi.waitFor(() => expect(session.checks.running).toBe(true));
    session.checks.cancel();
    resolve(report('passed', 'passed'));
    await checking;
    expect(session.checks.report).toBeNull();
    expect(session.checks.running).toBe(false);
  });

  it('opens hints one at a time, and no more than there are', async () => {
    const { session } = await begin();
    for (const expected of [1, 2, 3, 3]) {
      session.hint();
      expect(session.hints).toBe(expected);
    }
  });
});

describe('the solution', () => {
  it('is fetched when asked for, once, and changes nothing of the learner’s', async () => {
    const fetchSolution = vi.fn<Outside['fetchSolution']>(async () => ({ 'orders/app.ts': 'theirs' }));
    const { session } = await begin({ outside: { fetchSolution } });
    session.edit('orders/app.ts', 'mine');
    expect(fetchSolution).not.toHaveBeenCalled();
    await session.compare();
    session.solution.hide();
    await session.compare();
    expect(fetchSolution).toHaveBeenCalledTimes(1);
    expect(session.files.current['orders/app.ts']).toBe('mine');
    expect(session.keeper.history[0]?.reason).toBe('solution');
  });
});
