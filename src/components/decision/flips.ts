/** What would have to be otherwise for the verdict to be another one: each answer alone, by the least it takes. Pure. */
import { decide, thresholds, type Answers, type Decision } from './model.ts';

export interface Flip {
  answer: keyof Answers;
  /** The value at which the decision changes. */
  value: number | boolean;
  decision: Decision;
}

/** The values on both sides of each line. */
const edges: { [K in keyof Answers]?: readonly number[] } = {
  engineers: [thresholds.modularMonolithFrom, thresholds.microservicesFrom].flatMap((at) => [at - 1, at]),
  teams: [1, 2],
  hotCpu: [thresholds.hotCpu - 1, thresholds.hotCpu],
  blockedDeploys: [thresholds.blockedDeploys - 1, thresholds.blockedDeploys],
  ciMinutes: [thresholds.quickCiMinutes, thresholds.quickCiMinutes + 1],
  checkoutsLost: [thresholds.checkoutsLost - 1, thresholds.checkoutsLost],
  loneServices: [0, 1],
};

function same(a: Decision, b: Decision): boolean {
  const key = ({ row, extract, tryFirst, merge }: Decision): string =>
    JSON.stringify([row, extract, tryFirst, merge > 0]);
  return key(a) === key(b);
}

/** The answers that decide, each with the nearest value that decides otherwise. What is missing here changes nothing. */
export function flips(answers: Answers): Flip[] {
  const now = decide(answers);
  // The keys of a value of this type are its own.
  return (Object.keys(answers) as (keyof Answers)[]).flatMap((answer) => {
    const value = answers[answer];
    const others =
      typeof value === 'boolean'
        ? [!value]
        : (edges[answer] ?? []).toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value));
    const changes = others
      .map((other) => ({ answer, value: other, decision: decide({ ...answers, [answer]: other }) }))
      .filter(({ decision }) => !same(decision, now));
    return changes.slice(0, 1);
  });
}
