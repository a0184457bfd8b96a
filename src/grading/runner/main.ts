/**
 * The check runner, the first program of its process: reads the order, has Vitest run the checks against the code of
 * the learner's, and leaves a sealed report behind. ../protocol.ts says what it tells the page on the way.
 */
import { fileURLToPath } from 'node:url';
import { readOrder } from './line-input.ts';
import { exit, startTimer } from './originals.ts';
import type { Root } from './result.ts';
import { Run } from './run.ts';
import { tell } from './tell.ts';

const url = new URL('..', import.meta.url).href;
const root: Root = { url, path: fileURLToPath(url) };

let run: Run | null = null;
const order = await readOrder((answer) => run?.answer(answer));
// The specifier is a variable so that the bundler leaves the import alone.
run = new Run(order, root, (specifier) => import(specifier));

const beat = (): void => {
  tell({ type: 'alive' });
  startTimer(beat, order.limits.aliveMs);
};
beat();
try {
  await run.run();
  tell({ type: 'written' });
  exit(0);
} catch (error) {
  // Shown as the last output of a run that ended without a report.
  console.error('The check runner failed:', error);
  exit(1);
}
