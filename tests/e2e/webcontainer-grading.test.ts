/** Every lab is graded alike in both engines: the same checks, the same verdicts. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { EngineKind } from '../../src/engine/contract.ts';
import type { Report } from '../../src/grading/report.ts';
import { patientLimits } from '../support/check-limits.ts';
import { packageFiles } from '../support/package-files.ts';
import type { EngineTools, GradingInput } from '../support/webcontainer-standin/engines-entry.ts';
import { openEngines, type EnginesPage } from '../support/webcontainer-standin/engines-page.ts';

// Written by the tool that has validated them.
const labs = (JSON.parse(await generated('labs/index.json')) as LabManifest[]).map(({ slug }) => slug);

type Variant = 'starter' | 'solution';
type Run = Awaited<ReturnType<EngineTools['grade']>>;

let engines: EnginesPage;

beforeAll(async () => {
  engines = await openEngines();
});
afterAll(() => engines?.close());

function generated(path: string): Promise<string> {
  return readFile(new URL(`../../.generated/${path}`, import.meta.url), 'utf8');
}

async function input(lab: string, variant: Variant): Promise<GradingInput> {
  const [manifest, tree, checks, runner, vitest] = await Promise.all([
    generated(`labs/${lab}/manifest.json`),
    generated(`labs/${lab}/${variant}.json`),
    generated(`labs/${lab}/checks.js`),
    generated('grading/runner.js'),
    generated('grading/vitest.js'),
  ]);
  // Written by the tool that owns the format.
  const { files: sources, packages } = JSON.parse(tree) as {
    files: GradingInput['sources'];
    packages: string[];
  };
  const files = [...(await packageFiles(packages)).keys()];
  return {
    manifest,
    sources,
    packages: Object.fromEntries(files.map((path) => [path, `/${path}`])),
    checks,
    runner,
    vitest,
    // Wrong code may hang; the solution does not.
    limits: variant === 'solution' ? patientLimits : {},
  };
}

const runs = new Map<string, Promise<Run>>();

/** Grades a variant of a lab in an engine, once for all tests. */
function run(kind: EngineKind, lab: string, variant: Variant): Promise<Run> {
  const key = `${kind} ${lab} ${variant}`;
  const known = runs.get(key);
  if (known) return known;
  const begun = input(lab, variant).then((all) =>
    engines.page.evaluate(([engine, given]) => globalThis.engines.grade(engine, given), [kind, all] as const),
  );
  runs.set(key, begun);
  return begun;
}

const states = ({ checks }: Report): Record<string, string> =>
  Object.fromEntries(checks.map(({ id, state }) => [id, state]));

const variants = [
  { variant: 'starter', expected: 'failed' },
  { variant: 'solution', expected: 'passed' },
] as const;

describe.each(labs.flatMap((lab) => variants.map((each) => ({ lab, ...each }))))(
  '$lab, the $variant',
  ({ lab, variant, expected }) => {
    test(`has ${expected} in WebContainer, and leaves no process behind`, async () => {
      const { report, verdict } = await run('webcontainer', lab, variant);
      const said = report.checks.map(({ id, state, actual }) => `${id}: ${state}: ${actual}`).join('\n');
      expect(report.done, said).toBe(true);
      expect(verdict, said).toBe(expected);
      expect(engines.standIn.processCount).toBe(0);
    });

    // Where all checks have passed there is nothing to compare.
    test.runIf(expected === 'failed')('comes to the same in the offline engine, check by check', async () => {
      const [remote, offline] = [await run('webcontainer', lab, variant), await run('offline', lab, variant)];
      expect(states(offline.report)).toEqual(states(remote.report));
      expect(offline.verdict).toBe(remote.verdict);
    });
  },
);
