/** What is asked of a real Kafka client, and how its answers are kept. */
import type { KafkaCluster, KafkaMember, KafkaRecord } from './kafka.ts';

export const goldensPath = 'tests/goldens/kafka.json';

export interface KafkaGoldens {
  readonly client: string;
  /** Partition of each key, of four. */
  readonly partitions: readonly { readonly key: string; readonly partition: number }[];
  /** Records of a topic after {@link sent} was sent. */
  readonly order: readonly KafkaRecord[];
  readonly shares: readonly { readonly assignor: 'range' | 'roundrobin'; readonly members: KafkaMember[] }[];
  /** Offsets that one consumer of a group after the other gets of a partition with five records. */
  readonly groupReads: readonly { readonly step: string; readonly offsets: readonly number[] }[];
  readonly withoutCommit: string;
  readonly outOfRange: string;
}

/** Keys of all lengths modulo 4, numbers, ids, other alphabets, and the empty one. */
export const keys: readonly string[] = [
  '',
  'a',
  'ab',
  'abc',
  'abcd',
  'abcde',
  '0',
  '-1',
  ...Array.from({ length: 60 }, (_, index) => `u-${index + 1}`),
  ...Array.from({ length: 20 }, (_, index) => `o-${(index + 1) * 37}`),
  '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  'ada@example.com',
  'Ä',
  'für Grüße',
  '注文',
  'заказ',
  'טעם',
  '🫖',
  '👩‍💻 and text',
  ' leading and trailing ',
  'x'.repeat(1_000),
];

/** Five records for each of seven keys, in turn. */
export const sent = Array.from({ length: 35 }, (_, index) => ({
  key: `u-${(index % 7) + 1}`,
  value: `change ${Math.floor(index / 7) + 1}`,
}));

/** Topics that each member of a group subscribes to. No member goes idle: that broker never answers one that does. */
export const groups = {
  three: [
    ['shares-a', 'shares-b'],
    ['shares-a', 'shares-b'],
    ['shares-a', 'shares-b'],
  ],
  four: [['shares-a'], ['shares-a'], ['shares-a'], ['shares-a']],
  mixed: [['shares-a', 'shares-b'], ['shares-a'], ['shares-b']],
} as const;

/** The way of a group through a partition with five records: who is killed before it commits, and where the next begins. */
export const groupSteps = [
  { step: 'a new group, latest', groupId: 'fresh', killedAfter: undefined, reset: 'latest' },
  { step: 'earliest, killed before it commits', groupId: 'g', killedAfter: 5, reset: 'earliest' },
  { step: 'all five again, committed', groupId: 'g', killedAfter: undefined, reset: 'earliest' },
  { step: 'nothing is left', groupId: 'g', killedAfter: undefined, reset: 'earliest' },
  { step: 'another group', groupId: 'h', killedAfter: undefined, reset: 'earliest' },
] as const;

/** Partitions and order: what a test can wait for. */
export async function observe(kafka: KafkaCluster): Promise<Pick<KafkaGoldens, 'partitions' | 'order'>> {
  const numbered = keys.map((key, index) => ({ key, value: String(index) }));
  await kafka.produce('keys', numbered);
  const byValue = new Map((await kafka.read('keys')).map(({ value, partition }) => [value, partition]));
  await kafka.produce('order', sent);
  return {
    partitions: numbered.map(({ key, value }) => ({ key, partition: byValue.get(value) ?? -1 })),
    order: await kafka.read('order'),
  };
}

/** How groups share, and where they begin. Each waits for a group to form or a session to end: most of a minute. */
export async function observeGroups(
  kafka: KafkaCluster,
): Promise<Pick<KafkaGoldens, 'shares' | 'groupReads' | 'withoutCommit' | 'outOfRange'>> {
  for (const topic of ['shares-a', 'shares-b']) await kafka.produce(topic, [{ key: 'any', value: 'any' }]);
  const shares = [];
  for (const assignor of ['range', 'roundrobin'] as const) {
    for (const [name, subscriptions] of Object.entries(groups))
      shares.push({ assignor, members: await kafka.share(`${assignor}-${name}`, assignor, subscriptions) });
  }
  const five = Array.from({ length: 5 }, (_, index) => ({ key: 'u-1', value: String(index) }));
  await kafka.produce('reads', five);
  const groupReads = [];
  for (const { step, groupId, ...options } of groupSteps) {
    const { records } = await kafka.readAsGroup(groupId, 'reads', options);
    groupReads.push({ step, offsets: records.map(({ offset }) => offset) });
  }
  const none = await kafka.readAsGroup('none', 'reads', { killedAfter: undefined, reset: 'error' });
  return {
    shares,
    groupReads,
    withoutCommit: none.error,
    outOfRange: await kafka.readFrom('reads', 0, 99),
  };
}
