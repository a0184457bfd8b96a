import { describe, expect, it } from 'vitest';
import { cases } from '../../src/components/decision/cases.ts';
import { flips } from '../../src/components/decision/flips.ts';
import { fromQuery, toQuery } from '../../src/components/decision/link.ts';
import { decide, defaults, thresholds, type Answers } from '../../src/components/decision/model.ts';
import { asText, because, ends, flipLines, summary } from '../../src/components/decision/words.ts';
import { thresholds as signals } from '../../src/components/signals/model.ts';

const decided = (change: Partial<Answers>): ReturnType<typeof decide> => decide({ ...defaults, ...change });
const everything: Partial<Answers> = {
  hotCpu: 95,
  queueTried: true,
  headroom: false,
  blockedDeploys: 35,
  ciMinutes: 8,
  otherRuntime: true,
  libraryTried: true,
  checkoutsLost: 12,
  bulkheadTried: true,
};

describe('the rows about the whole', () => {
  it.each([
    [9, 'monolith'],
    [10, 'modular-monolith'],
    [49, 'modular-monolith'],
    [50, 'microservices'],
  ])('reads %i engineers as %s', (engineers, row) => {
    expect(decided({ engineers }).row).toBe(row);
  });

  it('keeps 40 engineers in 8 teams with 3 % blocked in a modular monolith, and extracts nothing', () => {
    expect(decide(defaults)).toMatchObject({ row: 'modular-monolith', extract: [], tryFirst: [], merge: 0 });
  });

  it('keeps six engineers without a market in a monolith, whatever was measured', () => {
    expect(decided({ ...everything, engineers: 6, marketFit: false })).toMatchObject({
      row: 'monolith',
      extract: [],
    });
    expect(decided({ ...everything, engineers: 200, marketFit: false }).row).toBe('monolith');
  });

  it('gives one large team no services', () => {
    expect(decided({ engineers: 80, teams: 1 }).row).toBe('modular-monolith');
  });
});

describe('the rows about single modules', () => {
  it.each([
    ['queue', { hotCpu: 95, headroom: false }, 'busy', { queueTried: true }],
    ['bigger-machine', { hotCpu: 95, queueTried: true }, 'busy', { headroom: false }],
    ['ci', { blockedDeploys: 35, ciMinutes: 90 }, 'waiting', { ciMinutes: 8 }],
    ['library', { otherRuntime: true }, 'foreign', { libraryTried: true }],
    ['bulkhead', { checkoutsLost: 3 }, 'failing', { bulkheadTried: true }],
  ])('tries %s first, and extracts that module alone afterwards', (cheaper, measured, candidate, tried) => {
    expect(decided(measured)).toMatchObject({ extract: [], tryFirst: [cheaper] });
    expect(decided({ ...measured, ...tried })).toMatchObject({ extract: [candidate], tryFirst: [] });
  });

  it('draws the line at the threshold itself', () => {
    expect(decided({ blockedDeploys: 19 }).extract).toEqual([]);
    expect(decided({ blockedDeploys: 20 }).extract).toEqual(['waiting']);
    expect(decided({ blockedDeploys: 20, ciMinutes: 15 }).extract).toEqual(['waiting']);
    expect(decided({ blockedDeploys: 20, ciMinutes: 16 }).tryFirst).toEqual(['ci']);
    expect(decided({ hotCpu: 79 }).tryFirst).toEqual([]);
  });

  it('merges services with one owner, in any row', () => {
    expect(decided({ loneServices: 2 }).merge).toBe(2);
    expect(decided({ engineers: 5, loneServices: 1 }).merge).toBe(1);
  });

  it('uses the lines of the lesson about the signals', () => {
    expect(thresholds).toMatchObject({
      modularMonolithFrom: signals.fewEngineers,
      microservicesFrom: signals.manyEngineers,
      hotCpu: signals.hotCpu,
      blockedDeploys: signals.blockedDeploys,
      quickCiMinutes: signals.ciMinutes,
    });
  });
});

