import { expect } from 'vitest';

import type { ModuleMetrics } from '../starter/decision/metrics.ts';
import { decisionCheck, hotImages, moduleNames, shop } from './shop.ts';

decisionCheck(
  {
    id: 'hot-images-go-alone',
    title:
      'Images take 95 % of the CPU, the queue was tried, no bigger machine: extract images and nothing else',
    lesson: 'decision-table#extract-one',
    hint: 2,
  },
  (decide) => {
    const decision = decide(shop({ modules: hotImages }));
    expect(decision.extract, 'modules extracted').toEqual(['images']);
    expect(decision.tryFirst, 'things to try first').toEqual([]);
    expect(decision.verdict, 'verdict on what is left').toBe('modular-monolith');
  },
);

decisionCheck(
  {
    id: 'queue-first',
    title: 'The same with the queue untried: extract nothing, try the queue first',
    lesson: 'decision-table#try-first',
    hint: 2,
  },
  (decide) => {
    const modules = { ...hotImages, images: { ...hotImages.images, queueTried: false } };
    const decision = decide(shop({ modules }));
    expect(decision.extract, 'modules extracted').toEqual([]);
    expect(decision.tryFirst, 'things to try first').toEqual(['queue']);
  },
);

decisionCheck(
  {
    id: 'bigger-machine-first',
    title:
      'A bigger machine is to be had: extract nothing, try it first, and the queue if that is untried too',
    lesson: 'decision-table#try-first',
    hint: 2,
  },
  (decide) => {
    const headroom = { ...hotImages.images, verticalHeadroom: true };
    const tried = decide(shop({ modules: { ...hotImages, images: headroom } }));
    expect(tried.extract, 'modules extracted when the queue was tried').toEqual([]);
    expect(tried.tryFirst, 'things to try first when the queue was tried').toEqual(['bigger-machine']);
    const untried = decide(shop({ modules: { ...hotImages, images: { ...headroom, queueTried: false } } }));
    expect(untried.extract, 'modules extracted when nothing was tried').toEqual([]);
    expect(untried.tryFirst, 'things to try first when nothing was tried').toEqual([
      'bigger-machine',
      'queue',
    ]);
  },
);

decisionCheck(
  {
    id: 'ci-first',
    title: '35 % of the deployments of payments blocked and CI takes 90 minutes: try CI first',
    lesson: 'decision-table#try-first',
    hint: 2,
  },
  (decide) => {
    const modules = { payments: { blockedDeployPercent: 35 } };
    const decision = decide(shop({ ciMinutes: 90, modules }));
    expect(decision.extract, 'modules extracted').toEqual([]);
    expect(decision.tryFirst, 'things to try first').toEqual(['ci']);
    expect(decide(shop({ ciMinutes: 90 })).tryFirst, 'things to try first when nothing is blocked').toEqual(
      [],
    );
  },
);

decisionCheck(
  {
    id: 'blocked-module-goes',
    title: 'The same with a CI of 8 minutes: extract payments',
    lesson: 'decision-table#extract-one',
    hint: 2,
  },
  (decide) => {
    const decision = decide(shop({ ciMinutes: 8, modules: { payments: { blockedDeployPercent: 35 } } }));
    expect(decision.extract, 'modules extracted').toEqual(['payments']);
    expect(decision.tryFirst, 'things to try first').toEqual([]);
  },
);

decisionCheck(
  {
    id: 'bulkhead-first',
    title: 'Analytics takes checkouts along and no bulkhead was tried: try it first',
    lesson: 'decision-table#try-first',
    hint: 2,
  },
  (decide) => {
    const decision = decide(shop({ modules: { analytics: { checkoutsLost: 17 } } }));
    expect(decision.extract, 'modules extracted').toEqual([]);
    expect(decision.tryFirst, 'things to try first').toEqual(['bulkhead']);
  },
);

decisionCheck(
  {
    id: 'leak-behind-a-bulkhead',
    title: 'The same behind a bulkhead: extract analytics',
    lesson: 'decision-table#extract-one',
    hint: 2,
  },
  (decide) => {
    const decision = decide(shop({ modules: { analytics: { checkoutsLost: 17, bulkheadTried: true } } }));
    expect(decision.extract, 'modules extracted').toEqual(['analytics']);
    expect(decision.tryFirst, 'things to try first').toEqual([]);
  },
);

