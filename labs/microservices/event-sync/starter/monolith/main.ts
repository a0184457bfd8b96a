import { processClock } from '#kit/clock.ts';
import { fileJournal, openDatabase } from '#kit/database.ts';
import { portFromEnv, urlFromEnv } from '#kit/env.ts';
import { connectEventLog } from '#kit/event-log.ts';
import { createGauge } from '#kit/gauge.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';
import { migrations } from './schema.ts';

const log = createLog();
const clock = processClock();
const lagGauge = createGauge('consumer.lag');
const divergenceGauge = createGauge('copy.divergence');

const app = createApp({
  clock,
  fetch: globalThis.fetch,
  db: await openDatabase({ name: 'shop', migrations, journal: await fileJournal('data/shop.journal'), log }),
  events: connectEventLog({ url: urlFromEnv('LOG_URL'), fetch: globalThis.fetch, clock }),
  log,
  config: { usersUrl: urlFromEnv('USERS_URL') },
  onWatch: (lag, divergence) => {
    lagGauge(lag, { to: 'log' });
    divergenceGauge(divergence, { to: 'users' });
  },
});
await app.listen(portFromEnv());
