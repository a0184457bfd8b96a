/**
 * The SQL of every lab, on Postgres: the same requests get the same answers, whether the shop stands on the kit's
 * database or on PGlite.
 */
import { PGlite } from '@electric-sql/pglite';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { manualClock } from '../../labs/kit/clock.ts';
import { memoryJournal, openDatabase } from '../../labs/kit/database.ts';
import type { Database } from '../../labs/kit/database.ts';
import { statementsOf } from '../../labs/kit/database/sql.ts';
import type { Producer, ProducerRecord } from '../../labs/kit/event-log.ts';
import { createLog } from '../../labs/kit/log.ts';
import type * as SyncApply from '../../labs/microservices/event-sync/starter/monolith/sync/apply.ts';
import type * as SyncLegacy from '../../labs/microservices/event-sync/starter/monolith/legacy-outbox.ts';
import type * as SyncOrders from '../../labs/microservices/event-sync/starter/monolith/orders.ts';
import type * as SyncReads from '../../labs/microservices/event-sync/starter/monolith/users.ts';
import type * as SyncSchema from '../../labs/microservices/event-sync/starter/monolith/schema.ts';
import type * as SyncTable from '../../labs/microservices/event-sync/starter/monolith/users-table.ts';
import type * as SyncChanges from '../../labs/microservices/event-sync/starter/users/changes.ts';
import type * as SyncOutbox from '../../labs/microservices/event-sync/starter/users/outbox.ts';
import type * as SyncRows from '../../labs/microservices/event-sync/starter/users/rows.ts';
import type * as SagaInbox from '../../labs/microservices/events-and-saga/starter/messaging/inbox.ts';
import type * as SagaOutbox from '../../labs/microservices/events-and-saga/starter/messaging/outbox.ts';
import type * as SagaOrders from '../../labs/microservices/events-and-saga/starter/orders/orders.ts';
import type * as SagaModule from '../../labs/microservices/events-and-saga/starter/orders/saga.ts';
import type * as SagaLedger from '../../labs/microservices/events-and-saga/starter/payments/ledger.ts';
import type * as SagaSchema from '../../labs/microservices/events-and-saga/starter/payments/schema.ts';
import { golden } from '../../labs/monolith/modular-monolith/checks/golden.ts';
import type * as MonolithApp from '../../labs/monolith/modular-monolith/starter/monolith/app.ts';
import type * as MonolithSchemas from '../../labs/monolith/modular-monolith/starter/monolith/schemas.ts';
import type * as DualWriteCopies from '../../labs/microservices/dual-write/starter/copies/local.ts';
import type * as DualWritePrimary from '../../labs/microservices/dual-write/starter/migration/primary.ts';
import type * as DualWriteRepairs from '../../labs/microservices/dual-write/starter/migration/repairs.ts';
import type * as DualWriteSchemas from '../../labs/microservices/dual-write/starter/monolith/schemas.ts';
import type * as ReplicaMonolith from '../../labs/microservices/replica-transition/starter/monolith/app.ts';
import type * as ReplicaSchema from '../../labs/microservices/replica-transition/starter/users/schema.ts';
import type * as ReplicaUsers from '../../labs/microservices/replica-transition/starter/users/app.ts';
import { projectRoot, readLabs } from '../../tools/labs/catalogue.ts';
import { writeErased } from '../../tools/labs/erased.ts';
import { packagesOf } from '../../tools/labs/packages.ts';
import { labTree } from '../../tools/labs/trees.ts';
import type { Variant } from '../../tools/labs/trees.ts';
import { databaseOn } from '../support/pglite-database.ts';

/** How a lab's SQL is put to use. */
interface Scenario {
  readonly migrations: (root: string) => Promise<readonly string[]>;
  /** @returns what was answered, as far as it must be the same */
  readonly run: (root: string, db: Database) => Promise<string[]>;
}

const load = (root: string, path: string): Promise<unknown> =>
  import(/* @vite-ignore */ pathToFileURL(join(root, path)).href);

/** Analytics takes everything; the users service has every user that it is asked for. */
const outside = async (input: string | URL | Request): Promise<Response> => {
  const { host, searchParams } = new URL(input instanceof Request ? input.url : input);
  if (host !== 'users.test') return new Response(null, { status: 202 });
  const ids = (searchParams.get('ids') ?? '').split(',');
  return Response.json(
    ids.map((id) => ({
      id,
      displayName: `Name of ${id}`,
      contact: { email: `${id}@example.test` },
      version: 1,
    })),
  );
};

