import { describe, expect, it } from 'vitest';
import { cases } from '../../src/components/signals/cases.ts';
import {
  judge,
  quietShop,
  thresholds,
  type Shop,
  type SignalId,
} from '../../src/components/signals/model.ts';
import { because, headline, summary } from '../../src/components/signals/words.ts';

const shop = (changes: Partial<Shop>): Shop => ({ ...quietShop, ...changes });
const stateOf = (signal: SignalId, changes: Partial<Shop>): string | undefined =>
  judge(shop(changes)).findings.find((finding) => finding.signal === signal)?.state;

describe('the signals', () => {
  it('are all quiet in a quiet shop, which stays a modular monolith', () => {
    const verdict = judge(quietShop);
    expect(verdict.findings.map(({ state }) => state)).toEqual(Array(5).fill('quiet'));
    expect(verdict.kind).toBe('keep');
  });

  it('want a lopsided load, and the cheaper things tried before', () => {
    const busy = { hotCpu: 95, restCpu: 8 };
    expect(stateOf('scaling', busy)).toBe('try-first');
    expect(stateOf('scaling', { ...busy, roleTried: true })).toBe('proven');
    expect(stateOf('scaling', { hotCpu: 95, restCpu: 60, roleTried: true })).toBe('quiet');
  });

  it('blame CI for blocked deployments as long as it is slow', () => {
    expect(stateOf('deployment', { blockedDeploys: 35, ciMinutes: 90 })).toBe('try-first');
    expect(stateOf('deployment', { blockedDeploys: 35, ciMinutes: 8 })).toBe('proven');
    expect(stateOf('deployment', { blockedDeploys: 3, ciMinutes: 90 })).toBe('quiet');
  });

  it('draw each line where it is stated', () => {
    const { blockedDeploys, ciMinutes } = thresholds;
    expect(stateOf('deployment', { blockedDeploys: blockedDeploys - 1, ciMinutes })).toBe('quiet');
    expect(stateOf('deployment', { blockedDeploys, ciMinutes })).toBe('proven');
    expect(stateOf('deployment', { blockedDeploys, ciMinutes: ciMinutes + 1 })).toBe('try-first');
  });

  it('ask for the way around before another runtime, and for a bulkhead before another process', () => {
    expect(stateOf('technology', { otherRuntime: true })).toBe('try-first');
    expect(stateOf('technology', { otherRuntime: true, libraryTried: true })).toBe('proven');
    expect(stateOf('isolation', { crashes: 6 })).toBe('try-first');
    expect(stateOf('isolation', { crashes: 6, bulkheadTried: true })).toBe('proven');
  });

  it('want the lines redrawn before teams are split along them', () => {
    const large = { engineers: 120, teams: 16, blockedDeploys: 30 };
    expect(stateOf('organisation', { ...large, crossTeam: 45, boundariesHeld: true })).toBe('try-first');
    expect(stateOf('organisation', { ...large, crossTeam: 12 })).toBe('try-first');
    expect(stateOf('organisation', { ...large, crossTeam: 12, boundariesHeld: true })).toBe('proven');
    expect(stateOf('organisation', { ...large, blockedDeploys: 3, boundariesHeld: true })).toBe('quiet');
  });

  it('count 50 engineers among the many', () => {
    const held = { teams: 9, blockedDeploys: 30, crossTeam: 12, boundariesHeld: true };
    expect(stateOf('organisation', { ...held, engineers: 50 })).toBe('proven');
    expect(stateOf('organisation', { ...held, engineers: 49 })).toBe('quiet');
  });
});

describe('the verdict', () => {
  it('is a modular monolith for eight teams of five of which nobody waits', () => {
    const eight = shop({ engineers: 40, teams: 8, blockedDeploys: 3, crossTeam: 12 });
    expect(judge(eight).kind).toBe('keep');
  });

  it('is the monolith for few engineers or an unproven product, whatever the signals say', () => {
    const loud = { hotCpu: 95, restCpu: 5, roleTried: true, crashes: 9, bulkheadTried: true };
    expect(judge(shop({ ...loud, engineers: 9 })).kind).toBe('not-now');
    expect(judge(shop({ ...loud, engineers: 10 })).kind).toBe('extract');
    expect(judge(shop({ ...loud, marketFit: false })).kind).toBe('not-now');
  });

  it('prefers what is proven to what is yet to be tried', () => {
    const both = shop({ crashes: 6, blockedDeploys: 35 });
    expect(judge(both).kind).toBe('extract');
    expect(because(judge(both), both)).toBe('Extract the module that waits: payments.');
  });

  it.each(cases)('does not change for fashion: $label', ({ values }) => {
    const opinions = (given: boolean) => ({
      everybodyDoes: given,
      soundsScalable: given,
      likeNetflix: given,
      codeIsAMess: given,
    });
    const plain = judge({ ...values, ...opinions(false) });
    const hyped = judge({ ...values, ...opinions(true) });
    expect({ ...hyped, ignored: 0 }).toEqual(plain);
    expect(hyped.ignored).toBe(4);
  });

  it('quotes each metric with its value', () => {
    const { findings } = judge(
      shop({ hotCpu: 95, restCpu: 8, blockedDeploys: 35, ciMinutes: 90, crashes: 6 }),
    );
    const all = findings.map(({ evidence }) => evidence).join('; ');
    for (const value of ['95 %', '8 %', '35 %', '90 min', '6 times', '18 engineers', '15 %']) {
      expect(all).toContain(value);
    }
  });

  it('is told in words', () => {
    const busy = shop({ hotCpu: 95, restCpu: 8 });
    expect(headline(judge(busy))).toBe('Not yet: something cheaper comes first');
    expect(summary(judge(busy), busy)).toContain('One part must scale alone: try first');
    expect(summary(judge(quietShop), quietShop)).toContain('All signals are quiet');
  });
});
