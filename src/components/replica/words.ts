/** The words of the replica's figure, for its markup and for its script. */
import { outcome, strategies, type Outcome, type Scene, type Seen, type Strategy } from './model.ts';

export const strategyNames: Readonly<Record<Strategy, string>> = {
  'replica-first': 'Replica first',
  sleep: 'Sleep 2 s, then replica',
  'own-first': 'Own row first',
  'higher-version': 'Higher version of both',
};

export const seenWords: Readonly<Record<Seen, string>> = {
  old: 'what was before',
  own: 'the change',
  support: 'the support desk’s',
  nothing: '503',
};

/** Seconds: `2 s`, `0.2 s`. */
export function seconds(value: number): string {
  return `${Number(value.toFixed(1))}\u00A0s`;
}

/** What becomes of the read, in a few words. */
export function verdict({ seen, misses }: Outcome): string {
  return misses ? 'the change, and never what is newer' : seenWords[seen];
}

/** All of it in a sentence each, for somebody who does not see the strips. */
export function summary(scene: Scene): string {
  const state = scene.down ? 'The replica is down.' : `The replica is ${seconds(scene.lag)} behind.`;
  const each = strategies.map((strategy) => {
    const result = outcome(strategy, scene);
    const wait = result.answeredAt > 0 ? ` answers after ${seconds(result.answeredAt)},` : '';
    return `${strategyNames[strategy]}:${wait} reads ${verdict(result)}.`;
  });
  return [state, ...each].join(' ');
}
