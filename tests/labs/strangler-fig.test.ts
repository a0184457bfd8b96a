/** The lab `strangler-fig` against solutions that none of its mutants shows: wrong ones, and right ones. */
import { describe, expect, test } from 'vitest';

import { labUnderTest } from '../support/lab-under-test.ts';

const { solution, changed, failures } = await labUnderTest('strangler-fig');

describe('wrong solutions that were held back', () => {
  test.concurrent.each([
    {
      mistake:
        'a hundred buckets, so that a half per cent cannot be had, and the first of them is everybody’s',
      path: 'gateway/bucket.ts',
      from: 'return (hash >>> 0) % buckets;',
      to: 'return (hash >>> 0) % 100;',
      caughtBy: 'percentages-are-met',
    },
    {
      mistake: 'the id decides alone, and the flag only moves the whole circle on',
      path: 'gateway/bucket.ts',
      from: 'const text = `${flagKey}:${unitId}`;',
      to: 'const text = unitId; hash ^= flagKey.length & 1;',
      caughtBy: 'flags-are-independent',
    },
    {
      mistake: 'a lost request is no error of the service',
      path: 'gateway/guard.ts',
      from: 'return status === undefined || status >= 500;',
      to: 'return status !== undefined && status >= 500;',
      caughtBy: 'guard-counts-a-share',
    },
    {
      mistake: 'a GET is answered by the monolith first, and by users only if that fails',
      path: 'gateway/router.ts',
      from: 'const answer = await (on ? askUsers(request) : askMonolith(request));',
      to: 'const answer = await (on && request.method !== "GET" ? askUsers(request) : askMonolith(request));',
      caughtBy: 'zero-is-nobody-and-hundred-is-all',
    },
    {
      mistake: 'the monolith keeps a copy of the names in its code',
      path: 'monolith/users/repository.ts',
      from: 'name: displayName,',
      to: "name: ['Ada', 'Grace', 'Edsger', 'Barbara'][Number(id.slice(2)) - 1] ?? displayName,",
      caughtBy: 'shop-lives-without-them',
    },
  ])('$mistake', async ({ path, from, to, caughtBy }) => {
    expect(await failures(changed(path, [from, to]), [caughtBy])).toEqual([caughtBy]);
  });
});

describe('right solutions of another shape', () => {
  test.concurrent('the hash of the lesson', async () => {
    const tree = {
      ...solution,
      'gateway/bucket.ts': `
import { createHash } from 'node:crypto';

export const buckets = 10_000;

export function bucket(flagKey, unitId) {
  const hash = createHash('sha256').update(flagKey + ':' + unitId);
  return hash.digest().readUInt32BE(0) % buckets;
}
`,
    };
    expect(await failures(tree)).toEqual([]);
  });

  test.concurrent('the repository is left empty, and the facade asks by itself', async () => {
    const index = `
export function createUsers({ fetch, url }) {
  const byIds = async (ids) => {
    const users = await (await fetch(url + '/users?ids=' + ids.join(','))).json();
    return new Map(users.map((user) => [user.id, { id: user.id, name: user.displayName, email: user.contact.email }]));
  };
  return { byIds, find: async (id) => (await byIds([id])).get(id) };
}
`;
    const tree = { ...solution, 'monolith/users/index.ts': index, 'monolith/users/repository.ts': '' };
    expect(await failures(tree)).toEqual([]);
  });
});
