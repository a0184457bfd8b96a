/** A real lab, graded in the offline engine in a browser: the same verdicts, check by check, as on real Vitest. */
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
const slug = 'circuit-breaker';
const root = fileURLToPath(new URL('../..', import.meta.url));
const lab = `${root}.generated/labs/${slug}`;
const manifestText = await readFile(`${lab}/manifest.json`, 'utf8');
// Written by the tool that has validated it.
const manifest = JSON.parse(manifestText) as LabManifest;

/** The most that a check run of one lab may take in the offline engine, in milliseconds. */
const wholeRunMs = 3_000;

let page: OpenPage;

beforeAll(async () => {
  page = await openGradingPage({
    manifest: manifestText,
    checks: await readFile(`${lab}/checks.js`, 'utf8'),
  });
});
afterAll(() => page?.close());

/** @param tree its folder below the lab's materialised trees */
async function erased(tree: string): Promise<Record<string, string>> {
  const { files, problems } = eraseTree(await readSources(`${lab}/trees/${tree}`));
  if (problems[0]) throw problems[0];
  return textFiles(files);
}

/** What the lab tool says of a variant, on real Vitest with real processes. */
async function onNode(variant: string): Promise<Report> {
  const tool = promisify(execFile)(
    process.execPath,
    ['tools/lab.ts', 'check', slug, '--against', variant, '--json'],
    {
      cwd: root,
    },
  );
  // It ends with 1 when a check has failed, and reports all the same.
  const { stdout } = await tool.catch((error: { stdout: string }) => error);
  return reportSchema.parse(JSON.parse(stdout));
}

const states = ({ checks }: Report): Record<string, string> =>
  Object.fromEntries(checks.map(({ id, state }) => [id, state]));

describe.each([
  ['starter', 'failed'],
  ['solution', 'passed'],
] as const)('the %s', (variant, expected) => {
  test(`has ${expected}, check by check as with the lab tool`, async () => {
    const graded = await page.run({ files: await erased(variant) });
    const reference = await onNode(variant);
    expect(states(graded.report)).toEqual(states(reference));
    expect(graded.verdict).toBe(expected);
    expect(graded.report.checks.map(({ id }) => id)).toEqual(manifest.checks);
    for (const check of graded.report.checks) {
      const {
        title,
        lesson,
        expected: wanted,
        actual,
      } = reference.checks.find(({ id }) => id === check.id) ?? {};
      expect(check).toMatchObject({ title, lesson, expected: wanted, actual });
    }
  });
});

test('a whole run takes no more than three seconds', async () => {
  const files = await erased('solution');
  const { report, ms } = await page.run({ files });
  console.log(`Offline check run of ${slug}: ${Math.round(ms)} ms for ${report.expected} checks`);
  expect(ms).toBeLessThan(wholeRunMs);
});

test.for(manifest.mutants)('the mutant $name fails its check $caughtBy', async ({ name, caughtBy }) => {
  const { report } = await page.run({ files: await erased(`mutants/${name}`), only: [caughtBy] });
  expect(report).toMatchObject({ expected: 1, done: true, checks: [{ id: caughtBy, state: 'failed' }] });
});
