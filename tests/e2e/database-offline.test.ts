/** The labs' database in the offline engine: a transaction that was acknowledged survives the kill of its process. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

import type { LabManifest } from '../../labs/kit/manifest.ts';
import { eraseTree } from '../../src/engine/erase.ts';
import { openGradingPage } from '../support/grading-page/open.ts';
import { readSources } from '../support/lab-sources.ts';
import { textFiles } from '../support/text-files.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lab = `${root}.generated/labs/modular-monolith`;

test('what a process has acknowledged survives its kill', async () => {
  const { outputFiles } = await build({
    entryPoints: [`${root}tests/support/kill-checks.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['vitest'],
  });
  // Written by the tool that has validated it.
  const manifest = JSON.parse(await readFile(`${lab}/manifest.json`, 'utf8')) as LabManifest;
  const page = await openGradingPage(
    {
      manifest: JSON.stringify({ ...manifest, checks: ['acknowledged-survives'], mutants: [] }),
      checks: outputFiles[0]?.text ?? '',
    },
    ['sql.js'],
  );
  try {
    const files = textFiles(eraseTree(await readSources(`${lab}/trees/solution`)).files);
    for (let run = 1; run <= 5; run += 1) {
      const { report } = await page.run({ files });
      expect(report.checks[0], `run ${run}`).toMatchObject({ state: 'passed' });
    }
  } finally {
    await page.close();
  }
});
