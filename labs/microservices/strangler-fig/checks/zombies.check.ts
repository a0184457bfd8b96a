import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import { withGateway } from './app.ts';
import { sentTo, withMonolith, withUsersService } from './shop.ts';

/** What would have to be there for the monolith to have users of its own, and may be there no more. */
const remains: readonly [what: string, words: RegExp, files: RegExp][] = [
  ['SQL on the table users', /\b(?:from|into|update|join)\s+users\b/i, /^monolith\/(?!users\/schema\.ts$)/],
  ['a route of users', /['"`][A-Z]+ \/users\b/, /^monolith\//],
  ['code that changes users', /\b(?:updateUser|parseUserChange|UserChange)\b/, /^monolith\//],
  [
    'a database for users',
    /db\.as\(\s*['"`]users['"`]\s*\)|ModuleDatabase/,
    /^monolith\/(app|users\/\w+)\.ts$/,
  ],
];

check(
  {
    id: 'zombie-code-is-gone',
    type: 'in-process',
    title: 'The monolith’s own code for users is gone: routes, SQL, and what changed them',
    lesson: 'strangler-fig#zombie-code',
    hint: 3,
  },
  ({ sources }) => {
    const found = Object.entries(sources).flatMap(([path, source]) => {
      const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, (text) =>
        text.replaceAll(/[^\n]/g, ' '),
      );
      return remains.flatMap(([what, words, files]) => {
        const match = files.test(path)
          ? words.exec(path === 'monolith/app.ts' ? withoutImports(code) : code)
          : null;
        if (!match) return [];
        return [`${path}:${code.slice(0, match.index).split('\n').length} has ${what} (${match[0]})`];
      });
    });
    if (found.length > 0)
      throw new CheckFailure('code for users that is left in the monolith: none', found.join('; '));
  },
);

/** Blanks for import statements, whose words are no code of their own. */
function withoutImports(code: string): string {
  return code.replaceAll(/^import\b[^;]*;/gm, (text) => text.replaceAll(/[^\n]/g, ' '));
}

check(
  {
    id: 'shop-lives-without-them',
    type: 'in-process',
    title: 'At 100 % the shop works without the old code: users from the service, orders with their names',
    lesson: 'strangler-fig#zombie-code',
    hint: 3,
  },
  async (lab) => {
    await withUsersService(lab, (users, usersUrl) =>
      withMonolith(lab, usersUrl, async (monolithUrl, db) => {
        const monolith = sentTo(monolithUrl);
        await withGateway(lab, { percent: 100, state: 'well' }, { monolith, users }, async ({ get }) => {
          const user = await get('/users/u-2');
          expect(user.status, 'status of GET /users/u-2 at 100 %').toBe(200);
          const direct = await lab.request(`${monolithUrl}/users/u-2`);
          expect(direct.status, 'status of GET /users/u-2, asked of the monolith itself').toBe(404);
          await lab.request(`${usersUrl}/users/u-2`, {
            method: 'PUT',
            body: { displayName: 'Rear Admiral Hopper', contact: { email: 'hopper@example.com' } },
          });
          const placed = await lab.request(`${monolithUrl}/orders`, {
            method: 'POST',
            body: { userId: 'u-2', lines: [{ productId: 'p-1', quantity: 1 }] },
          });
          expect(placed.status, 'status of POST /orders for u-2').toBe(201);
          const orders = (await get('/orders')).json<{ id: string; customer: { name: string } | null }[]>();
          const names = orders.map(({ id, customer }) => `${id} ${customer?.name ?? 'null'}`);
          expect(names, 'orders and their customers, as the users service has them').toEqual([
            'o-3 Rear Admiral Hopper',
            'o-2 Rear Admiral Hopper',
            'o-1 null',
          ]);
        });
        const left = await db.query('select * from users').then(
          () => 'the table users is there',
          () => 'gone',
        );
        expect(left, 'the table users after all migrations').toBe('gone');
      }),
    );
  },
);
