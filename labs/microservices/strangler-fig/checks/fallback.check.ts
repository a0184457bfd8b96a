import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { hangs, refuses, routerBetween, textOf } from './gateway.ts';
import type { Upstream } from './gateway.ts';

const unwell: readonly [what: string, users: Upstream][] = [
  ['answers 503', () => Response.json({ title: 'Out' }, { status: 503 })],
  ['refuses the connection', refuses],
  ['does not answer for 1 s', hangs],
];

check(
  {
    id: 'get-falls-back',
    type: 'in-process',
    title: 'A GET that the users service answers with 503, or not at all, is answered by the monolith',
    lesson: 'strangler-fig#fallback',
    hint: 1,
  },
  async (lab) => {
    for (const [what, users] of unwell) {
      const router = await routerBetween(lab, { users });
      router.setPercent(100);
      const answer = await router.askFor(1_000);
      expect(answer?.status, `status of a GET when users ${what}`).toBe(200);
      expect(answer && textOf(answer), `body of a GET when users ${what}`).toContain('Ada');
      const called = router.calls.map(({ side }) => side);
      expect(called, `who was called when users ${what}`).toEqual(['users', 'monolith']);
    }
  },
);

check(
  {
    id: 'writes-are-never-replayed',
    type: 'in-process',
    title: 'A POST or PUT that failed is never sent a second time, to either side',
    lesson: 'strangler-fig#fallback',
    hint: 1,
  },
  async (lab) => {
    for (const method of ['POST', 'PUT']) {
      for (const [what, users] of unwell) {
        const router = await routerBetween(lab, { users });
        router.setPercent(100);
        const body = JSON.stringify({ displayName: 'Ada L.', contact: { email: 'ada@example.com' } });
        const answer = await router.askFor(1_000, { method, body, target: '/users/u-1' });
        const called = router.calls.map(({ side }) => side);
        expect(called, `who was called with a ${method} when users ${what}`).toEqual(['users']);
        if (answer)
          expect(answer.status, `status of a ${method} when users ${what}`).toBeGreaterThanOrEqual(500);
      }
    }
  },
);

check(
  {
    id: 'guard-sees-past-the-fallback',
    type: 'in-process',
    title: 'What the guard is told is what the users service did, though the monolith saved the answer',
    lesson: 'strangler-fig#guard',
    hint: 2,
  },
  async (lab) => {
    for (const [what, users] of unwell) {
      const router = await routerBetween(lab, { users });
      router.setPercent(100);
      await router.askFor(1_000);
      const told = router.observed
        .filter(({ side }) => side === 'users')
        .map(({ status }) => status ?? 'none');
      expect(told, `statuses of users that were observed when it ${what}`).toEqual([
        what === 'answers 503' ? 503 : 'none',
      ]);
    }
    const slow = await routerBetween(lab);
    slow.setPercent(0);
    await slow.ask();
    const called = slow.observed.map(({ side, status }) => `${side} ${String(status)}`);
    expect(called, 'what was observed of a GET /users/u-1 at 0 %').toEqual(['monolith 200']);
  },
);
