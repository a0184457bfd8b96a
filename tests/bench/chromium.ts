/** The offline engine's side: the measures, taken in a page of Chromium. */
import type { Browser, Page } from 'playwright';
import { stock } from '../../src/engine/offline/kernel/workers.ts';
import { untilWorkers } from '../support/workers.ts';
import type { SteadyLoad } from './load.ts';
import { repeat, type Measures, type Rounds } from './measures.ts';
import { browserMemory } from './memory.ts';
import type { Measurable } from './subject.ts';

async function openPage(browser: Browser, url: string, { subject }: Measurable): Promise<Page> {
  // A context of its own: nothing is cached.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'prepare' in globalThis);
  await page.evaluate((given) => prepare(given), subject);
  return page;
}

const closePage = (page: Page): Promise<void> => page.context().close();

const open = (page: Page): Promise<number> => page.evaluate(() => bench.open());
const close = (page: Page): Promise<void> => page.evaluate(() => bench.close());

/** Resolves when the engine is at rest: all spare workers wait, beside the compiler and so many processes. */
async function rested(page: Page, processes: number): Promise<void> {
  await untilWorkers(page, stock + 1 + processes);
  // A worker answers once its script has run. One that has just been ended may still be counted, and does not.
  const answers = await Promise.allSettled(page.workers().map((worker) => worker.evaluate('0')));
  if (answers.some(({ status }) => status === 'rejected')) await rested(page, processes);
}

export async function inChromium(
  browser: Browser,
  url: string,
  measurable: Measurable,
  rounds: Rounds,
  sidecar: string,
): Promise<Measures> {
  const { processes, hops } = measurable;
  const memory: number[] = [];
  const openCold = await repeat(rounds.cold, async () => {
    const page = await openPage(browser, url, measurable);
    const before = await browserMemory(browser);
    const ms = await open(page);
    await rested(page, processes);
    memory.push((await browserMemory(browser)) - before);
    await closePage(page);
    return ms;
  });

  const page = await openPage(browser, url, measurable);
  await open(page);
  await close(page);
  const openWarm = await repeat(rounds.times, async () => {
    const ms = await open(page);
    await close(page);
    return ms;
  });
  const openPrewarmed = await repeat(rounds.times, async () => {
    await rested(page, 0);
    const ms = await open(page);
    await close(page);
    return ms;
  });
  await open(page);
  const save = await page.evaluate((times) => bench.save(times), rounds.times);
  await close(page);
  const check = await repeat(rounds.checks, () => page.evaluate(() => bench.check()));
  const saturate = (code?: string): Promise<number[]> =>
    hops === 0
      ? Promise.resolve([])
      : page.evaluate(([seconds, given]) => bench.saturate(seconds, given), [rounds.seconds, code] as const);
  const rate = await saturate();
  const rateWithSidecar = await saturate(sidecar);
  await closePage(page);
  return { openCold, openWarm, openPrewarmed, save, check, rate, rateWithSidecar, memory };
}

export async function steadyInChromium(
  browser: Browser,
  url: string,
  measurable: Measurable,
  rps: number,
  seconds: number,
  sidecar: string,
): Promise<SteadyLoad> {
  const page = await openPage(browser, url, measurable);
  const load = await page.evaluate(([...given]) => bench.steady(...given), [rps, seconds, sidecar] as [
    number,
    number,
    string,
  ]);
  await closePage(page);
  return load;
}
