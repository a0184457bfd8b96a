/** Cheats through the process in which checks run, graded by the client of WebContainer: what it reads is what they write. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shortLimits } from '../support/check-limits.ts';
import { fakeChecks, fakeManifest, fakeSources } from '../support/fake-lab/lab.ts';
import { wrongCounter } from '../support/hostile-cases.ts';
import { throughTheProcess } from '../support/hostile/through-the-process.ts';
import type { EngineTools, GradingInput } from '../support/webcontainer-standin/engines-entry.ts';
import { openEngines, type EnginesPage } from '../support/webcontainer-standin/engines-page.ts';

const inProcess = ['starts-at-zero', 'counts', 'remembers', 'throws-below-zero', 'waits'];

let engines: EnginesPage;
let tools: Pick<GradingInput, 'runner' | 'vitest' | 'checks'>;

beforeAll(async () => {
  const tool = (name: string): Promise<string> =>
    readFile(new URL(`../../.generated/grading/${name}.js`, import.meta.url), 'utf8');
  const [runner, vitest, checks, opened] = await Promise.all([
    tool('runner'),
    tool('vitest'),
    fakeChecks(),
    openEngines(),
  ]);
  tools = { runner, vitest, checks };
  engines = opened;
});
afterAll(() => engines?.close());

async function grade(count?: string): Promise<Awaited<ReturnType<EngineTools['grade']>>> {
  const input: GradingInput = {
    ...tools,
    manifest: JSON.stringify(fakeManifest),
    sources: await fakeSources(count),
    packages: {},
    only: inProcess,
    limits: shortLimits,
  };
  return engines.page.evaluate((given) => globalThis.engines.grade(given), input);
}

const words = ({ report }: Awaited<ReturnType<typeof grade>>): string[] =>
  report.checks.map(({ id, state, actual }) => `${id}: ${state}: ${actual}`);

test('the right counter passes, the wrong one fails', async () => {
  const right = await grade();
  expect(words(right).filter((each) => !each.includes(': passed'))).toEqual([]);
  const wrong = await grade(wrongCounter);
  expect(words(wrong).filter((each) => !each.includes(': failed'))).toEqual([]);
});

test.for(throughTheProcess.filter(({ only }) => only !== 'offline'))(
  'never passes: $name: $tries',
  async ({ code, verdict, says }) => {
    const graded = await grade(code);
    const said = words(graded);
    expect(said.filter((each) => each.includes(': passed'))).toEqual([]);
    expect(graded.verdict, said.join('\n')).not.toBe('passed');
    if (verdict) expect(graded.verdict, said.join('\n')).toBe(verdict);
    if (says) expect(said.join('\n')).toMatch(says);
    expect(engines.standIn.processCount).toBe(0);
  },
);
