import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import type { CheckResponse } from '#kit/check.ts';

interface Status {
  readonly waiting: readonly string[];
}

check(
  {
    id: 'two-processes',
    type: 'processes',
    title: 'Users is killed, a user is changed, the monolith is killed: when both are back, they agree',
    lesson: 'dual-write#repairs',
    hint: 2,
  },
  async (lab) => {
    const first = await lab.start('users', { env: { SLOWEST_WRITE_MS: '0' } });
    const env = { USERS_URL: first.url };
    const before = await lab.start('monolith', { env });
    const change = (url: string, name: string): Promise<CheckResponse> =>
      lab.request(`${url}/users/u-1`, { method: 'PATCH', body: { name } });
    expect((await change(before.url, 'Ada L.')).status, 'status of a change').toBe(200);
    await first.kill();
    const answer = await change(before.url, 'Ada King');
    expect(answer.status, 'status of a change while users is down').toBe(200);
    const read = await lab.request(`${before.url}/users/u-1`);
    expect(read.status, 'status of a read while users is down').toBe(200);
    await before.kill();
    const users = await lab.start('users', { env: { SLOWEST_WRITE_MS: '0' } });
    const monolith = await lab.start('monolith', { env });
    const { waiting } = (await lab.request(`${monolith.url}/migration`)).json<Status>();
    expect([...new Set(waiting)], 'users that wait to be repaired after both were down').toEqual(['u-1']);
    // A round of repairs begins; the answers that it waits for come by themselves.
    await monolith.advance(1_000);
    let copies: unknown[] = [];
    for (let look = 0; look < 100; look += 1) {
      copies = [];
      for (const { url } of [monolith, users]) copies.push((await lab.request(`${url}/copy`)).json());
      if (JSON.stringify(copies[0]) === JSON.stringify(copies[1])) break;
    }
    expect(copies[1], 'rows of the users service after the repairs').toEqual(copies[0]);
  },
);