const shop: Scenario = {
  // The trees hold what the labs' own types say.
  migrations: async (root) =>
    ((await load(root, 'monolith/schemas.js')) as typeof MonolithSchemas).migrations,
  run: async (root, db) => {
    const { createApp } = (await load(root, 'monolith/app.js')) as typeof MonolithApp;
    const app = createApp({
      clock: manualClock(),
      fetch: outside,
      db,
      log: createLog(() => undefined),
      // A shop that grew from this one may have its users in a service.
      config: { analyticsUrl: 'http://analytics.test', usersUrl: 'http://users.test' } as {
        analyticsUrl: string;
      },
    });
    const { url } = await app.listen(0);
    const answers: string[] = [];
    for (const { request, body } of golden) {
      const [method = '', path = ''] = request.split(' ');
      const response = await fetch(`${url}${path}`, {
        method,
        body: body === undefined ? null : JSON.stringify(body),
      });
      answers.push(`${request}: ${response.status} ${await response.text()}`);
    }
    await app.close();
    return answers;
  },
};

/** The users service and the monolith it writes back to, with the tables of both in one database. */
const replica: Scenario = {
  migrations: async (root) => {
    const schemas = await Promise.all([load(root, 'monolith/schema.js'), load(root, 'users/schema.js')]);
    return (schemas as (typeof ReplicaSchema)[]).flatMap(({ migrations }) => migrations);
  },
  run: async (root, db) => {
    const { createApp: createMonolith } = (await load(root, 'monolith/app.js')) as typeof ReplicaMonolith;
    const { createApp } = (await load(root, 'users/app.js')) as typeof ReplicaUsers;
    const log = createLog(() => undefined);
    const monolith = createMonolith({ db, log });
    const { url: monolithUrl } = await monolith.listen(0);
    let created = 0;
    const users = createApp({
      clock: manualClock(),
      fetch,
      // Inside a transaction the replica is asked, which is a database of its own elsewhere, and here the same one.
      db: { ...db, transaction: (work) => work(db) },
      replica: db,
      log,
      config: { monolithUrl },
      newId: () => `u-03-${(created += 1)}`,
    });
    const { url } = await users.listen(0);
    const answers: string[] = [];
    const ask = async (request: string, body?: object): Promise<void> => {
      const [method = '', path = ''] = request.split(' ');
      const sent = body ? { body: JSON.stringify(body) } : {};
      const response = await fetch((path.startsWith('/rows/users') ? monolithUrl : url) + path, {
        method,
        ...sent,
      });
      answers.push(`${request}: ${response.status} ${await response.text()}`);
    };
    const grace = { name: 'Grace H.', email: 'hopper@example.com' };
    await ask('PUT /users/u-02', grace);
    await ask('PUT /users/u-02', { ...grace, name: 'Grace again' });
    await ask('POST /users', { name: 'Margaret', email: 'm@example.com' });
    await ask('DELETE /users/u-04');
    for (const path of ['/users/u-02', '/users/u-04', '/users?limit=3', '/users?limit=3&after=u-03'])
      await ask(`GET ${path}`);
    await ask('POST /write-back');
    await ask('GET /rows/own');
    await ask('GET /rows/users');
    await Promise.all([users.close(), monolith.close()]);
    return answers;
  },
};

/** One copy of the users: rows arrive late, are replaced and repaired; then the notes, and the side that decides. */
const dualWrite: Scenario = {
  migrations: async (root) =>
    ((await load(root, 'monolith/schemas.js')) as typeof DualWriteSchemas).migrations,
  run: async (root, db) => {
    const { createLocalCopy } = (await load(root, 'copies/local.js')) as typeof DualWriteCopies;
    const { createRepairs } = (await load(root, 'migration/repairs.js')) as typeof DualWriteRepairs;
    const { createPrimarySide } = (await load(root, 'migration/primary.js')) as typeof DualWritePrimary;
    const copy = createLocalCopy('monolith', db.as('users'));
    const repairs = createRepairs(db.as('migration'));
    const side = await createPrimarySide(db.as('migration'), { monolith: copy, users: copy });
    const answers: unknown[] = [await copy.all(), side.side];
    const ada = await copy.change('u-1', { name: 'Ada L.', phone: '+31 20 555 0100' });
    if (!ada) throw new Error('The first rows have no u-1.');
    answers.push(ada, await copy.change('u-404', { name: 'Nobody' }));
    await copy.put({ ...ada, name: 'Ada King', version: 3, joinedAt: '2026-03-01T09:00:00Z' });
    await copy.put({ ...ada, name: 'Ada, late', version: 2 });
    await copy.put({ ...ada, id: 'u-13', name: 'Ken' });
    const now = await copy.find('u-1');
    answers.push(await copy.replace('u-1', ada, now), await copy.replace('u-1', now, { ...ada, version: 7 }));
    answers.push(await copy.replace('u-2', await copy.find('u-2'), undefined));
    answers.push(await copy.all(), await copy.checksums());
    const notes = [await repairs.open('u-1'), await repairs.open('u-2'), await repairs.open('u-3')] as const;
    await repairs.close(notes[1]);
    for (const note of notes) repairs.leave(note);
    answers.push((await repairs.waiting()).map(({ userId }) => userId));
    answers.push(await repairs.has('u-1'), await repairs.has('u-2'));
    await side.set('users');
    answers.push((await createPrimarySide(db.as('migration'), { monolith: copy, users: copy })).side);
    return answers.map((each) => JSON.stringify(each));
  },
};

