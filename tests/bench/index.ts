/**
 * Prints what a learner waits for, in the offline engine in Chromium and for the same work on real Node, as medians
 * with their spread and as ratios, from one run on one machine.
 *
 * The load goes through three services at 200 requests a second, with the sidecar on every hop.
 *
 *     npm run bench -- [--rounds 10] [--lab circuit-breaker] [--seconds 30]
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import type { Browser } from 'playwright';
import type { LabManifest } from '../../labs/kit/manifest.ts';
import { eraseTree } from '../../src/engine/erase.ts';
import { bundleGrading } from '../../tools/bundle-grading.ts';
import { bundleOfflineEngine } from '../../tools/bundle-offline-engine.ts';
import { bundleSidecar } from '../../tools/bundle-sidecar.ts';
import { materialiseLabs } from '../../tools/labs/materialise.ts';
import { launchBrowser } from '../support/browser.ts';
import { openFixtureSite } from '../support/fixture-site.ts';
import { readSources } from '../support/lab-sources.ts';
import { NodeMachine } from '../support/node-machine.ts';
import { textFiles } from '../support/text-files.ts';
import { measure, openOnce, type Measures, type Subject } from './measures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const generated = (path: string): Promise<string> => readFile(`${root}.generated/${path}`, 'utf8');

async function subjectOf(slug: string): Promise<Subject> {
  const [manifestText, runner, vitest, checks] = await Promise.all([
    generated(`labs/${slug}/manifest.json`),
    generated('grading/runner.js'),
    generated('grading/vitest.js'),
    generated(`labs/${slug}/checks.js`),
  ]);
  // Written by the tool that has validated it.
  const manifest = JSON.parse(manifestText) as LabManifest;
  const { files } = eraseTree(await readSources(`${root}.generated/labs/${slug}/trees/solution`));
  const [file = ''] = manifest.editable;
  const service = manifest.services.find(({ name }) => file.startsWith(`${name}/`))?.name;
  if (service === undefined) throw new Error(`No service of ${slug} has the folder of ${file}.`);
  return { manifest: manifestText, files: textFiles(files), runner, vitest, checks, edit: { file, service } };
}

async function inChromium(
  browser: Browser,
  url: string,
  subject: Subject,
  rounds: number,
): Promise<Measures & { cold: number[] }> {
  const cold: number[] = [];
  const coldRounds = Math.min(rounds, 5);
  for (let round = 0; round < coldRounds; round += 1) {
    // A context of its own: nothing is cached.
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'bench' in globalThis);
    cold.push(await page.evaluate((given) => bench.cold(given), subject));
    await context.close();
  }
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'bench' in globalThis);
  const warm = await page.evaluate(([given, count]) => bench.warm(given, count), [subject, rounds] as const);
  await page.close();
  return { cold, ...warm };
}

async function vitestRun(slug: string, rounds: number): Promise<number[]> {
  const all: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await promisify(execFile)(process.execPath, ['tools/lab.ts', 'check', slug, '--against', 'solution'], {
      cwd: root,
    });
    all.push(performance.now() - began);
  }
  return all;
}

const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
const median = (values: readonly number[]): number =>
  sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
const shown = (values: readonly number[]): string => {
  const [all, middle] = [sorted(values), median(values)];
  return `${middle.toFixed(0)} (${all[0]?.toFixed(0)} to ${all.at(-1)?.toFixed(0)})`;
};

/** Memory of all processes of the browser, where the system tells: Linux only. */
async function memoryOf(browser: Browser): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = await Promise.all(
    processInfo.map(({ id }) => readFile(`/proc/${id}/status`, 'utf8').catch(() => '')),
  );
  const kilobytes = sizes.map((text) => Number(/^RssAnon:\s+(\d+)/m.exec(text)?.[1] ?? 0));
  const sum = kilobytes.reduce((total, each) => total + each, 0);
  return sum === 0 ? 'unknown' : `${(sum / 1024).toFixed(0)} MB`;
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '10' },
    lab: { type: 'string', default: 'circuit-breaker' },
    seconds: { type: 'string', default: '30' },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  console.error(`--rounds must be a whole number from 1, not "${values.rounds}".`);
  process.exit(2);
}

await Promise.all([materialiseLabs(), bundleGrading(), bundleOfflineEngine(), bundleSidecar()]);
const subject = await subjectOf(values.lab);
const site = await openFixtureSite(fileURLToPath(new URL('page', import.meta.url)));
const browser = await launchBrowser();
try {
  const offline = await inChromium(browser, site.url, subject, rounds);
  const engine = { machine: () => NodeMachine.open() };
  const cold = await openOnce(engine, subject);
  const node = await measure(engine, subject, rounds);
  const vitest = await vitestRun(values.lab, Math.min(rounds, 5));
  const row = (work: string, ours: readonly number[], reference: readonly number[]) => ({
    work,
    'offline engine, ms': shown(ours),
    'real Node, ms': shown(reference),
    ratio: (median(ours) / median(reference)).toFixed(2),
  });
  console.log(`${values.lab}, ${rounds} rounds: median (fastest to slowest)`);
  console.table([
    row('open the lab, cold, with the engine', offline.cold, [cold]),
    row('open the lab, warm', offline.open, node.open),
    row('save to ready', offline.save, node.save),
    row('check run, same runner', offline.check, node.check),
    row('check run, beside `vitest run`', offline.check, vitest),
  ]);

  const page = await browser.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'bench' in globalThis);
  const sidecar = await generated('sidecar/sidecar.js');
  await page.evaluate((code) => bench.openChain(code), sidecar);
  const result = await page.evaluate(([rps, seconds]) => bench.load(rps, seconds), [
    200,
    Number(values.seconds),
  ] as const);
  const memory = [await memoryOf(browser)];
  for (let turn = 0; turn < 3; turn += 1) {
    await page.evaluate((times) => bench.cycle(times), 10);
    memory.push(await memoryOf(browser));
  }
  console.log(`Load: 200 requests a second for ${values.seconds} s through three services, offline engine`);
  console.table({
    'sent, errors, not sent': `${result.sent}, ${result.errors}, ${result.shed}`,
    'latency, median and worst p99, ms': `${result.p50.toFixed(1)}, ${result.p99.toFixed(1)}`,
    "the page's longest task, ms": result.longestTask === 0 ? 'under 50' : result.longestTask.toFixed(0),
    'memory after 0, 10, 20, 30 kills': memory.join(', '),
  });
} finally {
  await browser.close();
  await site.close();
}
