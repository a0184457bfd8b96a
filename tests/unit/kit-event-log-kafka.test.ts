/** The kit's event log against a real Kafka client: answers that were recorded, and where kcat is installed also live. */
import { readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';

import { manualClock } from '../../labs/kit/clock.ts';
import type { Clock } from '../../labs/kit/clock.ts';
import { memoryJournal } from '../../labs/kit/database.ts';
import { assign } from '../../labs/kit/event-log/assignor.ts';
import { murmur2 } from '../../labs/kit/event-log/partitioner.ts';
import { isEventLogError, openEventLog, partitionForKey } from '../../labs/kit/event-log.ts';
import type { LocalEventLog } from '../../labs/kit/event-log.ts';
import { goldensPath, groupSteps, observe, sent } from '../support/kafka-goldens.ts';
import type { KafkaGoldens } from '../support/kafka-goldens.ts';
import { hasKcat, mockPartitions, startKafka } from '../support/kafka.ts';

const goldens = JSON.parse(await readFile(goldensPath, 'utf8')) as KafkaGoldens;

function open(topic: string, clock: Clock = manualClock()): Promise<LocalEventLog> {
  return openEventLog({
    clock,
    journal: memoryJournal(),
    topics: [{ name: topic, partitions: mockPartitions }],
  });
}

async function expectSame({ partitions, order }: Pick<KafkaGoldens, 'partitions' | 'order'>): Promise<void> {
  for (const { key, partition } of partitions)
    expect(partitionForKey(key, mockPartitions), `partition of ${JSON.stringify(key)}`).toBe(partition);
  const eventLog = await open('order');
  await eventLog.producer().sendBatch(sent.map((record) => ({ topic: 'order', ...record })));
  const [topic] = await eventLog.admin.topics();
  const read = await Promise.all(
    (topic?.partitions ?? []).map(({ partition }) =>
      eventLog.admin.read({ topic: 'order', partition, offset: 0 }),
    ),
  );
  expect(read.flat().map(({ key, value, partition, offset }) => ({ key, value, partition, offset }))).toEqual(
    order,
  );
}

describe(`against ${goldens.client}, recorded`, () => {
  test('partitions by key, order and offsets are the same', async () => {
    expect(goldens.partitions.length).toBeGreaterThan(90);
    await expectSame(goldens);
  });

  test.each(goldens.shares)('members of a group share alike by $assignor', ({ assignor, members }) => {
    const topics = new Map(members.flatMap((each) => each.topics).map((name) => [name, mockPartitions]));
    const own = assign(assignor, members, topics);
    for (const { memberId, assignment } of members)
      expect(new Set(own.get(memberId)), memberId).toEqual(new Set(assignment));
  });

  test('groups begin and go on at the same offsets', async () => {
    const clock = manualClock();
    const eventLog = await open('reads', clock);
    for (let value = 0; value < 5; value += 1)
      await eventLog.producer().send({ topic: 'reads', key: 'u-1', value: String(value) });
    const seen = [];
    for (const { step, groupId, killedAfter, reset } of groupSteps) {
      const connection = eventLog.connect();
      const consumer = connection.consumer({ groupId, autoOffsetReset: reset });
      consumer.subscribe(['reads']);
      const records = await consumer.poll();
      seen.push({ step, offsets: records.map(({ offset }) => offset) });
      if (killedAfter === undefined) {
        await consumer.commit();
        await consumer.close();
      } else {
        connection.sever();
        // Whoever was killed is in the group until its session ends.
        await clock.advance(45_000);
      }
    }
    expect(seen).toEqual(goldens.groupReads);
  });

  test('what is not there has the same name', async () => {
    const eventLog = await open('reads');
    const consumer = eventLog.consumer({ groupId: 'none', autoOffsetReset: 'none' });
    consumer.subscribe(['reads']);
    expect(goldens.withoutCommit).toContain('No offset stored');
    await expect(consumer.poll()).rejects.toSatisfy((error) =>
      isEventLogError(error, 'NO_OFFSET_FOR_PARTITION'),
    );
    expect(goldens.outOfRange).toContain('Offset out of range');
    await expect(eventLog.admin.read({ topic: 'reads', partition: 0, offset: 99 })).rejects.toSatisfy(
      (error) => isEventLogError(error, 'OFFSET_OUT_OF_RANGE'),
    );
  });
});

describe.skipIf(!hasKcat())('against the kcat of this machine', () => {
  test('partitions by key, order and offsets are the same', { timeout: 30_000 }, async () => {
    const kafka = await startKafka();
    try {
      await expectSame(await observe(kafka));
    } finally {
      kafka.stop();
    }
  });
});

test('murmur2 gives the hashes of the Java client’s own test', () => {
  const hashes = {
    21: -973932308,
    foobar: -790332482,
    'a-little-bit-long-string': -985981536,
    'a-little-bit-longer-string': -1486304829,
    lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58897971,
    abc: 479470107,
  };
  for (const [text, hash] of Object.entries(hashes))
    expect(murmur2(new TextEncoder().encode(text)), text).toBe(hash);
});
