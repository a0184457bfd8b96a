/**
 * Lighthouse on the built site: performance at least 95, the other three 100, on a phone and on a desk.
 *
 *     npm run lighthouse              Exit code 1 where a page falls short, with what it was marked down for.
 *
 * Each mark is of the median of three looks, and the phone is held to be as much slower than this machine as the
 * machine's own speed says: both are Lighthouse's advice (docs/variability.md, docs/throttling.md).
 */
import { fileURLToPath } from 'node:url';
import lighthouse, { desktopConfig } from 'lighthouse';
import { computeMedianRun } from 'lighthouse/core/lib/median-run.js';
import type { Config, Flags, Result } from 'lighthouse';
import { launchBrowser } from '../tests/support/browser.ts';
import { serve } from './serve.ts';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const least: Readonly<Record<(typeof categories)[number], number>> = {
  performance: 95,
  accessibility: 100,
  'best-practices': 100,
  seo: 100,
};
const paths = ['', 'lessons/circuit-breaker/', 'practice/'];
/** Lighthouse speaks to the browser over a port of its own. */
const port = 9_333;
const looks = 3;
/** Lighthouse's own factor from a fast desktop to a phone, and the middle of the benchmark index of such desktops. */
const fastDesktop = { slowdown: 4, benchmarkIndex: 1_750 };

const base = process.env['BASE_PATH'] ?? '/';
const served = await serve({ dir: fileURLToPath(new URL('../dist', import.meta.url)), base });
const browser = await launchBrowser({ args: [`--remote-debugging-port=${port}`], optimise: true });
let short = 0;
try {
  // The first look of a new browser is its slowest, and says how fast this machine is.
  const { environment } = await look(served.url, phone(fastDesktop.slowdown));
  const slowdown =
    fastDesktop.slowdown * Math.min(1, environment.benchmarkIndex / fastDesktop.benchmarkIndex);
  console.log(
    `Benchmark index ${Math.round(environment.benchmarkIndex)}: a phone is taken to be ${slowdown.toFixed(1)} times slower.`,
  );
  console.log(['page'.padEnd(30), 'form   ', ...categories].join('  '));
  for (const path of paths) {
    for (const form of ['mobile', 'desktop'] as const) {
      const lhr = await median(served.url + path, form === 'desktop' ? desktopConfig : phone(slowdown));
      const marks = categories.map((each) => Math.round((lhr.categories[each]?.score ?? 0) * 100));
      console.log(
        [
          (path || 'home').padEnd(30),
          form.padEnd(7),
          ...marks.map((mark, index) => String(mark).padStart(categories[index]?.length ?? 0)),
        ].join('  '),
      );
      for (const [index, category] of categories.entries()) {
        if ((marks[index] ?? 0) >= least[category]) continue;
        short++;
        for (const words of complaints(lhr, category)) console.log(`    ${words}`);
      }
    }
  }
} finally {
  await browser.close();
  await served.close();
}
if (short > 0) {
  console.error(`${short} ${short === 1 ? 'mark falls' : 'marks fall'} short.`);
  process.exitCode = 1;
}

function phone(cpuSlowdownMultiplier: number): Config {
  return { extends: 'lighthouse:default', settings: { throttling: { cpuSlowdownMultiplier } } };
}

async function median(address: string, config: Config): Promise<Result> {
  const results: Result[] = [];
  while (results.length < looks) results.push(await look(address, config));
  return computeMedianRun(results);
}

async function look(address: string, config: Config): Promise<Result> {
  const flags: Flags = { port, onlyCategories: [...categories], logLevel: 'error' };
  const result = await lighthouse(address, flags, config);
  if (!result) throw new Error(`Lighthouse gave no result for ${address}.`);
  if (result.lhr.runtimeError) throw new Error(result.lhr.runtimeError.message);
  return result.lhr;
}

/** What a page was marked down for, and the figures behind it. */
function complaints(lhr: Result, category: string): string[] {
  return (lhr.categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = lhr.audits[id];
    if (!audit || weight === 0 || audit.score === null || audit.score >= 0.9) return [];
    return [
      `${category}: ${audit.title}${audit.displayValue === undefined ? '' : ` (${audit.displayValue})`}`,
    ];
  });
}
