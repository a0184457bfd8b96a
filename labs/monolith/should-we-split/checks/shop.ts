/** What the checks share: a quiet shop to vary, shops made up at random, and a decision to look at. */
import { check, CheckFailure } from '#kit/check.ts';
import type { CheckMeta } from '#kit/check.ts';

import type * as DecideModule from '../starter/decision/decide.ts';
import type { Decision } from '../starter/decision/decision.ts';
import type { Metrics, ModuleMetrics } from '../starter/decision/metrics.ts';

export const moduleNames = [
  'products',
  'orders',
  'payments',
  'notifications',
  'images',
  'analytics',
] as const;
export type ModuleName = (typeof moduleNames)[number];

const quietModule: Omit<ModuleMetrics, 'name'> = {
  cpuPercent: 12,
  queueTried: false,
  verticalHeadroom: false,
  blockedDeployPercent: 3,
  otherRuntime: null,
  libraryTried: false,
  checkoutsLost: 0,
  bulkheadTried: false,
};

/** What differs from a quiet shop: of the whole, and of modules by their names. */
export interface Difference extends Partial<Omit<Metrics, 'modules'>> {
  readonly modules?: Readonly<Partial<Record<ModuleName, Partial<ModuleMetrics>>>>;
}

/** A shop of 24 engineers in four teams in which nothing is the matter, but for the difference. */
export function shop({ modules = {}, ...whole }: Difference = {}): Metrics {
  return {
    engineers: 24,
    teams: 4,
    productMarketFit: true,
    ciMinutes: 8,
    services: [{ name: 'search', owners: 4 }],
    everybodyDoesIt: false,
    seemsMoreScalable: false,
    wantsToBeLike: null,
    codeIsAMess: false,
    ...whole,
    modules: moduleNames.map((name) => ({ name, ...quietModule, ...modules[name] })),
  };
}

/** Images take nearly all of the CPU; a queue was tried, and there is no bigger machine. */
export const hotImages = {
  products: { cpuPercent: 2 },
  orders: { cpuPercent: 1 },
  payments: { cpuPercent: 0.5 },
  notifications: { cpuPercent: 0.5 },
  images: { cpuPercent: 95, queueTried: true, verticalHeadroom: false },
  analytics: { cpuPercent: 1 },
} satisfies Difference['modules'];

/** A decision, with lists in the order of the alphabet. */
export type Decide = (metrics: Metrics) => Decision;

/** A check of `decide`. */
export function decisionCheck(
  meta: Omit<CheckMeta, 'type'>,
  body: (decide: Decide) => Promise<void> | void,
): void {
  check({ ...meta, type: 'in-process' }, async (lab) => {
    const module = await lab.load<typeof DecideModule>('decision/decide.ts', 'decide');
    await body((metrics) => sorted(module.decide(metrics)));
  });
}

/** @throws {CheckFailure} when it lacks a part */
export function sorted(decision: unknown): Decision {
  const { verdict, extract, tryFirst, merge, evidence } = Object(decision);
  for (const [part, value] of Object.entries({ extract, tryFirst, merge, evidence })) {
    if (!Array.isArray(value)) throw new CheckFailure(`${part} of the decision: an array`, String(value));
  }
  return {
    verdict,
    extract: extract.toSorted(),
    tryFirst: tryFirst.toSorted(),
    merge: merge.toSorted(),
    evidence,
  };
}

/** The value of a metric under the name that evidence uses; undefined when there is no such metric. */
export function valueOf(metrics: Metrics, metric: string): unknown {
  const [field = '', ...rest] = metric.split('.').toReversed();
  const name = rest.toReversed().join('.');
  const owner =
    name === '' ? metrics : [...metrics.modules, ...metrics.services].find((each) => each.name === name);
  const value: unknown = owner ? Object(owner)[field] : undefined;
  return Array.isArray(value) || field === 'name' ? undefined : value;
}

/** Metrics as `name = value`, in the order given. */
export function quoted(metrics: Metrics, names: readonly string[]): string[] {
  return names.map((name) => `${name} = ${String(valueOf(metrics, name))}`);
}

/** As many shops of all kinds, the same ones for the same seed. */
export function randomShops(count: number, seed: number): Metrics[] {
  const random = mulberry32(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const tenths = (most: number): number => upTo(most * 10) / 10;
  const coin = (): boolean => random() < 0.5;
  return Array.from({ length: count }, () =>
    shop({
      engineers: 1 + upTo(119),
      teams: 1 + upTo(11),
      productMarketFit: random() < 0.8,
      ciMinutes: tenths(60),
      services: [
        { name: 'search', owners: 1 + upTo(4) },
        { name: 'gift-cards', owners: 1 + upTo(2) },
      ],
      modules: Object.fromEntries(
        moduleNames.map((name): [ModuleName, Partial<ModuleMetrics>] => [
          name,
          {
            cpuPercent: tenths(100),
            queueTried: coin(),
            verticalHeadroom: coin(),
            blockedDeployPercent: tenths(50),
            otherRuntime: random() < 0.2 ? 'python' : null,
            libraryTried: coin(),
            checkoutsLost: coin() ? 0 : upTo(40),
            bulkheadTried: coin(),
          },
        ]),
      ),
    }),
  );
}

/** A small generator of numbers from 0 to 1, good enough to make up shops. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
