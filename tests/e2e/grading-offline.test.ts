/** Every lab, graded in the offline engine in a browser: the same verdicts, check by check, as on real Vitest. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eraseTree } from '../../src/engine/erase.ts';
import type { Report } from '../../src/grading/report.ts';
import { readLabs, type Lab } from '../../tools/labs/catalogue.ts';
import { LabSession } from '../../tools/labs/check/session.ts';
import { labTree } from '../../tools/labs/trees.ts';
import { openGradingPage, type OpenPage } from '../support/grading-page/open.ts';
import { patientLimits } from '../support/check-limits.ts';
import { readSources } from '../support/lab-sources.ts';
import { textFiles } from '../support/text-files.ts';

const generated = fileURLToPath(new URL('../../.generated/labs', import.meta.url));
const labs = await readLabs();
let session: LabSession;

beforeAll(async () => {
  session = await LabSession.open();
});
afterAll(() => session?.close());

const variants = ['starter', 'solution'] as const;

/** What real Vitest with real processes says of the starter and of the solution. */
async function onNode(lab: Lab): Promise<Record<(typeof variants)[number], Report>> {
  const trees = await Promise.all(variants.map((variant) => labTree(labs, lab, variant)));
  const [starter, solution] = await session.checkEach(
    lab,
    trees.map((tree) => ({ tree, only: lab.manifest.checks })),
  );
  if (!starter || !solution) throw new Error(`${lab.label} came to no report.`);
  return { starter, solution };
}

const states = ({ checks }: Report): Record<string, string> =>
  Object.fromEntries(checks.map(({ id, state }) => [id, state]));

describe.each(labs.map((lab) => ({ slug: lab.slug, lab })))('$slug', ({ slug, lab }) => {
  const { manifest } = lab;
  const folder = `${generated}/${slug}`;
  let page: OpenPage;
  let references: Awaited<ReturnType<typeof onNode>>;

  beforeAll(async () => {
    references = await onNode(lab);
    const starter = JSON.parse(await readFile(`${folder}/starter.json`, 'utf8')) as { packages: string[] };
    const checks = await readFile(`${folder}/checks.js`, 'utf8');
    page = await openGradingPage({ manifest: JSON.stringify(manifest), checks }, starter.packages);
  });
  afterAll(() => page?.close());

  /** @param tree its folder below the lab's materialised trees */
  async function trees(
    tree: string,
  ): Promise<{ files: Record<string, string>; sources: Record<string, string> }> {
    const sources = await readSources(`${folder}/trees/${tree}`);
    const { files, problems } = eraseTree(sources);
    if (problems[0]) throw problems[0];
    return { files: textFiles(files), sources };
  }

  test.each([
    ['starter', 'failed'],
    ['solution', 'passed'],
  ] as const)('the %s has %s, check by check as on real Vitest', async (variant, expected) => {
    // Wrong code may hang; the solution does not.
    const limits = variant === 'solution' ? patientLimits : {};
    const graded = await page.run({ ...(await trees(variant)), limits });
    const reference = references[variant];
    expect(states(graded.report)).toEqual(states(reference));
    expect(graded.verdict).toBe(expected);
    expect(graded.report.checks.map(({ id }) => id)).toEqual(manifest.checks);
    for (const check of graded.report.checks) {
      const same = reference.checks.find(({ id }) => id === check.id);
      expect(check).toMatchObject({ title: same?.title, lesson: same?.lesson });
    }
  });

  // Runs go side by side, as many as the project allows: each has a machine of its own.
  test.concurrent.for(manifest.mutants)(
    'the mutant $name fails its check $caughtBy',
    async ({ name, caughtBy }) => {
      const { report } = await page.run({ ...(await trees(`mutants/${name}`)), only: [caughtBy] });
      expect(report).toMatchObject({ expected: 1, done: true, checks: [{ id: caughtBy, state: 'failed' }] });
    },
  );
});
