/** The fake lab in the offline engine in a browser: cheats and mistakes come to what they come to on Node. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fakeChecks, fakeFiles, fakeManifest } from '../support/fake-lab/lab.ts';
import { openGradingPage, type Graded, type OpenPage } from '../support/grading-page/open.ts';
import { shortLimits } from '../support/check-limits.ts';
import { hostileCases, wrongCounter } from '../support/hostile-cases.ts';
import { learnerCases } from '../support/learner-cases.ts';
import { textFiles } from '../support/text-files.ts';

let page: OpenPage;

beforeAll(async () => {
  page = await openGradingPage({ manifest: JSON.stringify(fakeManifest), checks: await fakeChecks() });
});
afterAll(() => page?.close());

const inProcess = ['starts-at-zero', 'counts', 'remembers', 'throws-below-zero', 'waits'];

async function run(
  count: string | undefined,
  only?: readonly string[],
  limits?: typeof shortLimits,
): Promise<Graded> {
  const files = textFiles(await fakeFiles(count));
  return page.run({ files, ...(limits && { limits }), ...(only && { only }) });
}

const words = ({ report }: Graded): string[] =>
  report.checks.map(({ id, state, actual }) => `${id}: ${state}: ${actual}`);

test('the right counter passes every check, services included', async () => {
  const graded = await run(undefined);
  expect(graded.verdict, words(graded).join('\n')).toBe('passed');
});

test('the wrong counter fails every check', async () => {
  const graded = await run(wrongCounter);
  expect(words(graded).filter((each) => !each.includes(': failed'))).toEqual([]);
});

test.for(hostileCases.filter(({ only }) => only !== 'node'))(
  'never passes: $name: $tries',
  async (hostile) => {
    const graded = await run(hostile.code, inProcess, shortLimits);
    const said = words(graded);
    expect(said.filter((each) => each.includes(': passed'))).toEqual([]);
    expect(graded.verdict, said.join('\n')).not.toBe('passed');
    if (hostile.verdict) expect(graded.verdict, said.join('\n')).toBe(hostile.verdict);
    if (hostile.says) expect(said.join('\n')).toMatch(hostile.says);
  },
);

test.for(learnerCases)('says what is wrong: $name', async ({ code, only, states, says }) => {
  const graded = await run(code, only, shortLimits);
  const { checks, done } = graded.report;
  expect(
    checks.map(({ state }) => state),
    words(graded).join('\n'),
  ).toEqual(states);
  for (const [id, { actual, ...more }] of Object.entries(says)) {
    const check = checks.find((each) => each.id === id);
    expect(check).toMatchObject({ ...more, actual: expect.stringMatching(actual) });
  }
  expect(done).toBe(true);
});
