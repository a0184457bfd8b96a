import { describe, expect, it } from 'vitest';
import { bucket, isOn } from '../../src/components/rollout/bucket.ts';
import {
  advance,
  guard,
  initial,
  judge,
  moved,
  seen,
  setCondition,
  setPercent,
  sides,
  stages,
  users,
  type Condition,
  type Model,
} from '../../src/components/rollout/model.ts';
import { announce, clock, describe as words, readings, share } from '../../src/components/rollout/words.ts';

const at = (percent: number, condition: Condition = 'healthy', requestsPerSecond = 20): Model =>
  setCondition(setPercent({ ...initial, requestsPerSecond }, percent), condition);

describe('a bucket', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => index);

  it.each([1, 5, 25, 50])('meets %i %% of sequential and of even ids', (percent) => {
    for (const factor of [1, 2]) {
      const on = ids.filter((id) => isOn('a', String(id * factor), percent)).length / 200;
      expect(Math.abs(on - percent)).toBeLessThan(0.6);
    }
  });

  it('is from 0 to 9999, reaches nobody at 0 and everybody at 100', () => {
    const buckets = ids.map((id) => bucket('a', String(id)));
    expect(Math.min(...buckets)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...buckets)).toBeLessThanOrEqual(9_999);
    expect(users.some((id) => isOn('a', id, 0))).toBe(false);
    expect(users.every((id) => isOn('a', id, 100))).toBe(true);
  });

  it('lets two flags at 50 % overlap in about a quarter', () => {
    const both = ids.filter((id) => isOn('a', String(id), 50) && isOn('b', String(id), 50)).length / 200;
    expect(both).toBeGreaterThan(24);
    expect(both).toBeLessThan(26);
  });
});

describe('the users', () => {
  it('stay where they are when the percentage rises', () => {
    const bySide = stages.map((percent) => sides({ ...initial, percent }));
    for (const [stage, now] of bySide.entries()) {
      const before = bySide[stage - 1] ?? [];
      expect(before.filter((side, index) => side && !now[index])).toEqual([]);
    }
    expect(bySide.map((each) => each.filter(Boolean).length)).toEqual([0, 3, 11, 49, 105, 200]);
  });

  it('stay there while time passes, unless a coin is tossed', () => {
    const before = at(50);
    expect(moved(before, advance(before, 60))).toBe(0);
    const coin: Model = { ...before, rule: 'coin' };
    expect(moved(coin, advance(coin, 10))).toBeGreaterThan(60);
    expect(moved(before, setPercent(before, 100))).toBe(0);
  });
});

describe('the guard', () => {
  it('is blind at 1 % of 20 requests a second, whatever happens', () => {
    const model = advance(at(1, 'failing'), 600);
    expect(seen(model).requests).toBe(12);
    expect(judge(model)).toBe('too-few');
    expect(model.percent).toBe(1);
  });

  it('looks as soon as it has 50 requests', () => {
    expect(advance(at(5, 'failing'), 40).percent).toBe(5);
    const tripped = advance(at(5, 'failing'), 50);
    expect(tripped).toMatchObject({ percent: 0, second: 50, window: [] });
    expect(advance(at(5, 'failing', 200), 10).percent).toBe(0);
  });

  it('trips on a p95 above twice the monolith’s', () => {
    expect(advance(at(50, 'slow'), 10).entries.at(-1)).toMatchObject({
      kind: 'guard',
      percent: 0,
      second: 10,
    });
  });

  it('bears 2 % of errors, and looks at the last minute only', () => {
    const flaky = advance(at(50, 'flaky'), 300);
    expect(judge(flaky)).toBe('fine');
    expect(flaky.window).toHaveLength(guard.windowSeconds / 10);
    expect(seen(flaky).errorShare).toBeCloseTo(0.02);
  });

  it('writes it down once, and lets a new attempt begin afresh', () => {
    const tripped = advance(at(100, 'slow'), 600);
    expect(tripped.entries.filter(({ kind }) => kind === 'guard')).toHaveLength(1);
    const again = advance(setPercent(setCondition(tripped, 'healthy'), 25), 60);
    expect(again.percent).toBe(25);
    expect(judge(again)).toBe('fine');
  });

  it('has nothing to do at 0 %', () => {
    expect(judge(advance(initial, 60))).toBe('idle');
    expect(setPercent(initial, 0)).toBe(initial);
    expect(setCondition(initial, 'healthy')).toBe(initial);
  });
});

describe('the words', () => {
  it('write times and shares', () => {
    expect([0, 50, 60, 80].map(clock)).toEqual(['0 s', '50 s', '1 min', '1 min 20 s']);
    expect(share(0.1)).toBe('10 %');
    expect(share(0.0198)).toBe('2 %');
  });

  it('read off where things stand', () => {
    expect(readings(initial, 0)).toMatchObject({ users: '0 of 200', requests: '0', errors: '–', p95: '–' });
    expect(readings(advance(at(50, 'flaky'), 60), 0)).toMatchObject({
      requests: '600',
      errors: '2 %',
      p95: '42 ms',
      guard: 'is content',
    });
  });

  it('announce what is new and where things stand', () => {
    const before = at(50, 'failing');
    expect(announce(before, advance(before, 10), 0)).toBe(
      'The guard pulled the rollout back to 0 %: the service was failing, 10 % are 5xx. 0 %, 0 of 200 users on the new service. The guard has nothing to look at.',
    );
    const coin: Model = { ...at(50), rule: 'coin' };
    expect(announce(coin, advance(coin, 10), 97)).toContain('97 users changed sides unasked');
    expect(words({ second: 0, kind: 'percent', percent: 5, condition: 'healthy' })).toBe('Set to 5 %');
  });
});
