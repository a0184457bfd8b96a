import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';

import type * as BucketModule from '#generated/labs/strangler-fig/trees/starter/gateway/bucket.ts';
import { routerBetween } from './gateway.ts';

const flag = 'users-service';
const bucketOf = async (lab: LabUnderTest): Promise<typeof BucketModule.bucket> =>
  (await lab.load<typeof BucketModule>('gateway/bucket.ts', 'bucket')).bucket;

const count = 20_000;
const idsBy = (id: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => id(index));

check(
  {
    id: 'same-side-every-time',
    type: 'in-process',
    title: 'A user is on the same side in 100 requests',
    lesson: 'strangler-fig#bucketing',
    hint: 1,
  },
  async (lab) => {
    const router = await routerBetween(lab);
    router.setPercent(50);
    for (const user of ['u-1', 'ada', '7c9e6679-7425-40de-944b-e07fc1f90ae7']) {
      const seen = new Set<string>();
      for (let request = 0; request < 100; request += 1) seen.add(await router.sideOf(user));
      expect(seen.size, `sides of the user ${user} in 100 requests at 50 %`).toBe(1);
    }
  },
);

check(
  {
    id: 'percentages-are-met',
    type: 'in-process',
    title: '1, 5, 25 and 50 % are met, for ids that count up, that are all even, and others',
    lesson: 'strangler-fig#bucketing',
    hint: 2,
  },
  async (lab) => {
    const bucket = await bucketOf(lab);
    const kinds = {
      'that count up': idsBy((index) => String(index)),
      'that are all even': idsBy((index) => `u-${2 * index}`),
      'that are addresses': idsBy((index) => `shopper.${index * 7919}@example.com`),
    };
    for (const [kind, ids] of Object.entries(kinds)) {
      const numbers = ids.map((id) => bucket(flag, id));
      const odd = numbers.find((each) => !Number.isInteger(each) || each < 0 || each > 9_999);
      if (odd !== undefined) throw new CheckFailure('buckets: whole numbers from 0 to 9999', String(odd));
      for (const percent of [1, 5, 25, 50]) {
        const share = (100 * numbers.filter((each) => each < percent * 100).length) / count;
        // Five standard deviations of a fair draw: chance alone never gets there.
        const tolerance = 5 * Math.sqrt((percent * (100 - percent)) / count);
        if (Math.abs(share - percent) <= tolerance) continue;
        throw new CheckFailure(
          `share of ${count} ids ${kind} at ${percent} %: within ${tolerance.toFixed(1)} of it`,
          `${share.toFixed(2)} %`,
        );
      }
    }
  },
);

check(
  {
    id: 'flags-are-independent',
    type: 'in-process',
    title: 'Two flags at 50 % have a quarter of all users in common',
    lesson: 'strangler-fig#bucketing',
    hint: 2,
  },
  async (lab) => {
    const bucket = await bucketOf(lab);
    const ids = [...idsBy((index) => `u-${index}`), ...idsBy((index) => `v${index}`)];
    const half = ids.filter((id) => bucket(flag, id) < 5_000);
    // One whose name is as long as the first one's, and one whose is not.
    for (const other of ['image-service', 'new-checkout']) {
      const share = (100 * half.filter((id) => bucket(other, id) < 5_000).length) / ids.length;
      const what = `share of users whom both ${flag} and ${other} reach, in per cent`;
      expect(share, what).toBeGreaterThanOrEqual(24);
      expect(share, what).toBeLessThanOrEqual(26);
    }
  },
);

check(
  {
    id: 'zero-is-nobody-and-hundred-is-all',
    type: 'in-process',
    title: 'At 0 % nobody is on the new side, at 100 % everybody',
    lesson: 'strangler-fig#bucketing',
    hint: 2,
  },
  async (lab) => {
    const router = await routerBetween(lab);
    const bucket = await bucketOf(lab);
    const users = idsBy((index) => `u-${index}`);
    const extremes = [0, 9_999].flatMap((edge) => users.find((id) => bucket(flag, id) === edge) ?? []);
    for (const user of [...extremes, ...users.slice(0, 40)]) {
      for (const [percent, side] of [[0, 'monolith'] as const, [100, 'users'] as const]) {
        router.setPercent(percent);
        const what = `side of ${user}, bucket ${bucket(flag, user)}, at ${percent} %`;
        expect(await router.sideOf(user), what).toBe(side);
      }
    }
  },
);

check(
  {
    id: 'raising-only-adds',
    type: 'in-process',
    title: 'Who is on the new side stays there when the percentage is raised',
    lesson: 'strangler-fig#monotone',
    hint: 2,
  },
  async (lab) => {
    const router = await routerBetween(lab);
    const moved = new Map<string, number>();
    for (const percent of [1, 5, 25, 50, 75, 100]) {
      router.setPercent(percent);
      for (let user = 1; user <= 100; user += 1) {
        const side = await router.sideOf(`u-${user}`);
        const since = moved.get(`u-${user}`);
        if (since !== undefined)
          expect(side, `side of u-${user} at ${percent} %, who was on the new side at ${since} %`).toBe(
            'users',
          );
        else if (side === 'users') moved.set(`u-${user}`, percent);
      }
    }
  },
);

check(
  {
    id: 'visitors-stick-by-cookie',
    type: 'in-process',
    title: 'A visitor who has not signed in gets a cookie with the first answer, and stays on that side',
    lesson: 'strangler-fig#anonymous',
    hint: 1,
  },
  async (lab) => {
    const router = await routerBetween(lab);
    router.setPercent(50);
    const seen = new Set<string>();
    for (let visitor = 1; visitor <= 40; visitor += 1) {
      const before = router.calls.length;
      const first = await router.ask();
      const cookies = first.headers.flatMap(([name, value]) => (name === 'set-cookie' ? [value] : []));
      const cookie = cookies.find((each) => each.startsWith('visitor='));
      if (cookie === undefined)
        throw new CheckFailure('Set-Cookie of the first answer: visitor=…', cookies.join(' and ') || 'none');
      expect(cookie.toLowerCase(), 'attributes of the cookie').toContain('httponly');
      const pair = cookie.split(';')[0] ?? '';
      const header: [string, string] = ['cookie', `theme=dark; ${pair}; basket=b-1`];
      const second = await router.ask({ headers: [header] });
      const third = await router.ask({ headers: [header] });
      const again = [second, third].flatMap(({ headers }) => headers).some(([name]) => name === 'set-cookie');
      expect(again, 'another Set-Cookie for a visitor who sent the cookie').toBe(false);
      const sidesSeen = new Set(router.calls.slice(before).map(({ side }) => side));
      expect(sidesSeen.size, `sides of visitor ${visitor} in three requests at 50 %`).toBe(1);
      for (const side of sidesSeen) seen.add(side);
    }
    expect(seen.size, 'sides that 40 visitors were on at 50 %').toBe(2);
  },
);
