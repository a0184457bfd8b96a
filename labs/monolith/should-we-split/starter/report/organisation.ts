/** What no process can measure by itself: the people, what they tried, and what they say. From the last 90 days. */
import type { Metrics } from '../decision/metrics.ts';

/** Deployments of a module's changes: all of them, and those that waited for another team's change. */
interface Deployments {
  readonly all: number;
  readonly waited: number;
}

export const organisation = {
  people: {
    engineers: 40,
    teams: 8,
    productMarketFit: true,
    ciMinutes: 90,
    services: [
      { name: 'search', owners: 4 },
      { name: 'gift-cards', owners: 1 },
    ],
    everybodyDoesIt: true,
    seemsMoreScalable: true,
    wantsToBeLike: 'Netflix',
    codeIsAMess: false,
  } satisfies Omit<Metrics, 'modules'>,
  deployments: {
    products: { all: 61, waited: 2 },
    orders: { all: 38, waited: 3 },
    payments: { all: 20, waited: 7 },
    notifications: { all: 17, waited: 1 },
    images: { all: 9, waited: 0 },
    analytics: { all: 24, waited: 1 },
  } satisfies Readonly<Record<string, Deployments>>,
  /** Nothing cheaper was tried so far; there is no bigger machine than the one in use. */
  tried: { queueTried: false, libraryTried: false, bulkheadTried: false, verticalHeadroom: false },
};
