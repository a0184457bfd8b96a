/** The lab `event-sync` against solutions that none of its mutants shows: wrong ones, and right ones. */
import { describe, expect, test } from 'vitest';

import { labUnderTest } from '../support/lab-under-test.ts';

const { solution, changed, failures } = await labUnderTest('event-sync');

const changes = 'users/changes.ts';
const outbox = 'users/outbox.ts';
const apply = 'monolith/sync/apply.ts';
const consume = 'monolith/sync/consume.ts';
const backfill = 'monolith/sync/backfill.ts';
const lag = 'monolith/sync/lag.ts';
const cutover = 'monolith/sync/cutover.ts';

describe('wrong solutions that were held back', () => {
  test.concurrent.each([
    {
      mistake: 'sent at once and put into the outbox too, “to be sure”, before the commit',
      path: changes,
      from: "const event = { type: 'UserChanged', ...user, changedAt: clock.now() } as const;",
      to: "const event = { type: 'UserChanged', ...user, changedAt: clock.now() } as const; await arguments[0].producer.send(recordOf(usersTopic, event, traceparent));",
      caughtBy: 'rollback-emits-nothing',
    },
    {
      mistake: 'deletions are told by nobody',
      path: changes,
      from: "const event = { type: 'UserDeleted', id, version, changedAt: clock.now() } as const;\n    await addToOutbox(tx, recordOf(usersTopic, event, traceparent));",
      to: '',
      caughtBy: 'crash-loses-nothing',
    },
    {
      mistake: 'the relay does not wait until the log has kept the records',
      path: outbox,
      from: 'await producer.sendBatch',
      to: 'void producer.sendBatch',
      caughtBy: 'crash-loses-nothing',
    },
    {
      mistake: 'the newest is passed over, and equal versions are written',
      path: apply,
      from: 'if (event.version <= known) return;',
      to: 'if (event.version >= known + 2) return;',
      caughtBy: 'newest-version-wins',
    },
    {
      mistake: 'only the next version is applied, and a gap stops the user for ever',
      path: apply,
      from: 'if (event.version <= known) return;',
      to: 'if (event.version !== known + 1) return;',
      caughtBy: 'newest-version-wins',
    },
    {
      mistake: 'a tombstone holds the version of the row instead of that of the deletion',
      path: apply,
      from: 'await writeTombstone(tx, event.id, event.version);',
      to: 'await writeTombstone(tx, event.id, row?.version ?? 0);',
      caughtBy: 'deleted-stays-deleted',
    },
    {
      mistake: 'the work is begun and not awaited',
      path: consume,
      from: 'for (const record of records) await work(record);',
      to: 'for (const record of records) void work(record);',
      caughtBy: 'commit-after-apply',
    },
    {
      mistake: 'the dead letter holds the error and not the event',
      path: consume,
      from: 'topic: deadLetterTopic, key, value,',
      to: 'topic: deadLetterTopic, key, value: String(error),',
      caughtBy: 'poison-steps-aside',
    },
    {
      mistake: 'backfill skips users that the copy has',
      path: backfill,
      from: 'for (const event of events) await',
      to: 'for (const event of events) if ((await db.query("select id from users where id = $1", [event.id])).length === 0) await',
      caughtBy: 'backfill-keeps-newer',
    },
    {
      mistake: 'the lag is that of one partition',
      path: lag,
      from: 'return partitions.reduce(',
      to: 'return partitions.slice(0, 1).reduce(',
      caughtBy: 'lag-while-paused',
    },
    {
      mistake: 'the number of buckets is compared and not what is in them',
      path: cutover,
      from: '(sum === own[bucket] ? [] : [bucket])',
      to: '(own[bucket] !== undefined || sum === "" ? [] : [bucket])',
      caughtBy: 'cutover-needs-equality',
    },
  ])('$mistake', async ({ path, from, to, caughtBy }) => {
    expect(await failures(changed(path, [from, to]), [caughtBy])).toEqual([caughtBy]);
  });
});

describe('right solutions of another shape', () => {
  test.concurrent('one record at a time, deleted as soon as it is sent', async () => {
    const own = `
export async function relay({ db, producer }) {
  for (;;) {
    const [row] = await db.query('select number, record from outbox order by number limit 1');
    if (!row) return;
    await producer.send(JSON.parse(row.record));
    await db.execute('delete from outbox where number = $1', [row.number]);
  }
}
`;
    const source = solution[outbox] ?? '';
    const kept = source.slice(0, source.indexOf('export interface RelayDependencies'));
    expect(await failures({ ...solution, [outbox]: kept + own })).toEqual([]);
  });

  test.concurrent(
    'the relay is woken by the change as well, and each record is committed by itself',
    async () => {
      const eager = changed(consume, [
        'for (const record of records) await work(record);\n  await consumer.commit();',
        `for (const record of records) {
    await work(record);
    const { topic, partition, offset } = record;
    await consumer.commit([{ topic, partition, offset: offset + 1 }]);
  }`,
      ]);
      const source = eager[changes] ?? '';
      const woken = source
        .replace(
          "import { addToOutbox } from './outbox.ts';",
          "import { addToOutbox, relay } from './outbox.ts';",
        )
        .replace(
          '{ db, clock }: ChangesDependencies,\n  change',
          '{ db, producer, clock }: ChangesDependencies,\n  change',
        )
        .replace(
          'return db.transaction(async (tx) => {\n    const user',
          'const told = await db.transaction(async (tx) => {\n    const user',
        )
        .replace(
          '    return user;\n  });',
          '    return user;\n  });\n  void relay({ db, producer }).catch(() => undefined);\n  return told;',
        );
      expect(woken).toContain('void relay');
      expect(await failures({ ...eager, [changes]: woken })).toEqual([]);
    },
  );

  test.concurrent('one statement looks and writes, and a deletion is kept before the row goes', async () => {
    const own = `
export async function applyEvent(tx, event) {
  const [dead] = await tx.query('select version from user_tombstones where id = $1 and version >= $2', [event.id, event.version]);
  if (dead) return;
  if (event.type === 'UserDeleted') {
    const [newer] = await tx.query('select id from users where id = $1 and version >= $2', [event.id, event.version]);
    if (newer) return;
    await tx.execute('insert into user_tombstones (id, version) values ($1, $2) on conflict (id) do update set version = $2', [event.id, event.version]);
    await tx.execute('delete from users where id = $1', [event.id]);
    return;
  }
  await tx.execute(
    \`insert into users (id, name, email, version, changed_at) values ($1, $2, $3, $4, 0)
     on conflict (id) do update set name = $2, email = $3, version = $4 where users.version < $4\`,
    [event.id, event.name, event.email, event.version],
  );
}
`;
    expect(await failures({ ...solution, [apply]: own })).toEqual([]);
  });
});
