/** The kit's event log: records, groups, retention and restart, in one process and over HTTP. */
import { afterEach, describe, expect, test } from 'vitest';

import { manualClock, systemClock } from '../../labs/kit/clock.ts';
import type { ManualClock } from '../../labs/kit/clock.ts';
import { memoryJournal } from '../../labs/kit/database.ts';
import {
  connectEventLog,
  createEventLogService,
  isEventLogError,
  openEventLog,
} from '../../labs/kit/event-log.ts';
import type { Consumer, EventLog, LocalEventLog, TopicPartition } from '../../labs/kit/event-log.ts';
import type { EventLogErrorCode } from '../../labs/kit/event-log.ts';
import { createLog } from '../../labs/kit/log.ts';

const silent = createLog(() => undefined);
const topics = [{ name: 'users', partitions: 3, retentionMs: 60_000 }];
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Fixture {
  readonly clock: ManualClock;
  readonly journal: ReturnType<typeof memoryJournal>;
  readonly eventLog: LocalEventLog;
}

async function open(journal = memoryJournal(), clock = manualClock()): Promise<Fixture> {
  const eventLog = await openEventLog({ clock, journal, topics });
  return { clock, journal, eventLog };
}

function member(eventLog: EventLog, groupId = 'readers'): Consumer {
  const consumer = eventLog.consumer({ groupId, autoOffsetReset: 'earliest' });
  consumer.subscribe(['users']);
  return consumer;
}

/** One record in each partition, and one more in the first. */
async function fill(eventLog: EventLog): Promise<void> {
  const partitions = [0, 1, 2, 0];
  await eventLog
    .producer()
    .sendBatch(
      partitions.map((partition, index) => ({ topic: 'users', key: null, value: String(index), partition })),
    );
}

const values = (records: readonly { value: string | null }[]): (string | null)[] =>
  records.map(({ value }) => value).sort();
const numbers = (partitions: readonly TopicPartition[]): number[] =>
  partitions.map(({ partition }) => partition);
const code =
  (expected: EventLogErrorCode) =>
  (error: unknown): boolean =>
    isEventLogError(error, expected);

describe('records', () => {
  test('those of one key stay in order, in one partition; without a key the partitions take turns', async () => {
    const { eventLog } = await open();
    const producer = eventLog.producer();
    const places = [];
    for (let change = 0; change < 5; change += 1)
      places.push(await producer.send({ topic: 'users', key: 'u-1', value: String(change) }));
    expect(new Set(places.map(({ partition }) => partition)).size).toBe(1);
    expect(places.map(({ offset }) => offset)).toEqual([0, 1, 2, 3, 4]);
    const spread = [];
    for (let turn = 0; turn < 6; turn += 1)
      spread.push((await producer.send({ topic: 'users', key: null, value: null })).partition);
    expect(spread).toEqual([0, 1, 2, 0, 1, 2]);
  });

  test('headers and tombstones arrive, and what was read is as it was sent', async () => {
    const { eventLog, clock } = await open();
    await clock.advance(1_500);
    await eventLog
      .producer()
      .send({ topic: 'users', key: '', value: null, headers: { traceparent: '00-x', origin: 'ü' } });
    const [record] = await member(eventLog).poll();
    expect(record).toMatchObject({
      key: '',
      value: null,
      timestamp: 1_500,
      headers: { traceparent: '00-x', origin: 'ü' },
    });
  });

  test('a batch is kept whole or not at all', async () => {
    const { eventLog } = await open();
    const batch = [
      { topic: 'users', key: 'a', value: '1' },
      { topic: 'nobody', key: 'a', value: '2' },
    ];
    await expect(eventLog.producer().sendBatch(batch)).rejects.toSatisfy(code('UNKNOWN_TOPIC_OR_PARTITION'));
    expect(await member(eventLog).poll()).toEqual([]);
  });

  test('a record is seen only after the journal has it', async () => {
    let release = (): void => undefined;
    const kept = new Promise<void>((resolve) => {
      release = resolve;
    });
    const journal = memoryJournal();
    let slow = false;
    const eventLog = await openEventLog({
      clock: manualClock(),
      topics,
      journal: {
        ...journal,
        append: async (line) => {
          if (slow && line.includes('"records"')) await kept;
          await journal.append(line);
        },
      },
    });
    slow = true;
    const sending = eventLog.producer().send({ topic: 'users', key: 'a', value: '1' });
    expect((await eventLog.admin.topics())[0]?.partitions.map((each) => each.logEndOffset)).toEqual([
      0, 0, 0,
    ]);
    release();
    await sending;
    expect(values(await member(eventLog).poll())).toEqual(['1']);
  });
});

