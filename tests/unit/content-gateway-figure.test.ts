import { describe, expect, it } from 'vitest';
import { cases } from '../../src/components/gateway/cases.ts';
import { defaults, follow, limits, stages, type Asked } from '../../src/components/gateway/model.ts';
import {
  answerFields,
  calledWords,
  lines,
  stageNames,
  statusLine,
  summary,
} from '../../src/components/gateway/words.ts';
import { limits as labLimits } from '../../labs/microservices/api-gateway/starter/gateway/limits.ts';

const asked = (changes: Partial<Asked>): Asked => ({ ...defaults, ...changes });
const fields = (changes: Partial<Asked>): string => {
  const one = asked(changes);
  return answerFields(one, follow(one)).join('\n');
};

describe('the way of a request', () => {
  it('has the limits of the lab', () => {
    expect(limits).toEqual({
      burst: labLimits.rate.burst,
      perSecond: labLimits.rate.perSecond,
      kilobytes: labLimits.bodyBytes / 1_024,
      timeoutMs: labLimits.upstreamTimeoutMs,
    });
  });

  it.each<[string, Partial<Asked>, number]>([
    ['listener', { plain: true }, 308],
    ['route', { unknownPath: true }, 404],
    ['token', { noToken: true }, 401],
    ['token', { unsigned: true }, 401],
    ['token', { otherAudience: true }, 401],
    ['token', { expired: true }, 401],
    ['scope', { noScope: true }, 403],
    ['limit', { before: 20 }, 429],
    ['body', { kilobytes: 1_025 }, 413],
    ['service', { ordersSlow: true }, 504],
    ['service', { othersOrder: true }, 404],
    ['service', { before: 19, kilobytes: 1_024 }, 200],
    ['service', { home: true, productsDown: true }, 200],
    ['service', { home: true, kilobytes: 5_000 }, 200],
    ['service', { home: true, ordersSlow: true }, 504],
  ])('ends at the stage %s for %o with %i', (stage, changes, status) => {
    expect(follow(asked(changes))).toMatchObject({ endedAt: stage, status });
  });

  it('ends at the first stage that says no, and calls nobody before the last', () => {
    const all = asked({
      plain: true,
      unknownPath: true,
      noToken: true,
      noScope: true,
      before: 60,
      kilobytes: 5_000,
      ordersSlow: true,
    });
    const ends: string[] = [];
    const remedies: Partial<Asked>[] = [
      { plain: false },
      { unknownPath: false },
      { noToken: false },
      { noScope: false },
      { before: 0 },
      { kilobytes: 1 },
    ];
    let one = all;
    for (const remedy of [...remedies, {}]) {
      const { endedAt, called } = follow(one);
      ends.push(endedAt);
      if (endedAt !== 'service') expect(called).toEqual([]);
      one = { ...one, ...remedy };
    }
    expect(ends).toEqual([...stages]);
  });

  it('asks three services at once, so that the page takes as long as one', () => {
    expect(follow(asked({ home: true }))).toMatchObject({ called: ['users', 'orders', 'products'], ms: 100 });
    expect(follow(asked({ home: true, ordersSlow: true })).ms).toBe(1_000);
  });
});

describe('the words of the figure', () => {
  it('say for each stage that it was passed, ended there, or was never reached', () => {
    expect(lines(asked({ noScope: true })).map(({ state }) => state)).toEqual([
      'passed',
      'passed',
      'passed',
      'ended',
      'not reached',
      'not reached',
      'not reached',
    ]);
    expect(lines(asked({ before: 5 }))[4]?.text).toBe('14 of 20 left');
  });

  it('name the fields that the answer has at that point, and no others', () => {
    expect(fields({ plain: true })).not.toContain('Strict-Transport-Security');
    expect(fields({ noToken: true })).toContain('WWW-Authenticate: Bearer realm="shop"');
    expect(fields({ noToken: true })).not.toContain('RateLimit');
    expect(fields({ before: 20 })).toContain('RateLimit: "default";r=0;t=2\nRetry-After: 1');
    expect(fields({ before: 8 })).toContain('r=11;t=1');
    expect(fields({ before: 8 })).not.toContain('Retry-After');
  });

  it('say it in one sentence', () => {
    expect(summary(asked({ before: 20 }))).toBe(
      'Limit: the bucket is empty. 429 Too Many Requests. Called: no service.',
    );
    for (const { values } of cases) {
      const journey = follow(values);
      expect(summary(values)).toContain(stageNames[journey.endedAt].name);
      expect(statusLine(journey)).toMatch(/^\d{3} \w/);
      expect(calledWords(journey)).not.toContain('undefined');
    }
  });
});