decisionCheck(
  {
    id: 'library-first',
    title: 'Products need Python and no library was tried: try it first',
    lesson: 'decision-table#try-first',
    hint: 2,
  },
  (decide) => {
    const decision = decide(shop({ modules: { products: { otherRuntime: 'python' } } }));
    expect(decision.extract, 'modules extracted').toEqual([]);
    expect(decision.tryFirst, 'things to try first').toEqual(['library']);
  },
);

decisionCheck(
  {
    id: 'other-runtime-goes-alone',
    title: 'The same after a library was tried: extract products, and nothing else',
    lesson: 'decision-table#extract-one',
    hint: 2,
  },
  (decide) => {
    const modules = { products: { otherRuntime: 'python', libraryTried: true } };
    const decision = decide(shop({ modules }));
    expect(decision.extract, 'modules extracted').toEqual(['products']);
    expect(decision.verdict, 'verdict on what is left').toBe('modular-monolith');
  },
);

decisionCheck(
  {
    id: 'any-module-may-signal',
    title: 'Each signal speaks for the module that gives it, whatever its name',
    lesson: 'decision-table#extract-one',
    hint: 2,
  },
  (decide) => {
    const signals: readonly Partial<ModuleMetrics>[] = [
      { cpuPercent: 90, queueTried: true },
      { blockedDeployPercent: 30 },
      { otherRuntime: 'go', libraryTried: true },
      { checkoutsLost: 5, bulkheadTried: true },
    ];
    for (const signal of signals) {
      for (const name of moduleNames) {
        const label = `modules extracted when ${name} has ${JSON.stringify(signal)}`;
        expect(decide(shop({ modules: { [name]: signal } })).extract, label).toEqual([name]);
      }
    }
  },
);

decisionCheck(
  {
    id: 'signals-add-up',
    title: 'Several signals at once: each is judged by itself, and nothing is named twice',
    lesson: 'decision-table#extract-one',
    hint: 3,
  },
  (decide) => {
    const decision = decide(
      shop({
        ciMinutes: 90,
        modules: {
          ...hotImages,
          images: { ...hotImages.images, otherRuntime: 'go', libraryTried: true },
          payments: { blockedDeployPercent: 35 },
          notifications: { blockedDeployPercent: 28 },
          products: { otherRuntime: 'python', libraryTried: true },
          analytics: { checkoutsLost: 3 },
        },
      }),
    );
    expect(decision.extract, 'modules extracted').toEqual(['images', 'products']);
    expect(decision.tryFirst, 'things to try first').toEqual(['bulkhead', 'ci']);
  },
);

decisionCheck(
  {
    id: 'one-owner-is-merged',
    title: 'A service with one owner is merged, one with two is not',
    lesson: 'decision-table#merge',
    hint: 1,
  },
  (decide) => {
    const services = [
      { name: 'search', owners: 4 },
      { name: 'gift-cards', owners: 1 },
      { name: 'reviews', owners: 2 },
      { name: 'ratings', owners: 0 },
    ];
    expect(decide(shop({ services })).merge, 'services merged').toEqual(['gift-cards', 'ratings']);
  },
);

decisionCheck(
  {
    id: 'signals-hold-to-the-number',
    title:
      'Signals begin at 80 % of the CPU, 20 % of deployments and one checkout; CI is quick up to 15 minutes',
    lesson: 'decision-table#table',
    hint: 3,
  },
  (decide) => {
    const hot = (cpuPercent: number) =>
      decide(shop({ modules: { images: { cpuPercent, queueTried: true } } })).extract;
    expect(hot(79.9), 'modules extracted at 79.9 % of the CPU').toEqual([]);
    expect(hot(80), 'modules extracted at 80 % of the CPU').toEqual(['images']);

    const blocked = (blockedDeployPercent: number, ciMinutes: number) =>
      decide(shop({ ciMinutes, modules: { payments: { blockedDeployPercent } } }));
    expect(blocked(19.9, 15).extract, 'modules extracted at 19.9 % blocked, CI 15 min').toEqual([]);
    expect(blocked(20, 15).extract, 'modules extracted at 20 % blocked, CI 15 min').toEqual(['payments']);
    expect(blocked(20, 15.1).tryFirst, 'things to try first at 20 % blocked, CI 15.1 min').toEqual(['ci']);

    const lost = (checkoutsLost: number) =>
      decide(shop({ modules: { analytics: { checkoutsLost } } })).tryFirst;
    expect(lost(1), 'things to try first after one lost checkout').toEqual(['bulkhead']);
  },
);
