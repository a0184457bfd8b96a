import { check, CheckFailure } from '#kit/check.ts';
import { createService } from '#kit/http.ts';

import { silent, withService } from './shop.ts';
import type { Side } from './gateway.ts';

/** A side that answers every GET of a user, and remembers who asked. */
function answering(side: Side, asked: Map<string, Side>) {
  return createService({
    log: silent,
    routes: {
      'GET /users/:id': ({ headers }) => {
        asked.set(String(headers['x-user-id']), side);
        return { status: 200, body: { id: 'u-1', side } };
      },
    },
  });
}

check(
  {
    id: 'two-gateways-agree',
    type: 'processes',
    title: 'Two gateways, two processes: a user is on the same side in both',
    lesson: 'strangler-fig#bucketing',
    hint: 1,
  },
  async (lab) => {
    const asked = new Map<string, Side>();
    await withService(answering('monolith', asked), (monolith) =>
      withService(answering('users', asked), async (users) => {
        const env = { MONOLITH_URL: monolith, USERS_URL: users };
        /** Who answered each of the users in a gateway that has just been started, by the user. */
        const sidesOf = async (): Promise<Map<string, Side>> => {
          asked.clear();
          const gateway = await lab.start('gateway', { env });
          await lab.request(`${gateway.url}/rollout`, { method: 'PUT', body: { percent: 50 } });
          for (let user = 1; user <= 25; user += 1)
            await lab.request(`${gateway.url}/users/u-1`, { headers: { 'x-user-id': `s-${user}` } });
          // Both have the same port: the first one has to go before the second can come.
          await gateway.kill();
          return new Map(asked);
        };
        const first = await sidesOf();
        const second = await sidesOf();
        for (let user = 1; user <= 25; user += 1) {
          const seen = [first.get(`s-${user}`), second.get(`s-${user}`)];
          if (seen[0] !== undefined && seen[0] === seen[1]) continue;
          throw new CheckFailure(
            `sides of s-${user} at 50 % in two gateways: the same`,
            seen.map((each) => each ?? 'none of both').join(' and '),
          );
        }
        if (new Set(asked.values()).size === 2) return;
        throw new CheckFailure('sides of 25 users at 50 %: both', `only ${[...asked.values()][0] ?? 'none'}`);
      }),
    );
  },
);
