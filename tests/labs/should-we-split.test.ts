/** The lab `should-we-split` against solutions that none of its mutants shows: wrong ones, and right ones. */
import { describe, expect, test } from 'vitest';

import { labUnderTest } from '../support/lab-under-test.ts';

const decide = 'decision/decide.ts';
const availability = 'decision/availability.ts';
const { solution, changed, failures } = await labUnderTest('should-we-split');

describe('wrong solutions that were held back', () => {
  test.concurrent.each([
    {
      mistake: 'a large company needs no market',
      from: 'thresholds.modularMonolithFrom || !productMarketFit',
      to: 'thresholds.modularMonolithFrom || (!productMarketFit && engineers < 50)',
      caughtBy: 'early-is-a-monolith',
    },
    {
      mistake: 'one thing that is untried holds back everything',
      from: "verdict === 'monolith' ? []",
      to: "verdict === 'monolith' || signals.some(({ untried }) => untried.length > 0) ? []",
      caughtBy: 'signals-add-up',
    },
    {
      mistake: 'of two cheaper things one is enough',
      from: "if (module.verticalHeadroom) untried.push('bigger-machine');",
      to: "if (module.verticalHeadroom) untried.push('bigger-machine'); if (untried.length < 2) untried.pop();",
      caughtBy: 'queue-first',
    },
    {
      mistake: 'a slow CI is always worth a remark',
      from: 'tryFirst: [...new Set(signals.flatMap(({ untried }) => untried))],',
      to: "tryFirst: [...new Set([...signals.flatMap(({ untried }) => untried), ...(metrics.ciMinutes > 15 ? ['ci' as const] : [])])],",
      caughtBy: 'ci-first',
    },
    {
      mistake: 'the busiest module goes, whichever gave the signal',
      from: 'extract: [...new Set(proven.map(({ module }) => module))],',
      to: 'extract: proven.length > 0 ? metrics.modules.toSorted((a, b) => b.cpuPercent - a.cpuPercent).slice(0, 1).map(({ name }) => name) : [],',
      caughtBy: 'blocked-module-goes',
    },
    {
      mistake: 'the threshold is quoted and not the value',
      from: 'value: module[metric],',
      to: "value: metric === 'cpuPercent' ? thresholds.hotCpuPercent : module[metric],",
      caughtBy: 'evidence-quotes-the-metrics',
    },
    {
      mistake: 'opinions are quoted as evidence',
      from: "{ metric: 'teams', value: teams },",
      to: "{ metric: 'teams', value: teams }, ...(metrics.codeIsAMess ? [{ metric: 'codeIsAMess', value: true }] : []),",
      caughtBy: 'hype-changes-nothing',
    },
    {
      mistake: 'images are the only module that can be hot',
      from: 'flatMap((module) => signalsOf(module, metrics))',
      to: "flatMap((module) => (module.name === 'images' || module.cpuPercent < 80 ? signalsOf(module, metrics) : []))",
      caughtBy: 'any-module-may-signal',
    },
  ])('$mistake', async ({ from, to, caughtBy }) => {
    expect(await failures(changed(decide, [from, to]))).toContain(caughtBy);
  });

  test.concurrent('availability is rounded on the way', async () => {
    const tree = changed(availability, ['chain * (percent / 100)', 'Math.round(chain * percent) / 100']);
    expect(await failures(tree)).toContain('a-chain-is-a-product');
  });
});

describe('right solutions of another shape', () => {
  test.concurrent('other orders, and more evidence than asked for', async () => {
    const tree = changed(
      decide,
      ['extract: [...new Set(proven', 'extract: [...new Set(proven.toReversed()'],
      [
        "{ metric: 'teams', value: teams },",
        "{ metric: 'teams', value: teams }, { metric: 'ciMinutes', value: metrics.ciMinutes },",
      ],
    );
    expect(await failures(tree)).toEqual([]);
  });

  test.concurrent('plain loops and no types, as somebody writes who knows only JavaScript', async () => {
    expect(await failures({ ...solution, [decide]: plainJavaScript })).toEqual([]);
  });
});

const plainJavaScript = `
import { thresholds } from './thresholds.ts';

export function decide(metrics) {
  let verdict = 'modular-monolith';
  if (metrics.engineers >= thresholds.microservicesFrom && metrics.teams >= 2) verdict = 'microservices';
  if (metrics.engineers < thresholds.modularMonolithFrom || !metrics.productMarketFit) verdict = 'monolith';

  const extract = [];
  const tryFirst = [];
  const merge = [];
  const evidence = [];
  for (const metric of ['engineers', 'teams', 'productMarketFit', 'ciMinutes']) {
    evidence.push({ metric, value: metrics[metric] });
  }
  for (const module of metrics.modules) {
    let proven = false;
    if (module.cpuPercent >= thresholds.hotCpuPercent) {
      evidence.push({ metric: module.name + '.cpuPercent', value: module.cpuPercent });
      if (!module.queueTried) tryFirst.push('queue');
      if (module.verticalHeadroom) tryFirst.push('bigger-machine');
      if (module.queueTried && !module.verticalHeadroom) proven = true;
    }
    if (module.blockedDeployPercent >= thresholds.blockedDeployPercent) {
      evidence.push({ metric: module.name + '.blockedDeployPercent', value: module.blockedDeployPercent });
      if (metrics.ciMinutes <= thresholds.quickCiMinutes) proven = true;
      else if (!tryFirst.includes('ci')) tryFirst.push('ci');
    }
    if (module.otherRuntime !== null) {
      evidence.push({ metric: module.name + '.otherRuntime', value: module.otherRuntime });
      if (module.libraryTried) proven = true;
      else if (!tryFirst.includes('library')) tryFirst.push('library');
    }
    if (module.checkoutsLost >= thresholds.checkoutsLost) {
      evidence.push({ metric: module.name + '.checkoutsLost', value: module.checkoutsLost });
      if (module.bulkheadTried) proven = true;
      else if (!tryFirst.includes('bulkhead')) tryFirst.push('bulkhead');
    }
    if (proven && verdict !== 'monolith') extract.push(module.name);
  }
  for (const service of metrics.services) {
    if (service.owners < thresholds.fewestOwners) {
      merge.push(service.name);
      evidence.push({ metric: service.name + '.owners', value: service.owners });
    }
  }
  return { verdict, extract, tryFirst, merge, evidence };
}
`;
