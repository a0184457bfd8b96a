import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { withGateway } from './app.ts';
import type { Store } from './app.ts';
import { withFrozenMonolith, withUsersService } from './shop.ts';

check(
  {
    id: 'store-down-keeps-the-last-value',
    type: 'in-process',
    title: 'When the store of the percentage is down, the last known percentage holds',
    lesson: 'strangler-fig#flag-store',
    hint: 2,
  },
  async (lab) => {
    for (const state of ['down', 'hanging'] as const) {
      const store: Store = { percent: 100, state: 'well' };
      await withGateway(lab, store, {}, async ({ sideOf, refresh }) => {
        expect(await sideOf('u-1'), 'side of u-1 at 100 %').toBe('users');
        store.state = state;
        await refresh();
        expect(await sideOf('u-1'), `side of u-1 while the store is ${state}, 100 % before`).toBe('users');
        Object.assign(store, { state: 'well', percent: 0 });
        await refresh();
        expect(await sideOf('u-1'), 'side of u-1 when the store is back and says 0 %').toBe('monolith');
      });
    }
  },
);

check(
  {
    id: 'unknown-is-the-monolith',
    type: 'in-process',
    title: 'As long as no percentage is known, the monolith answers',
    lesson: 'strangler-fig#flag-store',
    hint: 2,
  },
  async (lab) => {
    for (const state of ['down', 'hanging'] as const) {
      await withGateway(lab, { percent: 100, state }, {}, async ({ sideOf }) => {
        const what = `side of u-1 when the store has been ${state} from the start`;
        expect(await sideOf('u-1'), what).toBe('monolith');
      });
    }
  },
);

check(
  {
    id: 'rollback-at-once',
    type: 'in-process',
    title: 'At 0 % everybody is back on the monolith with the next request, and finds the same',
    lesson: 'strangler-fig#rollback',
    hint: 2,
  },
  async (lab) => {
    await withFrozenMonolith(lab, async (monolith) => {
      await withUsersService(lab, async (users) => {
        const store: Store = { percent: 0, state: 'well' };
        await withGateway(lab, store, { monolith, users }, async ({ calls, get, set }) => {
          await set(100);
          const shoppers = ['s-1', 's-2', 's-3', 's-4', 's-5'];
          const before = [];
          for (const shopper of shoppers) before.push((await get('/users/u-2', shopper)).json());
          const called = calls.length;
          expect([...new Set(calls.map(({ side }) => side))], 'who was called at 100 %').toEqual(['users']);
          await set(0);
          const after = [];
          for (const shopper of shoppers) after.push((await get('/users/u-2', shopper)).json());
          const since = [...new Set(calls.slice(called).map(({ side }) => side))];
          expect(since, 'who was called after the percentage was set to 0').toEqual(['monolith']);
          expect(after, 'the profile of u-2 before and after').toEqual(before);
        });
      });
    });
  },
);

check(
  {
    id: 'guard-pulls-back',
    type: 'in-process',
    title: 'The users service answers 500: the percentage goes to 0, which is written down once',
    lesson: 'strangler-fig#guard',
    hint: 3,
  },
  async (lab) => {
    const store: Store = { percent: 0, state: 'well' };
    const users = (): Response => Response.json({ title: 'Out' }, { status: 503 });
    await withGateway(lab, store, { users }, async ({ calls, get, set, refresh, sideOf }) => {
      await set(100);
      for (let request = 1; request <= 50; request += 1) {
        const { status } = await get('/users/u-1');
        expect(status, `status of GET number ${request}, which falls back`).toBe(200);
      }
      expect(store.percent, 'percentage in the store after 50 errors').toBe(0);
      const called = calls.length;
      expect(await sideOf('u-1'), 'side of u-1 after the guard has tripped').toBe('monolith');
      expect(calls.length - called, 'calls for one request after the guard has tripped').toBe(1);
      await refresh();
      const { percent, history } = (await get('/rollout')).json<{
        percent: number;
        history: { percent: number }[];
      }>();
      expect(percent, 'percentage of GET /rollout').toBe(0);
      const set0 = history.filter((each) => each.percent === 0).length;
      expect(set0, 'lines of the history that set the percentage to 0').toBe(1);
    });
  },
);