describe('what would change the verdict', () => {
  it('names for each answer the nearest value that does', () => {
    const found = Object.fromEntries(flips(defaults).map(({ answer, value }) => [answer, value]));
    expect(found).toEqual({
      engineers: 50,
      marketFit: false,
      hotCpu: 80,
      blockedDeploys: 20,
      otherRuntime: true,
      checkoutsLost: 1,
      loneServices: 1,
    });
  });

  it('is true: each of them decides otherwise', () => {
    for (const { values } of cases) {
      for (const { answer, value, decision } of flips(values)) {
        expect(decide({ ...values, [answer]: value })).toEqual(decision);
        expect(decision).not.toEqual(decide(values));
      }
    }
  });

  it('is said in words', () => {
    expect(flipLines(defaults).slice(0, 3)).toEqual([
      '50 engineers: Microservices, one team at a time',
      'the product has not found its market: Monolith',
      'busiest module 80 % of the CPU at the peak: first try a bigger machine, first try a queue',
    ]);
    expect(flipLines({ ...defaults, blockedDeploys: 35, ciMinutes: 90 })).toContain(
      'CI takes 15 min: extract the module whose deployments wait',
    );
    expect(flipLines({ ...defaults, engineers: 6, hotCpu: 95 }).join()).not.toContain('tried:');
  });
});

describe('the link', () => {
  it('carries all answers', () => {
    for (const { values } of cases) expect(fromQuery(toQuery(values))).toEqual(values);
  });

  it('passes over what makes no sense', () => {
    expect(fromQuery('')).toBeNull();
    expect(fromQuery('utm_source=x')).toBeNull();
    expect(fromQuery('engineers=0&teams=-1&hotCpu=101&ciMinutes=1e3&marketFit=2')).toBeNull();
    expect(fromQuery('engineers=<b>&teams=12&marketFit=0')).toEqual({
      ...defaults,
      teams: 12,
      marketFit: false,
    });
  });
});

describe('the words', () => {
  it('make a text that stands alone', () => {
    expect(asText({ ...defaults, blockedDeploys: 35, ciMinutes: 8 }, 'https://example.org/?a')).toBe(
      [
        'Verdict: Modular monolith',
        'Because: 10 to 49 engineers: boundaries that a tool guards, without a network in between.',
        'Extract: the module whose deployments wait',
        'Try first: nothing',
        'Merge: nothing',
        'Evidence:',
        '- 40 engineers',
        '- 8 teams',
        '- the product has found its market',
        '- 35 % of a module’s deployments waited for another team',
        '- CI takes 8 min',
        'What would change it:',
        '- 50 engineers: Microservices, one team at a time',
        '- the product has not found its market: Monolith, keep the module whose deployments wait',
        '- busiest module 80 % of the CPU at the peak: first try a bigger machine, first try a queue',
        '- 19 % of a module’s deployments waited for another team: keep the module whose deployments wait',
        '- CI takes 16 min: keep the module whose deployments wait, first try faster CI',
        '- a module needs another runtime: first try a library or a job',
        '- 1 checkout lost to another module: first try a bulkhead',
        '- 1 service with one owner: merge it',
        'A rule of thumb, not a study. The answers:',
        'https://example.org/?a',
      ].join('\n'),
    );
  });

  it('say why, also where a number alone does not', () => {
    expect(because({ ...defaults, marketFit: false }, 'monolith')).toContain('not found its market');
    expect(because({ ...defaults, engineers: 80, teams: 1 }, 'modular-monolith')).toContain('one team');
  });

  it('name the ends of the drawing', () => {
    expect(ends(decide(defaults))).toEqual(['modular-monolith', 'stay']);
    expect(ends(decided({ hotCpu: 95, blockedDeploys: 35 }))).toEqual([
      'modular-monolith',
      'try-first',
      'extract',
    ]);
  });

  it('announce the whole in one breath', () => {
    expect(summary({ ...defaults, engineers: 50, loneServices: 1 })).toBe(
      'Microservices, one team at a time. Extract: nothing. Try first: nothing. Merge: 1 service with one owner.',
    );
  });
});
