/**
 * What hostile lab code tries in the offline engine, and what it gets: the same cases as in the tests, as one table.
 *
 *     npm run hostile             npm run hostile -- flood   only cases with this word
 */
import { openArena } from '../support/hostile/arena.ts';
import { denialCases } from '../support/hostile-denials.ts';
import { fakeChecks, fakeFiles, fakeManifest } from '../support/fake-lab/lab.ts';
import { openGradingPage } from '../support/grading-page/open.ts';
import { hostileCases } from '../support/hostile-cases.ts';
import { shortLimits } from '../support/check-limits.ts';
import { textFiles } from '../support/text-files.ts';

const word = process.argv[2] ?? '';
const wanted = ({ name, tries }: { name: string; tries: string }): boolean =>
  `${name} ${tries}`.includes(word);
const row = (...cells: string[]): void => console.log(`| ${cells.join(' | ')} |`);
const inProcess = ['starts-at-zero', 'counts', 'remembers', 'throws-below-zero', 'waits'];
let failed = false;

row('case', 'tried', 'got');
row('---', '---', '---');

const grading = await openGradingPage({ manifest: JSON.stringify(fakeManifest), checks: await fakeChecks() });
try {
  for (const { name, tries, code } of hostileCases.filter(({ only }) => only !== 'node').filter(wanted)) {
    const files = textFiles(await fakeFiles(code));
    const { report, verdict } = await grading.run({ files, only: inProcess, limits: shortLimits });
    const passed = report.checks.filter(({ state }) => state === 'passed').length;
    if (verdict === 'passed' || passed > 0) failed = true;
    row(name, tries, `verdict ${verdict}, ${passed} checks passed`);
  }
} finally {
  await grading.close();
}

const arena = await openArena();
try {
  for (const attempt of denialCases.filter(wanted)) {
    const { got, harm } = await arena.undergo(attempt);
    if (harm.length > 0) failed = true;
    row(attempt.name, attempt.tries, harm.length > 0 ? `HARM: ${harm.join('; ')}` : got);
  }
} finally {
  await arena.close();
}
process.exitCode = failed ? 1 : 0;
