/**
 * Prints what a learner waits for, in the offline engine in Chromium and for the same work on real Node, as medians
 * with their spread and as ratios, from one run on one machine: for a lab, and for projects of 1, 3 and 6 services and
 * of 1, 10 and 50 files each.
 *
 *     npm run bench -- [--rounds 5] [--lab circuit-breaker] [--seconds 10] [--only 3x10]
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bundleGrading } from '../../tools/bundle-grading.ts';
import { bundleOfflineEngine } from '../../tools/bundle-offline-engine.ts';
import { bundleSidecar } from '../../tools/bundle-sidecar.ts';
import { materialiseLabs } from '../../tools/labs/materialise.ts';
import { launchBrowser } from '../support/browser.ts';
import { openFixtureSite } from '../support/fixture-site.ts';
import { inChromium, steadyInChromium } from './chromium.ts';
import type { Rounds } from './measures.ts';
import { onNode, steadyOnNode } from './node.ts';
import type { Shape } from './project.ts';
import { generated, labSubject, projectSubject } from './subject.ts';
import { rowsOf, steadyRows, type Measured } from './table.ts';

const usual: Shape = { services: 3, files: 10 };
const shapes: readonly Shape[] = [
  { ...usual, services: 1 },
  usual,
  { ...usual, services: 6 },
  { ...usual, files: 1 },
  { ...usual, files: 50 },
];
const rps = 200;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    lab: { type: 'string', default: 'circuit-breaker' },
    seconds: { type: 'string', default: '10' },
    only: { type: 'string' },
  },
});
const [count, seconds] = [values.rounds, values.seconds].map(Number) as [number, number];
if (![count, seconds].every((each) => Number.isInteger(each) && each >= 1)) {
  console.error('--rounds and --seconds must be whole numbers from 1.');
  process.exit(2);
}
const rounds: Rounds = { cold: Math.min(count, 3), times: count, checks: Math.min(count, 3), seconds: 3 };

await Promise.all([materialiseLabs(), bundleGrading(), bundleOfflineEngine(), bundleSidecar()]);
const sidecar = await generated('sidecar/sidecar.js');
const chosen = shapes.filter(
  ({ services, files }) => values.only === undefined || values.only === `${services}x${files}`,
);
const subjects = [
  ...(values.only === undefined || values.only === 'lab' ? [await labSubject(values.lab)] : []),
  ...(await Promise.all(chosen.map((shape) => projectSubject(shape)))),
];
const site = await openFixtureSite(fileURLToPath(new URL('page', import.meta.url)));
const browser = await launchBrowser({ optimise: true });
try {
  const measured: Measured[] = [];
  for (const subject of subjects) {
    console.error(`${subject.name} …`);
    const offline = await inChromium(browser, site.url, subject, rounds, sidecar);
    measured.push({ name: subject.name, offline, node: await onNode(subject, rounds, sidecar) });
  }
  const loaded = await projectSubject(usual);
  console.error(`${rps} requests a second for ${seconds} s …`);
  const steady = {
    rps,
    seconds,
    offline: await steadyInChromium(browser, site.url, loaded, rps, seconds, sidecar),
    node: await steadyOnNode(loaded, rps, seconds, sidecar),
  };
  console.log('Medians (least to most). Ratio: the offline engine to real Node.');
  console.table([...rowsOf(measured), ...steadyRows(loaded.name, steady)]);
} finally {
  await browser.close();
  await site.close();
}
