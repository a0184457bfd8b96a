import { describe, expect, it } from 'vitest';
import {
  chainAvailability,
  defaults,
  downMinutes,
  inOneProcess,
  overNetwork,
} from '../../src/components/costs/model.ts';
import { dollars, duration, factor, percent, summary, wait } from '../../src/components/costs/words.ts';

/** Texts are set with no-break spaces; the tests read better without. */
const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

describe('the price of a chain of services', () => {
  it('multiplies availabilities: six at 99.9 % are 99.40 %, 4 h 19 min a month', () => {
    const { availability, downMinutes: down } = overNetwork(defaults);
    expect(plain(percent(availability))).toBe('99.40 %');
    expect(plain(duration(down))).toBe('4 h 19 min');
    expect(plain(duration(downMinutes(99.9)))).toBe('43 min');
  });

  it('is the availability of the one where there is one', () => {
    expect(chainAvailability(99.5, 1)).toBeCloseTo(99.5);
    expect(chainAvailability(100, 30)).toBe(100);
  });

  it('asks for 99.98 % of each of six to keep 99.9 %', () => {
    expect(chainAvailability(99.98, 6)).toBeLessThan(99.9);
    expect(chainAvailability(99.984, 6)).toBeGreaterThan(99.9);
  });

  it('lets six calls in a hundred be slow 6 % of the time, and a hundred calls 63 %', () => {
    expect(overNetwork(defaults).slowShare).toBeCloseTo(5.85, 2);
    expect(overNetwork({ ...defaults, services: 2, calls: 50 }).slowShare).toBeCloseTo(63.4, 1);
  });

  it('adds the waits of calls that follow each other', () => {
    const cost = overNetwork({ ...defaults, services: 3, calls: 2, p50: 5, p99: 80 });
    expect(cost.typicalMs).toBe(30);
    expect(cost.oneSlowMs).toBe(105);
  });

  it('charges both ends for what crosses a zone', () => {
    const cost = overNetwork(defaults);
    expect(cost.gigabytes).toBeCloseTo(6220.8);
    expect(cost.dollars).toBeCloseTo(124.4, 1);
  });

  it('charges one process for function calls only', () => {
    const cost = inOneProcess(defaults);
    expect([cost.availability, cost.slowShare, cost.gigabytes, cost.dollars]).toEqual([99.9, 0, 0, 0]);
    expect(plain(wait(cost.typicalMs))).toBe('60 ns');
  });
});

describe('the words of the sum', () => {
  it.each([
    [0, '0 %'],
    [99.9, '99.90 %'],
    [99.94, '99.940 %'],
    [99.9955, '99.9955 %'],
    [100, '100 %'],
  ])('writes %f per cent as %s', (value, text) => expect(plain(percent(value))).toBe(text));

  it.each([
    [0.4, '24 s'],
    [59.4, '59 min'],
    [59.6, '1 h'],
    [119.7, '2 h'],
    [1_500, '25 h'],
  ])('writes %f minutes as %s', (minutes, text) => expect(plain(duration(minutes))).toBe(text));

  it.each([
    [0, '0 ms'],
    [0.0001, '100 ns'],
    [0.06, '60 µs'],
    [12, '12 ms'],
    [2_345, '2.3 s'],
  ])('writes %f ms as %s', (ms, text) => expect(plain(wait(ms))).toBe(text));

  it('groups thousands, and drops zeros from a factor', () => {
    expect(plain(dollars(12_441.6))).toBe('$12 442');
    expect(factor(99.9)).toBe('0.999');
  });

  it('says the whole in one sentence', () => {
    expect(plain(summary(defaults))).toBe(
      '6 services over a network: works 99.40 % of the time, fails 4 h 19 min a month, waits 12 ms, and 5.85 % of requests meet a slow call. In one process: 99.90 %, 43 min, 60 ns.',
    );
  });
});