/** Orders, charges and mails with their inboxes and outboxes: one saga that ends well, and one that is undone. */
const saga: Scenario = {
  migrations: async (root) => {
    const schemas = await Promise.all(
      ['orders', 'payments', 'notifications'].map((service) => load(root, `${service}/schema.js`)),
    );
    // Each service has an inbox and an outbox; here they have one in common.
    return [...new Set((schemas as (typeof SagaSchema)[]).flatMap(({ migrations }) => migrations))];
  },
  run: async (root, db) => {
    const orders = (await load(root, 'orders/orders.js')) as typeof SagaOrders;
    const ledger = (await load(root, 'payments/ledger.js')) as typeof SagaLedger;
    const { createSaga } = (await load(root, 'orders/saga.js')) as typeof SagaModule;
    const { createInbox } = (await load(root, 'messaging/inbox.js')) as typeof SagaInbox;
    const { createOutbox } = (await load(root, 'messaging/outbox.js')) as typeof SagaOutbox;
    const sent: ProducerRecord[] = [];
    const producer: Producer = {
      send: () => Promise.reject(new Error('An outbox sends batches.')),
      sendBatch: async (records) => {
        sent.push(...records);
        return [];
      },
    };
    const log = createLog(() => undefined);
    const outbox = createOutbox({ db, producer, clock: manualClock(), log });
    const { cancel, onPayment } = createSaga({ outbox });
    const { once } = createInbox(db);
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const about = (orderId: string) => ({ id: `about-${orderId}`, orderId, amount: 2_500 });

    for (let number = 1; number <= 12; number += 1)
      await db.transaction((tx) => orders.place(tx, { item: 'teapot', amount: 2_500 }));
    const second = await orders.findOrder(db, 'o-2');
    if (second) await db.transaction((tx) => cancel(tx, second));
    for (const orderId of ['o-1', 'o-2', 'o-1']) {
      const completed = { ...about(orderId), type: 'PaymentCompleted' as const };
      await once(completed.id, (tx) => onPayment(tx, completed, traceparent));
      await once(`charge-${orderId}`, (tx) => ledger.charge(tx, orderId, 2_500));
    }
    await db.transaction((tx) => ledger.refund(tx, 'c-2'));
    await outbox.flush();
    const answers = [
      await orders.latestOrders(db, 50),
      await orders.countByStatus(db),
      await orders.stock(db),
      await orders.expectedPayments(db),
      await ledger.latestCharges(db, 50),
      await ledger.chargesOf(db, 'o-1'),
      await ledger.receivedPayments(db),
      await db.query('select seq from outbox'),
      // Their ids are made by chance.
      sent.map(({ topic, key }) => `${topic} ${key}`),
    ];
    return answers.map((each) => JSON.stringify(each));
  },
};

