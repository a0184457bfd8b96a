/**
 * A long day at one lab in one page: it is run and stopped 200 times, saved 1,000 times and checked 200 times. Memory
 * and workers must come back to where they were. Needs a built site.
 *
 *     npm run soak               SOAK=0.05 does a twentieth of it
 */
import type { CDPSession, Page } from 'playwright';
import { isolatedContext, LabScreen } from '../e2e/lab-support.ts';
import { launchBrowser } from '../support/browser.ts';
import { closeSite } from '../support/site.ts';

const share = Number(process.env['SOAK'] ?? 1);
const times = (whole: number): number => Math.max(2, Math.round(whole * share));
/** What may be left over: room that the browser has not given back yet, and what the screen keeps on purpose. */
const tolerance = { bytes: 20_000_000, part: 0.25 };

/** Saves so far. */
let edits = 0;

interface Standing {
  readonly workers: number;
  /** Bytes of the page's heap after a collection. */
  readonly heap: number;
  readonly nodes: number;
}

const browser = await launchBrowser({ v8: ['--expose-gc'], optimise: true });
let failed = false;
try {
  const context = await isolatedContext(browser);
  const lab = await LabScreen.open(context, 'circuit-breaker');
  const { page } = lab;
  const protocol = await context.newCDPSession(page);
  await lab.openFile('orders/app.ts');
  await lab.focusEditor();

  const cycles: Readonly<Record<string, { count: number; once: () => Promise<void> }>> = {
    'run and stop': { count: times(200), once: () => runAndStop(lab) },
    save: { count: times(1_000), once: () => save(lab) },
    check: { count: times(200), once: () => check(lab) },
  };
  console.log(
    ['cycle'.padEnd(14), 'times', 'seconds', 'heap before', 'after', 'nodes', 'workers'].join('\t'),
  );
  for (const [name, { count, once }] of Object.entries(cycles)) {
    if (name === 'save') await start(lab);
    // Once or twice first: what is loaded on demand is there from then on.
    for (let round = 0; round < 3; round++) await once();
    const before = await standing(page, protocol);
    const began = performance.now();
    for (let round = 0; round < count; round++) await once();
    const seconds = (performance.now() - began) / 1_000;
    const after = await standing(page, protocol);
    const grown = after.heap - before.heap;
    // Fewer is no fault: spare workers come back in a moment of their own.
    const ok =
      after.workers <= before.workers && grown <= Math.max(tolerance.bytes, before.heap * tolerance.part);
    if (!ok) failed = true;
    console.log(
      [
        name.padEnd(14),
        count,
        seconds.toFixed(0),
        megabytes(before.heap),
        megabytes(after.heap),
        `${before.nodes} → ${after.nodes}`,
        `${before.workers} → ${after.workers}`,
        ok ? '' : 'GROWN',
      ].join('\t'),
    );
  }
  if (lab.errors.length > 0) {
    failed = true;
    console.error(`Errors that nobody caught: ${[...new Set(lab.errors)].join('; ')}`);
  }
} finally {
  await browser.close();
  await closeSite();
}
process.exitCode = failed ? 1 : 0;

async function start(lab: LabScreen): Promise<void> {
  await lab.run();
  for (const id of ['orders', 'payments', 'shopper']) await lab.processIs(id, 'running');
}

async function runAndStop(lab: LabScreen): Promise<void> {
  await start(lab);
  await lab.button('Stop').click();
  for (const id of ['orders', 'payments', 'shopper']) await lab.processIs(id, 'stopped');
}

/** Types a character into the file and saves it: the service that it belongs to is started anew. */
async function save(lab: LabScreen): Promise<void> {
  await lab.focusEditor();
  await lab.page.keyboard.press('ControlOrMeta+Home');
  // A comment that grows and shrinks, so that the file stays as it is in the long run.
  if (edits++ % 2 === 0) await lab.page.keyboard.type('//\n');
  else for (let key = 0; key < 3; key++) await lab.page.keyboard.press('Delete');
  // What is said next is said in the region that is empty now.
  const regions = lab.announcements.locator('p');
  const next = (await regions.first().textContent()) === '' ? 0 : 1;
  await lab.page.keyboard.press('ControlOrMeta+S');
  await regions.nth(next).filter({ hasText: 'Saved. Restarted orders.' }).waitFor({ state: 'attached' });
}

async function check(lab: LabScreen): Promise<void> {
  await lab.check();
}

async function standing(page: Page, protocol: CDPSession): Promise<Standing> {
  await protocol.send('HeapProfiler.collectGarbage');
  const [{ usedSize }, { nodes }] = await Promise.all([
    protocol.send('Runtime.getHeapUsage'),
    protocol.send('Memory.getDOMCounters'),
  ]);
  return { workers: page.workers().length, heap: usedSize, nodes };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
