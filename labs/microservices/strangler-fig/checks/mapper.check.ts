import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';
import { importsOf } from '#kit/check-imports.ts';

import { routerBetween, textOf } from './gateway.ts';
import { withFrozenMonolith, withUsersService } from './shop.ts';

check(
  {
    id: 'same-json-from-both-sides',
    type: 'in-process',
    title: 'Whichever side answers, a user is the same JSON, read or changed',
    lesson: 'strangler-fig#anti-corruption',
    hint: 3,
  },
  async (lab) => {
    await withFrozenMonolith(lab, async (monolith) => {
      await withUsersService(lab, async (users) => {
        const router = await routerBetween(lab, { monolith, users });
        const both = async (asked: { method?: string; target: string; body?: string }): Promise<void> => {
          router.setPercent(100);
          const expected = await router.ask(asked);
          router.setPercent(0);
          const actual = await router.ask(asked);
          const what = `${asked.method ?? 'GET'} ${asked.target}`;
          expect(actual.status, `status of ${what} from the monolith`).toBe(expected.status);
          const seen: unknown = JSON.parse(textOf(actual));
          expect(seen, `${what} from the monolith, as from users`).toEqual(JSON.parse(textOf(expected)));
        };
        for (const id of ['u-1', 'u-2', 'u-3', 'u-4', 'u-99']) await both({ target: `/users/${id}` });
        const change = { displayName: 'Grace H.', contact: { email: 'hopper@example.com' } };
        await both({ method: 'PUT', target: '/users/u-2', body: JSON.stringify(change) });
        await both({ target: '/users/u-2' });
      });
    });
  },
);

check(
  {
    id: 'api-and-not-tables',
    type: 'in-process',
    title: 'The gateway knows no table of the monolith, and none of its files',
    lesson: 'strangler-fig#anti-corruption',
    hint: 1,
  },
  ({ sources }) => {
    const wrong = importsOf(sources).filter(
      ({ from, to }) =>
        from.startsWith('gateway/') && (to.startsWith('monolith/') || to === '#kit/database.ts'),
    );
    if (wrong.length === 0) return;
    const list = wrong.map(({ from, line, to }) => `${from}:${line} imports ${to}`);
    throw new CheckFailure(
      'imports of the monolith’s files or of a database in the gateway: none',
      list.join('; '),
    );
  },
);
