/** How the partitions are shared out among the members of a group, as Kafka's clients do it. */
import type { Assignor, TopicPartition } from './types.ts';

export interface Subscription {
  readonly memberId: string;
  readonly topics: readonly string[];
}

export type Assignment = ReadonlyMap<string, readonly TopicPartition[]>;

/**
 * @param partitions how many partitions each topic has
 * @returns the partitions of each member, by member id
 */
export function assign(
  assignor: Assignor,
  subscriptions: readonly Subscription[],
  partitions: ReadonlyMap<string, number>,
): Assignment {
  const members = [...subscriptions].sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const topics = [...partitions.keys()].sort();
  return { range, roundrobin }[assignor](members, topics, partitions);
}

/** Each topic by itself is cut into pieces in a row; the first members get one more where it does not come out even. */
function range(
  members: readonly Subscription[],
  topics: readonly string[],
  partitions: ReadonlyMap<string, number>,
): Assignment {
  const shares = emptyShares(members);
  for (const topic of topics) {
    const readers = members.filter((each) => each.topics.includes(topic));
    const count = partitions.get(topic) ?? 0;
    const size = Math.floor(count / readers.length);
    const longer = count % readers.length;
    readers.forEach(({ memberId }, index) => {
      const first = index * size + Math.min(index, longer);
      const length = size + (index < longer ? 1 : 0);
      const own = Array.from({ length }, (_, offset) => ({ topic, partition: first + offset }));
      shares.get(memberId)?.push(...own);
    });
  }
  return shares;
}

/** The partitions of all topics are dealt out one by one. */
function roundrobin(
  members: readonly Subscription[],
  topics: readonly string[],
  partitions: ReadonlyMap<string, number>,
): Assignment {
  const shares = emptyShares(members);
  let turn = 0;
  for (const topic of topics) {
    for (let partition = 0; partition < (partitions.get(topic) ?? 0); partition += 1) {
      // Whoever does not read the topic is passed over.
      const inTurn = [...members.slice(turn), ...members.slice(0, turn)];
      const taker = inTurn.find((each) => each.topics.includes(topic));
      if (!taker) break;
      shares.get(taker.memberId)?.push({ topic, partition });
      turn = (members.indexOf(taker) + 1) % members.length;
    }
  }
  return shares;
}

function emptyShares(members: readonly Subscription[]): Map<string, TopicPartition[]> {
  return new Map(members.map(({ memberId }) => [memberId, []]));
}
