import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import type { Page } from '../starter/users/user.ts';
import { inWords, withShop } from './shop.ts';
import type { Shop } from './shop.ts';

/** One user changed, one deleted and one created: a page has to leave out, take in and replace. */
async function mixed({ users }: Shop): Promise<void> {
  await users.rename('u-02', 'Grace H.');
  await users.ask('DELETE', '/users/u-01');
  await users.ask('DELETE', '/users/u-04');
  await users.ask('POST', '/users', { name: 'Margaret', email: 'm@example.com' });
  await users.rename('u-07', 'Alan T.');
}

const everybody = [
  'u-02 Grace H. v2',
  'u-03 Edsger v1',
  'u-03-1 Margaret v1',
  'u-05 Donald v1',
  'u-06 Frances v1',
  'u-07 Alan T. v2',
  'u-08 Radia v1',
];

check(
  {
    id: 'lists-are-merged',
    type: 'in-process',
    title: 'A list has each user once, in the order of the ids, as both sources have them together',
    lesson: 'read-replica#pagination',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async (shop) => {
      await mixed(shop);
      const { users, next } = await shop.users.list('/users?limit=20');
      expect(users.map(inWords), 'users of GET /users?limit=20').toEqual(everybody);
      expect(next, 'next of a list that is complete').toBe(null);
    });
  },
);

check(
  {
    id: 'pages-fit-together',
    type: 'in-process',
    title: 'Page by page, every page but the last is full, and all together are the whole list',
    lesson: 'read-replica#pagination',
    hint: 3,
  },
  async (lab) => {
    await withShop(lab, async (shop) => {
      const first = ['u-01 Ada', 'u-02 Grace', 'u-03 Edsger', 'u-04 Barbara'];
      const second = ['u-05 Donald', 'u-06 Frances', 'u-07 Alan', 'u-08 Radia'];
      for (const limit of [1, 4, 8])
        await walk(
          shop,
          limit,
          [...first, ...second].map((each) => `${each} v1`),
        );
      await mixed(shop);
      for (const limit of [1, 2, 3, 7]) await walk(shop, limit, everybody);
    });
  },
);

/** Reads all pages and compares each with its part of the list. */
async function walk(shop: Shop, limit: number, expected: readonly string[]): Promise<void> {
  let seen = 0;
  let after: string | null = '';
  for (let page = 1; after !== null; page += 1) {
    const { users, next }: Page = await shop.users.list(`/users?limit=${limit}&after=${after}`);
    const part = expected.slice(seen, seen + limit);
    expect(users.map(inWords), `page ${page} of ${limit} each`).toEqual(part);
    seen += users.length;
    const last = users.at(-1)?.id ?? '';
    expect(next, `next of page ${page} of ${limit} each`).toBe(seen === expected.length ? null : last);
    after = next;
  }
}
