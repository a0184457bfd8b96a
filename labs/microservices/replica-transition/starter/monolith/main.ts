import { fileJournal, openDatabase } from '#kit/database.ts';
import { portFromEnv } from '#kit/env.ts';
import { createLog } from '#kit/log.ts';

import { createApp } from './app.ts';
import { migrations } from './schema.ts';

const log = createLog();
const journal = await fileJournal('data/shop.journal');
const app = createApp({ db: await openDatabase({ name: 'shop', migrations, journal, log }), log });
await app.listen(portFromEnv());
