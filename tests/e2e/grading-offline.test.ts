/** Every lab, graded in the offline engine in a browser: the same verdicts, check by check, as on real Vitest. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabManifest } from '../../labs/kit/manifest.ts';
import { eraseTree } from '../../src/engine/erase.ts';
import { reportSchema, type Report } from '../../src/grading/report.ts';
import { openGradingPage, type OpenPage } from '../support/grading-page/open.ts';
import { materialiseLabs } from '../../tools/labs/materialise.ts';
import { readSources } from '../support/lab-sources.ts';
import { textFiles } from '../support/text-files.ts';

await materialiseLabs();
const root = fileURLToPath(new URL('../..', import.meta.url));
const generated = `${root}.generated/labs`;
// Written by the tool that has validated them.
const manifests = JSON.parse(await readFile(`${generated}/index.json`, 'utf8')) as LabManifest[];

/** What the lab tool says of a variant, on real Vitest with real processes. */
async function onNode(slug: string, variant: string): Promise<Report> {
  const tool = promisify(execFile)(
    process.execPath,
    ['tools/lab.ts', 'check', slug, '--against', variant, '--json'],
    { cwd: root },
  );
  // It ends with 1 when a check has failed, and reports all the same.
  const { stdout } = await tool.catch((error: { stdout: string }) => error);
  return reportSchema.parse(JSON.parse(stdout));
}

const states = ({ checks }: Report): Record<string, string> =>
  Object.fromEntries(checks.map(({ id, state }) => [id, state]));

describe.each(manifests.map((manifest) => ({ slug: manifest.slug, manifest })))(
  '$slug',
  ({ slug, manifest }) => {
    const lab = `${generated}/${slug}`;
    let page: OpenPage;

    beforeAll(async () => {
      const starter = JSON.parse(await readFile(`${lab}/starter.json`, 'utf8')) as { packages: string[] };
      const checks = await readFile(`${lab}/checks.js`, 'utf8');
      page = await openGradingPage({ manifest: JSON.stringify(manifest), checks }, starter.packages);
    });
    afterAll(() => page?.close());

    /** @param tree its folder below the lab's materialised trees */
    async function trees(
      tree: string,
    ): Promise<{ files: Record<string, string>; sources: Record<string, string> }> {
      const sources = await readSources(`${lab}/trees/${tree}`);
      const { files, problems } = eraseTree(sources);
      if (problems[0]) throw problems[0];
      return { files: textFiles(files), sources };
    }

    test.each([
      ['starter', 'failed'],
      ['solution', 'passed'],
    ] as const)('the %s has %s, check by check as with the lab tool', async (variant, expected) => {
      const graded = await page.run(await trees(variant));
      const reference = await onNode(slug, variant);
      expect(states(graded.report)).toEqual(states(reference));
      expect(graded.verdict).toBe(expected);
      expect(graded.report.checks.map(({ id }) => id)).toEqual(manifest.checks);
      for (const check of graded.report.checks) {
        const same = reference.checks.find(({ id }) => id === check.id);
        expect(check).toMatchObject({ title: same?.title, lesson: same?.lesson });
      }
    });

    test.for(manifest.mutants)('the mutant $name fails its check $caughtBy', async ({ name, caughtBy }) => {
      const { report } = await page.run({ ...(await trees(`mutants/${name}`)), only: [caughtBy] });
      expect(report).toMatchObject({ expected: 1, done: true, checks: [{ id: caughtBy, state: 'failed' }] });
    });
  },
);
