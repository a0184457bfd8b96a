import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import type * as AvailabilityModule from '../starter/decision/availability.ts';
import type { Metrics } from '../starter/decision/metrics.ts';
import type * as ThresholdsModule from '../starter/decision/thresholds.ts';
import { decisionCheck, hotImages, mulberry32, quoted, randomShops, shop, valueOf } from './shop.ts';

decisionCheck(
  {
    id: 'hype-changes-nothing',
    title: 'Whatever is said in meetings, the decision stays the same',
    lesson: 'decision-table#reasons-that-are-none',
    hint: 1,
  },
  (decide) => {
    const random = mulberry32(7);
    const coin = (): boolean => random() < 0.5;
    for (const [index, calm] of randomShops(300, 2).entries()) {
      const hype = {
        everybodyDoesIt: coin(),
        seemsMoreScalable: coin(),
        wantsToBeLike: coin() ? 'Netflix' : null,
        codeIsAMess: coin(),
      };
      expect(
        decide({ ...calm, ...hype }),
        `decision for shop ${index} of ${calm.engineers} engineers, with and without ${JSON.stringify(hype)}`,
      ).toEqual(decide(calm));
    }
  },
);

decisionCheck(
  {
    id: 'evidence-quotes-the-metrics',
    title: 'Each part of a decision quotes the metrics that it rests on, with their values',
    lesson: 'decision-table#evidence',
    hint: 3,
  },
  (decide) => {
    const always = ['engineers', 'teams', 'productMarketFit'];
    const cases: [string, Metrics, string[]][] = [
      ['a quiet shop', shop(), []],
      ['a small shop', shop({ engineers: 6, teams: 1, productMarketFit: false }), []],
      ['hot images', shop({ modules: hotImages }), ['images.cpuPercent']],
      [
        'blocked payments and a slow CI',
        shop({ ciMinutes: 90, modules: { payments: { blockedDeployPercent: 35 } } }),
        ['payments.blockedDeployPercent', 'ciMinutes'],
      ],
      [
        'blocked payments and a quick CI',
        shop({ modules: { payments: { blockedDeployPercent: 35 } } }),
        ['payments.blockedDeployPercent', 'ciMinutes'],
      ],
      [
        'products in need of Python',
        shop({ modules: { products: { otherRuntime: 'python' } } }),
        ['products.otherRuntime'],
      ],
      [
        'checkouts lost to analytics',
        shop({ modules: { analytics: { checkoutsLost: 17, bulkheadTried: true } } }),
        ['analytics.checkoutsLost'],
      ],
      [
        'a service with one owner',
        shop({ services: [{ name: 'gift-cards', owners: 1 }] }),
        ['gift-cards.owners'],
      ],
    ];
    for (const [title, metrics, own] of cases) {
      const { evidence } = decide(metrics);
      const needed = quoted(metrics, [...always, ...own]);
      const found = evidence.map(({ metric, value }) => `${metric} = ${String(value)}`);
      expect(
        needed.filter((each) => !found.includes(each)),
        `metrics that the evidence for ${title} lacks`,
      ).toEqual([]);
    }
  },
);

decisionCheck(
  {
    id: 'evidence-is-true',
    title: 'Evidence names metrics that there are, with the values that they have',
    lesson: 'decision-table#evidence',
    hint: 3,
  },
  (decide) => {
    for (const [index, metrics] of randomShops(100, 3).entries()) {
      const { evidence } = decide(metrics);
      for (const { metric, value } of evidence) {
        expect(value, `value of ${metric} in the evidence for shop ${index}`).toBe(valueOf(metrics, metric));
      }
    }
  },
);

decisionCheck(
  {
    id: 'decide-is-pure',
    title: 'The same metrics twice give the same decision twice, and stay as they are',
    lesson: 'decision-table#evidence',
    hint: 3,
  },
  (decide) => {
    const metrics = frozen(shop({ ciMinutes: 90, modules: { payments: { blockedDeployPercent: 35 } } }));
    const first = decide(metrics);
    decide(frozen(shop({ engineers: 60, modules: hotImages })));
    expect(decide(metrics), 'decision about the same metrics, another shop later').toEqual(first);
  },
);

check(
  {
    id: 'thresholds-as-stated',
    type: 'in-process',
    title: 'The thresholds are exported, with the values of the brief',
    lesson: 'decision-table#table',
    hint: 1,
  },
  async (lab) => {
    const { thresholds } = await lab.load<typeof ThresholdsModule>('decision/thresholds.ts', 'thresholds');
    const stated = {
      modularMonolithFrom: 10,
      microservicesFrom: 50,
      hotCpuPercent: 80,
      blockedDeployPercent: 20,
      quickCiMinutes: 15,
      checkoutsLost: 1,
      fewestOwners: 2,
    } satisfies typeof thresholds;
    for (const [name, value] of Object.entries(stated)) {
      expect(Object(thresholds)[name], `thresholds.${name}`).toBe(value);
    }
  },
);

check(
  {
    id: 'a-chain-is-a-product',
    type: 'in-process',
    title: 'Six services in a row at 99.9 % each work 99.40 % of the time',
    lesson: 'decision-table#availability',
    hint: 3,
  },
  async (lab) => {
    const { chainAvailability } = await lab.load<typeof AvailabilityModule>(
      'decision/availability.ts',
      'chainAvailability',
    );
    for (const [chain, percent] of [
      [Array<number>(6).fill(99.9), '99.40'],
      [[99.9], '99.90'],
      [[90, 90], '81.00'],
      [[99, 50, 80], '39.60'],
      [[100, 0], '0.00'],
      [[], '100.00'],
    ] as const) {
      const label = `chainAvailability([${chain.join(', ')}]), to two decimals`;
      expect(Number(chainAvailability(chain)).toFixed(2), label).toBe(percent);
    }
  },
);

check(
  {
    id: 'decides-before-the-first-request',
    type: 'processes',
    title: 'A shop that has just opened, without any load, gets a decision too',
    lesson: 'decision-table#evidence',
    hint: 1,
  },
  async (lab) => {
    await lab.start('monolith');
    const report = await lab.start('report');
    const response = await lab.request(`${report.url}/decision`);
    expect(response.status, 'status of GET /decision').toBe(200);
    const { decision, metrics } = response.json<{ decision: Record<string, unknown>; metrics: Metrics }>();
    expect(
      metrics.modules.map(({ cpuPercent }) => cpuPercent),
      'CPU of the modules',
    ).toEqual(metrics.modules.map(() => 0));
    expect(decision['verdict'], 'verdict for the 40 engineers of the shop').toBe('modular-monolith');
    expect(decision['extract'], 'modules extracted').toEqual([]);
  },
);

/** The same metrics; whoever changes them in place gets a TypeError. */
function frozen(metrics: Metrics): Metrics {
  for (const each of [...metrics.modules, ...metrics.services]) Object.freeze(each);
  Object.freeze(metrics.modules);
  Object.freeze(metrics.services);
  return Object.freeze(metrics);
}
