import { expect } from 'vitest';

import { decisionCheck, hotImages, randomShops, shop } from './shop.ts';

decisionCheck(
  {
    id: 'early-is-a-monolith',
    title: 'Six engineers, or a product without a market: a monolith, whatever else was measured',
    lesson: 'decision-table#headcount',
    hint: 1,
  },
  (decide) => {
    const whole = { engineers: 6, teams: 1, productMarketFit: false };
    for (const [index, { modules, ...rest }] of randomShops(50, 1).entries()) {
      const decision = decide({ ...rest, ...whole, modules });
      expect(decision.verdict, `verdict for six engineers without product-market fit, shop ${index}`).toBe(
        'monolith',
      );
      expect(decision.extract, `modules extracted there, shop ${index}`).toEqual([]);
    }
    const six = decide(shop({ engineers: 6, teams: 1, modules: hotImages }));
    expect(six.verdict, 'verdict for six engineers with product-market fit and hot images').toBe('monolith');
    expect(six.extract, 'modules extracted there').toEqual([]);
    const searching = decide(shop({ engineers: 60, teams: 9, productMarketFit: false }));
    expect(searching.verdict, 'verdict for 60 engineers without product-market fit').toBe('monolith');
  },
);

decisionCheck(
  {
    id: 'eight-teams-are-no-eight-services',
    title: '40 engineers in eight teams, 3 % of deployments blocked: a modular monolith',
    lesson: 'decision-table#headcount',
    hint: 1,
  },
  (decide) => {
    const decision = decide(shop({ engineers: 40, teams: 8 }));
    expect(decision.verdict, 'verdict').toBe('modular-monolith');
    expect(decision.extract, 'modules extracted').toEqual([]);
    expect(decision.tryFirst, 'things to try first').toEqual([]);
    expect(decision.merge, 'services merged').toEqual([]);
  },
);

decisionCheck(
  {
    id: 'many-engineers-in-one-team',
    title: '60 engineers in one team: still a modular monolith; in nine teams, services',
    lesson: 'decision-table#headcount',
    hint: 1,
  },
  (decide) => {
    expect(decide(shop({ engineers: 60, teams: 1 })).verdict, 'verdict for one team').toBe(
      'modular-monolith',
    );
    expect(decide(shop({ engineers: 60, teams: 2 })).verdict, 'verdict for two teams').toBe('microservices');
    expect(decide(shop({ engineers: 60, teams: 9 })).verdict, 'verdict for nine teams').toBe('microservices');
  },
);

decisionCheck(
  {
    id: 'ten-and-fifty-count-as-the-upper-row',
    title: '9, 10, 49 and 50 engineers',
    lesson: 'decision-table#table',
    hint: 1,
  },
  (decide) => {
    for (const [engineers, verdict] of [
      [9, 'monolith'],
      [10, 'modular-monolith'],
      [49, 'modular-monolith'],
      [50, 'microservices'],
    ] as const) {
      expect(decide(shop({ engineers, teams: 8 })).verdict, `verdict for ${engineers} engineers`).toBe(
        verdict,
      );
    }
  },
);
