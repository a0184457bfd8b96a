/** Every lab, graded in a browser in both engines: the same verdicts, check by check, as on real Vitest. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eraseTree } from '../../src/engine/erase.ts';
import type { Report } from '../../src/grading/report.ts';
import { readLabs, type Lab } from '../../tools/labs/catalogue.ts';
import { LabSession } from '../../tools/labs/check/session.ts';
import { labTree } from '../../tools/labs/trees.ts';
import { patientLimits } from '../support/check-limits.ts';
import { openGradingPage, type OpenPage } from '../support/grading-page/open.ts';
import { readSources } from '../support/lab-sources.ts';
import { packageFiles } from '../support/package-files.ts';
import { textFiles } from '../support/text-files.ts';
import type { EngineTools } from '../support/webcontainer-standin/engines-entry.ts';
import { openEngines, type EnginesPage } from '../support/webcontainer-standin/engines-page.ts';

const generated = new URL('../../.generated/', import.meta.url);
const labs = await readLabs();
let session: LabSession;
let engines: EnginesPage;

beforeAll(async () => {
  [session, engines] = await Promise.all([LabSession.open(), openEngines()]);
});
afterAll(() => Promise.all([session?.close(), engines?.close()]));

const variants = [
  ['starter', 'failed'],
  ['solution', 'passed'],
] as const;
type Variant = (typeof variants)[number][0];

// Wrong code may hang; the solution does not.
const limitsOf = (variant: Variant) => (variant === 'solution' ? patientLimits : {});

const read = (path: string): Promise<string> => readFile(new URL(path, generated), 'utf8');

/** What real Vitest with real processes says of the starter and of the solution. */
async function onNode(lab: Lab): Promise<Record<Variant, Report>> {
  const trees = await Promise.all(variants.map(([variant]) => labTree(labs, lab, variant)));
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
  let checks: string;
  let packages: string[];
  let page: OpenPage;
  let references: Record<Variant, Report>;

  beforeAll(async () => {
    references = await onNode(lab);
    // Written by the tool that owns the format.
    ({ packages } = JSON.parse(await read(`labs/${slug}/starter.json`)) as { packages: string[] });
    checks = await read(`labs/${slug}/checks.js`);
    page = await openGradingPage({ manifest: JSON.stringify(manifest), checks }, packages);
  });
  afterAll(() => page?.close());

  /** @param tree its folder below the lab's materialised trees */
  async function trees(
    tree: string,
  ): Promise<{ files: Record<string, string>; sources: Record<string, string> }> {
    const sources = await readSources(fileURLToPath(new URL(`labs/${slug}/trees/${tree}`, generated)));
    const { files, problems } = eraseTree(sources);
    if (problems[0]) throw problems[0];
    return { files: textFiles(files), sources };
  }

  /** Grades a variant through WebContainer's client, with real processes behind it. */
  async function inWebContainer(variant: Variant): Promise<Awaited<ReturnType<EngineTools['grade']>>> {
    const [{ sources }, runner, vitest, files] = await Promise.all([
      trees(variant),
      read('grading/runner.js'),
      read('grading/vitest.js'),
      packageFiles(packages),
    ]);
    const input = {
      manifest: JSON.stringify(manifest),
      sources,
      packages: Object.fromEntries([...files.keys()].map((path) => [path, `/${path}`])),
      checks,
      runner,
      vitest,
      limits: limitsOf(variant),
    };
    return engines.page.evaluate((given) => globalThis.engines.grade(given), input);
  }

  test.each(variants)('the %s has %s, check by check as on real Vitest', async (variant, expected) => {
    const graded = await page.run({ ...(await trees(variant)), limits: limitsOf(variant) });
    const reference = references[variant];
    expect(states(graded.report)).toEqual(states(reference));
    expect(graded.verdict).toBe(expected);
    expect(graded.report.checks.map(({ id }) => id)).toEqual(manifest.checks);
    for (const check of graded.report.checks) {
      const same = reference.checks.find(({ id }) => id === check.id);
      expect(check).toMatchObject({ title: same?.title, lesson: same?.lesson });
    }
  });

  test.each(variants)(
    'the %s has %s in WebContainer, check by check too, and leaves no process behind',
    async (variant, expected) => {
      const { report, verdict } = await inWebContainer(variant);
      const said = report.checks.map(({ id, state, actual }) => `${id}: ${state}: ${actual}`).join('\n');
      expect(report.done, said).toBe(true);
      expect(states(report), said).toEqual(states(references[variant]));
      expect(verdict, said).toBe(expected);
      expect(engines.standIn.processCount).toBe(0);
    },
  );

  // Runs go side by side, as many as the project allows: each has a machine of its own.
  test.concurrent.for(manifest.mutants)(
    'the mutant $name fails its check $caughtBy',
    async ({ name, caughtBy }) => {
      const { report } = await page.run({ ...(await trees(`mutants/${name}`)), only: [caughtBy] });
      expect(report).toMatchObject({ expected: 1, done: true, checks: [{ id: caughtBy, state: 'failed' }] });
    },
  );
});
