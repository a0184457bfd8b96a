import { processClock } from '#kit/clock.ts';
import { fileJournal, openDatabase } from '#kit/database.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { createGauge } from '#kit/gauge.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';
import { replicaRoutes } from './replica-routes.ts';
import { createReplica } from './replica.ts';
import { migrations } from './schema.ts';

const log = createLog();
const clock = processClock();
const { fetch } = globalThis;
const monolithUrl = urlFromEnv('MONOLITH_URL');
const lag = createGauge('replication.lag');
let reported: number | undefined;

const replica = await createReplica({
  clock,
  fetch,
  url: monolithUrl,
  log,
  onLook: (behind) => {
    if (behind !== reported) lag(behind, { to: 'monolith' });
    reported = behind;
  },
});
const app = createApp({
  clock,
  fetch,
  db: await openDatabase({
    name: 'users',
    migrations,
    journal: await fileJournal('data/users.journal'),
    log,
  }),
  replica: replica.db,
  log,
  config: { monolithUrl },
  routes: replicaRoutes(replica),
});
await app.listen(portFromEnv());