/** The monolith with its copy, and then, in place of its tables, the users service: their tables have the same names. */
const sync: Scenario = {
  migrations: async (root) => ((await load(root, 'monolith/schema.js')) as typeof SyncSchema).migrations,
  run: async (root, db) => {
    const clock = manualClock();
    const sent: ProducerRecord[] = [];
    const producer: Producer = {
      send: async (record) => {
        sent.push(record);
        return { topic: record.topic, partition: 0, offset: sent.length - 1, timestamp: 0 };
      },
      sendBatch: async (records) => {
        sent.push(...records);
        return [];
      },
    };
    const { applyEvent } = (await load(root, 'monolith/sync/apply.js')) as typeof SyncApply;
    const table = (await load(root, 'monolith/users-table.js')) as typeof SyncTable;
    const { createUsers } = (await load(root, 'monolith/users.js')) as typeof SyncReads;
    const { listOrders } = (await load(root, 'monolith/orders.js')) as typeof SyncOrders;
    const { relayLegacyChanges } = (await load(root, 'monolith/legacy-outbox.js')) as typeof SyncLegacy;
    const answers: unknown[] = [];

    const grace = { type: 'UserChanged', id: 'u-02', name: 'Grace H.', email: 'g@example.com' } as const;
    const events = [
      { ...grace, version: 3, changedAt: 3 },
      { ...grace, version: 2, name: 'late', changedAt: 2 },
      { type: 'UserDeleted', id: 'u-07', version: 2, changedAt: 1 } as const,
      { ...grace, id: 'u-20', version: 1, changedAt: 4 },
    ];
    for (const event of events) await db.transaction((tx) => applyEvent(tx, event));
    const ada = { id: 'u-01', name: 'Ada L.', email: 'ada@example.com', version: 2, changedAt: 5 };
    await db.transaction((tx) => table.saveUser(tx, ada));
    await relayLegacyChanges(db, producer);
    const users = createUsers({ db, clock, ask: async <T>() => [] as T });
    answers.push(await table.allRows(db), await listOrders(db, users, ''), await users.count());
    await users.readFromService();
    answers.push(await users.readsFrom(), await listOrders(db, users, ''));

    for (const name of ['users', 'outbox']) await db.execute(`drop table ${name}`);
    const schema = (await load(root, 'users/schema.js')) as typeof SyncSchema;
    for (const statement of schema.migrations.flatMap(statementsOf)) await db.execute(statement);
    const changes = (await load(root, 'users/changes.js')) as typeof SyncChanges;
    const { relay } = (await load(root, 'users/outbox.js')) as typeof SyncOutbox;
    const rows = (await load(root, 'users/rows.js')) as typeof SyncRows;
    const dependencies = { db, producer, clock };
    const change = { id: 'u-02', name: 'Grace', email: 'grace@example.org' };
    answers.push(await changes.changeUser(dependencies, change, 'trace'));
    answers.push(await changes.deleteUser(dependencies, 'u-04', 'trace'));
    answers.push(await changes.deleteUser(dependencies, 'u-04', 'trace'));
    const taken = changes.changeUser(dependencies, { ...change, email: 'ada@example.com' }, 'trace');
    answers.push(await taken.catch((error: { code?: string }) => error.code));
    await rows.takeOver(db, { ...ada, version: 7 });
    await relay({ db, producer });
    answers.push(await rows.listUsers(db), await rows.pageOfUsers(db, 'u-03', 3));
    answers.push(await db.query('select number from outbox'), sent);
    return answers.map((each) => JSON.stringify(each));
  },
};

/** A scenario for each lab that has a database. */
const scenarios: Readonly<Record<string, Scenario>> = {
  'dual-write': dualWrite,
  'event-sync': sync,
  'events-and-saga': saga,
  'modular-monolith': shop,
  'replica-transition': replica,
  'strangler-fig': shop,
};

const labs = await readLabs();
let folder: string;
let pg: PGlite;
// Postgres takes seconds to begin with, so there is one for all.
const patience = 120_000;

beforeAll(async () => {
  folder = await mkdtemp(join(projectRoot, '.generated/pglite-test-'));
  pg = await PGlite.create();
}, patience);
afterAll(async () => {
  await pg?.close();
  await rm(folder, { recursive: true });
});

const withDatabase: string[] = [];
for (const lab of labs) {
  if (packagesOf(await labTree(labs, lab, 'solution')).includes('sql.js')) withDatabase.push(lab.slug);
}

test('every lab with a database has a scenario', () => {
  expect(Object.keys(scenarios).sort()).toEqual(withDatabase.sort());
});

describe.each(Object.entries(scenarios))('%s', (slug, scenario) => {
  test.each<Variant>(['starter', 'solution'])('the %s answers the same on Postgres', async (variant) => {
    const lab = labs.find((each) => each.slug === slug);
    if (!lab) throw new Error(`There is no lab ${slug}. Take its scenario out.`);
    const root = join(folder, slug, variant);
    await writeErased(root, await labTree(labs, lab, variant));
    const migrations = await scenario.migrations(root);
    const ours = await openDatabase({ name: slug, migrations, journal: memoryJournal() });
    const postgres = await databaseOn(pg, migrations);
    try {
      expect(await scenario.run(root, postgres)).toEqual(await scenario.run(root, ours));
    } finally {
      await Promise.all([ours.close(), postgres.close()]);
    }
  });
});
