import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import type { User } from '../starter/users/user.ts';
import { expectStatus, seen } from './shop.ts';

check(
  {
    id: 'works-as-processes',
    type: 'processes',
    title: 'As processes of their own: read at once, written back, and all there after users was killed',
    lesson: 'read-replica#read-your-writes',
    hint: 1,
  },
  async (lab) => {
    const monolith = await lab.start('monolith');
    const env = { MONOLITH_URL: monolith.url };
    const first = await lab.start('users', { env });
    const body = { name: 'Ada L.', email: 'ada@example.com' };
    const changed = await lab.request(`${first.url}/users/u-01`, { method: 'PUT', body });
    expectStatus(changed, 200, 'PUT /users/u-01');
    const read = await lab.request(`${first.url}/users/u-01`);
    expect(seen(read), 'u-01 right after the change').toBe('u-01 Ada L. v2');
    await first.kill();
    const second = await lab.start('users', { env });
    const again = await lab.request(`${second.url}/users/u-01`);
    expect(seen(again), 'u-01 after the service was killed and started again').toBe('u-01 Ada L. v2');
    await lab.request(`${second.url}/write-back`, { method: 'POST' });
    const rows = (await lab.request(`${monolith.url}/rows/users`)).json<User[]>();
    expect(rows.find(({ id }) => id === 'u-01')?.name, 'name of u-01 in the monolith').toBe('Ada L.');
  },
);
