import { processClock } from '#kit/clock.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { createApp } from './app.ts';
import { decisionLines, measuredLine } from './print.ts';

const clock = processClock();
const app = createApp({
  fetch: globalThis.fetch,
  log: createLog(),
  config: { monolithUrl: urlFromEnv('MONOLITH_URL') },
});
await app.listen(portFromEnv());

let said = '';
for (;;) {
  await clock.sleep(4_000);
  try {
    const report = await app.report();
    console.log(measuredLine(report.metrics));
    const { verdict, extract, tryFirst, merge } = report.decision;
    // Measured values change all the time; what is decided seldom does.
    const now = JSON.stringify({ verdict, extract, tryFirst, merge });
    if (now !== said) for (const line of decisionLines(report)) console.log(line);
    said = now;
  } catch (error) {
    console.log(inWords(error));
  }
}

/** A problem by its detail, any other error with the place where it was thrown. */
function inWords(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : `Thrown: ${String(error)}`;
}
