/** The report as lines for people. */
import type { Metrics } from '../decision/metrics.ts';
import { checkoutChain, serviceAvailability } from './app.ts';
import type { Report } from './app.ts';

/** What was measured, in one line. */
export function measuredLine({ modules }: Metrics): string {
  const shares = modules.toSorted((a, b) => b.cpuPercent - a.cpuPercent);
  const lost = modules.filter(({ checkoutsLost }) => checkoutsLost > 0);
  return [
    `CPU: ${shares.map(({ name, cpuPercent }) => `${name} ${cpuPercent} %`).join(', ')}`,
    ...lost.map(({ name, checkoutsLost }) => `checkouts lost to ${name}: ${checkoutsLost}`),
  ].join('; ');
}

/** What was decided, as one line for each part. */
export function decisionLines({ decision, availabilityIfSplit }: Report): string[] {
  const { verdict, extract, tryFirst, merge, evidence } = decision;
  return [
    `verdict     ${verdict}`,
    `extract     ${list(extract)}`,
    `try first   ${list(tryFirst)}`,
    `merge       ${list(merge)}`,
    `evidence    ${list(evidence.map(({ metric, value }) => `${metric} = ${value}`))}`,
    `if split    a checkout through ${checkoutChain.length} services of ${serviceAvailability} % works ${availabilityIfSplit.toFixed(2)} % of the time`,
  ];
}

function list(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.join(', ');
}
