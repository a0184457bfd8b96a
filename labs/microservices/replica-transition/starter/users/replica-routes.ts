/** To look at the replica, to slow it down and to stop it. */
import type { Routes } from '#kit/http.ts';
import { Problem } from '#kit/problem.ts';

import type { Replica, ReplicaState } from './replica.ts';

export function replicaRoutes(replica: Replica): Routes {
  const report = () => ({ status: 200, body: { ...replica.state, behind: replica.behind } });
  return {
    'GET /replica': report,
    'PUT /replica': ({ body }) => {
      replica.set(parseState(body));
      return report();
    },
    'GET /rows/replica': async () => ({
      status: 200,
      body: await replica.db.query(
        'select id, name, email, version from users where deleted = 0 order by id',
      ),
    }),
  };
}

/** @throws {Problem} 400 when the body says neither how far behind nor whether it is down */
function parseState(body: unknown): Partial<ReplicaState> {
  if (typeof body === 'object' && body !== null) {
    const lagMs = 'lagMs' in body ? body.lagMs : undefined;
    const down = 'down' in body ? body.down : undefined;
    if (typeof down === 'boolean') return { down };
    if (typeof lagMs === 'number' && lagMs >= 0 && lagMs <= 60_000) return { lagMs };
  }
  throw new Problem(400, 'Malformed state', {
    detail: 'Send { "lagMs": 2000 }, at most 60000, or { "down": true }.',
  });
}