describe('groups', () => {
  test('each group gets everything; members share, and the fourth of three partitions is idle', async () => {
    const { eventLog } = await open();
    await fill(eventLog);
    const members = [1, 2, 3, 4].map(() => member(eventLog));
    const seen: (string | null)[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (const each of members) seen.push(...(await each.poll()).map(({ value }) => value));
    }
    expect(members.map((each) => each.assignment().length).sort()).toEqual([0, 1, 1, 1]);
    expect(new Set(members.flatMap((each) => numbers(each.assignment()))).size).toBe(3);
    // The first member has read everything while it was alone; nobody has committed.
    expect(new Set(seen)).toEqual(new Set(['0', '1', '2', '3']));
    expect(values(await member(eventLog, 'others').poll())).toEqual(['0', '1', '2', '3']);
  });

  test('nobody gets a partition before its owner has given it up', async () => {
    const { eventLog } = await open();
    await fill(eventLog);
    const first = member(eventLog);
    await first.poll();
    const second = member(eventLog);
    expect(await second.poll()).toEqual([]);
    expect(second.assignment()).toEqual([]);
    // What it had is still its own, and it may commit it.
    await first.commit();
    expect(await first.poll()).toEqual([]);
    expect(numbers(first.assignment())).toEqual([0, 1]);
    expect(await second.poll()).toEqual([]);
    expect(numbers(second.assignment())).toEqual([2]);
    expect(second.generationId).toBe(first.generationId);
  });

  test('a long poll ends when somebody joins, and when there is a record', async () => {
    const { eventLog } = await open();
    const first = member(eventLog);
    const waiting = first.poll({ timeoutMs: 10_000 });
    await settled();
    const second = member(eventLog);
    const joining = second.poll({ timeoutMs: 10_000 });
    await settled();
    expect([first.assignment().length, second.assignment().length]).toEqual([2, 1]);
    await fill(eventLog);
    expect(values(await waiting).length + values(await joining).length).toBe(4);
  });

  test('who leaves is replaced at once, who dies after its session, and nothing is lost', async () => {
    const { eventLog, clock } = await open();
    const own = eventLog.connect();
    const first = member(own);
    const second = member(eventLog);
    for (const each of [first, second, first, second]) await each.poll();
    await fill(eventLog);
    expect(values(await first.poll())).toHaveLength(3);
    own.sever();
    await clock.advance(44_000);
    await second.poll();
    expect(numbers(second.assignment())).toEqual([2]);
    await clock.advance(1_000);
    const again = [...(await second.poll()), ...(await second.poll())];
    expect(numbers(second.assignment())).toEqual([0, 1, 2]);
    expect(values(again)).toEqual(['0', '1', '2', '3']);
    const third = member(eventLog);
    await third.poll();
    await second.close();
    await third.poll();
    expect(numbers(third.assignment())).toEqual([0, 1, 2]);
  });

  test('heartbeats keep a member that works for long, until it does not poll at all', async () => {
    const { eventLog, clock } = await open();
    const consumer = member(eventLog);
    await consumer.poll();
    await clock.advance(290_000);
    await consumer.commit();
    expect((await eventLog.admin.describeGroup('readers')).members).toHaveLength(1);
    await clock.advance(20_000);
    expect((await eventLog.admin.describeGroup('readers')).members).toHaveLength(0);
  });

  test('who comes back too late cannot commit, and begins where the group is', async () => {
    const { eventLog, clock } = await open();
    await fill(eventLog);
    const own = eventLog.connect();
    const lost: number[][] = [];
    const late = own.consumer({
      groupId: 'readers',
      autoOffsetReset: 'earliest',
      // It never says that it is alive.
      heartbeatIntervalMs: 600_000,
      onPartitionsRevoked: (partitions) => void lost.push(numbers(partitions)),
    });
    late.subscribe(['users']);
    expect(await late.poll()).toHaveLength(4);
    await clock.advance(45_000);
    const other = member(eventLog);
    expect(await other.poll()).toHaveLength(4);
    await other.commit();
    await expect(late.commit()).rejects.toSatisfy(code('UNKNOWN_MEMBER_ID'));
    expect(await late.poll()).toEqual([]);
    expect(lost).toEqual([[0, 1, 2]]);
  });

  test('commits are those of the group, and the lag is what is left', async () => {
    const { eventLog } = await open();
    await fill(eventLog);
    const consumer = member(eventLog);
    await consumer.poll();
    await consumer.commit([{ topic: 'users', partition: 0, offset: 1 }]);
    expect(await consumer.committed({ topic: 'users', partition: 0 })).toBe(1);
    const { offsets } = await eventLog.admin.describeGroup('readers');
    expect(offsets.map(({ committed, lag }) => [committed, lag])).toEqual([
      [1, 1],
      [null, 1],
      [null, 1],
    ]);
  });

  test('positions can be moved, and partitions paused', async () => {
    const { eventLog } = await open();
    await fill(eventLog);
    const consumer = member(eventLog);
    await consumer.poll();
    consumer.seek({ topic: 'users', partition: 0, offset: 1 });
    consumer.pause([{ topic: 'users', partition: 0 }]);
    expect(await consumer.poll()).toEqual([]);
    consumer.resume([{ topic: 'users', partition: 0 }]);
    expect(values(await consumer.poll())).toEqual(['3']);
  });

  test('members must agree how to share, and added partitions are shared out', async () => {
    const { eventLog } = await open();
    const consumer = member(eventLog);
    await consumer.poll();
    const other = eventLog.consumer({ groupId: 'readers', assignor: 'roundrobin' });
    other.subscribe(['users']);
    await expect(other.poll()).rejects.toSatisfy(code('INCONSISTENT_GROUP_PROTOCOL'));
    await eventLog.admin.createPartitions('users', 5);
    await consumer.poll();
    expect(numbers(consumer.assignment())).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('retention', () => {
  test.each([
    { autoOffsetReset: 'earliest' as const, seen: ['late'] },
    { autoOffsetReset: 'latest' as const, seen: [] },
  ])('an offset past retention: $autoOffsetReset goes on with $seen', async ({ autoOffsetReset, seen }) => {
    const { eventLog, clock } = await open();
    await fill(eventLog);
    const consumer = eventLog.consumer({ groupId: 'readers', autoOffsetReset });
    consumer.subscribe(['users']);
    await consumer.poll();
    for (const partition of [0, 1, 2]) consumer.seek({ topic: 'users', partition, offset: 0 });
    await clock.advance(60_001);
    await eventLog.producer().send({ topic: 'users', key: null, value: 'late', partition: 0 });
    expect(values(await consumer.poll())).toEqual(seen);
  });

  test('with `none` it is an error that names what is there', async () => {
    const { eventLog } = await open();
    await fill(eventLog);
    const first = member(eventLog);
    await first.poll();
    await first.commit([0, 1, 2].map((partition) => ({ topic: 'users', partition, offset: 0 })));
    await first.close();
    await eventLog.admin.deleteRecords({ topic: 'users', partition: 0, offset: 1 });
    const consumer = eventLog.consumer({ groupId: 'readers', autoOffsetReset: 'none' });
    consumer.subscribe(['users']);
    await expect(consumer.poll()).rejects.toThrow(
      'users-0 has no offset 0: it begins at 1 and ends before 2',
    );
    await expect(consumer.poll()).rejects.toSatisfy(code('OFFSET_OUT_OF_RANGE'));
  });

  test('with `none` a group that is new says where it begins', async () => {
    const { eventLog } = await open();
    await fill(eventLog);
    const consumer = eventLog.consumer({ groupId: 'new', autoOffsetReset: 'none' });
    consumer.subscribe(['users']);
    for (const partition of [0, 1, 2]) {
      await expect(consumer.poll()).rejects.toSatisfy(code('NO_OFFSET_FOR_PARTITION'));
      expect(numbers(consumer.assignment())).toEqual([0, 1, 2]);
      expect(consumer.position({ topic: 'users', partition })).toBeUndefined();
      consumer.seek({ topic: 'users', partition, offset: partition === 0 ? 1 : 0 });
    }
    expect(values(await consumer.poll())).toEqual(['1', '2', '3']);
  });
});

describe('a restart', () => {
  test('brings back records, topics, commits and deletions; members join anew under new names', async () => {
    const before = await open();
    await fill(before.eventLog);
    await before.clock.advance(5_000);
    await before.eventLog.admin.createTopic({ name: 'kept', partitions: 1, retentionMs: Infinity });
    const consumer = member(before.eventLog);
    await consumer.poll();
    await consumer.commit();
    await before.eventLog.admin.deleteRecords({ topic: 'users', partition: 0, offset: 1 });
    await before.eventLog.producer().send({ topic: 'users', key: null, value: 'new', partition: 1 });

    const after = await open(before.journal);
    expect(await after.eventLog.admin.topics()).toEqual(await before.eventLog.admin.topics());
    const again = member(after.eventLog);
    expect(values(await again.poll())).toEqual(['new']);
    expect(again.memberId).not.toBe(consumer.memberId);
    expect(again.generationId).toBeGreaterThan(consumer.generationId);
    // Time goes on where it stopped.
    const { timestamp } = await after.eventLog.producer().send({ topic: 'users', key: null, value: 'x' });
    expect(timestamp).toBe(5_000);
  });
});

describe('over HTTP', () => {
  async function serve(): Promise<{
    eventLog: LocalEventLog;
    connect: () => EventLog;
    stop: () => Promise<void>;
  }> {
    const eventLog = await openEventLog({ clock: systemClock(), journal: memoryJournal(), topics });
    const service = createEventLogService({ eventLog, log: silent });
    const { url } = await service.listen(0);
    const stop = async (): Promise<void> => {
      await service.close();
      await eventLog.close();
    };
    closing.push(stop);
    return { eventLog, stop, connect: () => connectEventLog({ url, fetch, clock: systemClock() }) };
  }

  test('it is the same log', async () => {
    const { eventLog, connect } = await serve();
    const remote = connect();
    await fill(remote);
    const first = member(remote);
    const second = member(connect());
    closing.push(
      () => first.close(),
      () => second.close(),
    );
    expect(values(await first.poll())).toEqual(['0', '1', '2', '3']);
    await first.commit();
    const both = [first.poll({ timeoutMs: 5_000 }), second.poll({ timeoutMs: 5_000 })];
    while ((await eventLog.admin.describeGroup('readers')).generationId < 2) await settled();
    await fill(eventLog);
    expect((await Promise.all(both)).flat().length).toBeGreaterThan(0);
    expect(await remote.admin.topics()).toEqual(await eventLog.admin.topics());
    expect(await remote.admin.groups()).toEqual(await eventLog.admin.groups());
    expect(await remote.admin.read({ topic: 'users', partition: 2, offset: 1 })).toHaveLength(1);
  });

  test('errors keep their names', async () => {
    const { connect } = await serve();
    const { admin } = connect();
    await expect(admin.createTopic({ name: 'users', partitions: 1 })).rejects.toSatisfy(
      code('TOPIC_ALREADY_EXISTS'),
    );
    await expect(admin.read({ topic: 'users', partition: 7, offset: 0 })).rejects.toSatisfy(
      code('UNKNOWN_TOPIC_OR_PARTITION'),
    );
    await expect(admin.read({ topic: 'users', partition: 0, offset: 7 })).rejects.toSatisfy(
      code('OFFSET_OUT_OF_RANGE'),
    );
    await admin.createTopic({ name: 'kept', partitions: 1, retentionMs: Infinity });
    expect((await admin.topics()).at(-1)?.retentionMs).toBe(Infinity);
  });

  test('while it is away polls give nothing, and sending fails', async () => {
    const { connect, stop } = await serve();
    const remote = connect();
    const consumer = member(remote);
    await consumer.poll();
    await stop();
    expect(await consumer.poll()).toEqual([]);
    await expect(remote.producer().send({ topic: 'users', key: 'a', value: '1' })).rejects.toSatisfy(
      code('NETWORK_EXCEPTION'),
    );
    await consumer.close();
  });
});

/** Lets everything run that is ready. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
