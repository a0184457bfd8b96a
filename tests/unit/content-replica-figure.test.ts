/** The model behind the figure of the lesson on read replicas. */
import { describe, expect, it } from 'vitest';

import { defaults, outcome, phases, shown, strategies } from '../../src/components/replica/model.ts';
import { summary } from '../../src/components/replica/words.ts';

const seen = (scene: Partial<typeof defaults>): string[] =>
  strategies.map((strategy) => outcome(strategy, { ...defaults, ...scene }).seen);

describe('what the author of a change reads', () => {
  it('is old from the replica, even after a sleep of just the lag, and the change from an own row', () => {
    expect(strategies).toEqual(['replica-first', 'sleep', 'own-first', 'higher-version']);
    expect(seen({})).toEqual(['old', 'old', 'own', 'own']);
  });

  it('is the change from everywhere once it has come round', () => {
    expect(seen({ readAfter: 2.4 })).toEqual(['old', 'own', 'own', 'own']);
    expect(seen({ readAfter: 2.5 })).toEqual(['own', 'own', 'own', 'own']);
    expect(seen({ lag: 9, readAfter: 3 })).toEqual(['old', 'old', 'own', 'own']);
  });

  it('is the newer version of the monolith, unless the own row always wins', () => {
    expect(seen({ support: true, readAfter: 5 })).toEqual(['support', 'support', 'own', 'support']);
    expect(outcome('own-first', { ...defaults, support: true, readAfter: 5 }).misses).toBe(true);
    expect(outcome('own-first', { ...defaults, support: true, readAfter: 1 }).misses).toBe(false);
  });

  it('is nothing without an own row while the replica is down', () => {
    expect(seen({ down: true })).toEqual(['nothing', 'nothing', 'own', 'own']);
  });
});

describe('the strips', () => {
  it('begin with the answer, end with the figure, and have no gaps', () => {
    for (const strategy of strategies) {
      for (const lag of [0, 2, 10]) {
        for (const support of [false, true]) {
          const parts = phases(strategy, { ...defaults, lag, support });
          expect(parts[0]?.from).toBe(strategy === 'sleep' ? 2 : 0);
          expect(parts.at(-1)?.to).toBe(shown);
          for (const [index, part] of parts.entries()) {
            expect(part.to).toBeGreaterThan(part.from);
            if (index > 0) expect(part.from).toBe(parts[index - 1]?.to);
            if (index > 0) expect(part.seen).not.toBe(parts[index - 1]?.seen);
          }
        }
      }
    }
  });

  it('are told in words', () => {
    expect(summary(defaults).replaceAll('\u00A0', ' ')).toBe(
      'The replica is 2 s behind. Replica first: reads what was before. Sleep 2 s, then replica: answers after 2 s, reads what was before. Own row first: reads the change. Higher version of both: reads the change.',
    );
  });
});
