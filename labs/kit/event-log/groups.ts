/** The groups of a log, and what they have committed. */
import type { Clock } from '../clock.ts';
import type { AssignedPartition, JoinResponse, Member } from './broker.ts';
import type { Entry } from './entry.ts';
import { Group } from './group.ts';
import type { Topics } from './topics.ts';
import type { GroupDescription, GroupOffset, TopicPartition, TopicPartitionOffset } from './types.ts';

export interface GroupsOptions {
  readonly clock: Clock;
  readonly topics: Topics;
  /** Told what must outlive this process. */
  readonly onEntry: (entry: Entry) => void;
  readonly onChange: () => void;
}

export class Groups {
  readonly #options: GroupsOptions;
  readonly #groups = new Map<string, Group>();
  /** By group, then by topic and partition. */
  readonly #committed = new Map<string, Map<string, TopicPartitionOffset>>();

  constructor(options: GroupsOptions) {
    this.#options = options;
  }

  get ids(): readonly string[] {
    return [...new Set([...this.#groups.keys(), ...this.#committed.keys()])].sort();
  }

  /** The group as it was before a restart: without members. */
  restore(groupId: string, generationId: number, membersSoFar: number): void {
    this.#groups.set(groupId, this.#create(groupId, generationId, membersSoFar));
  }

  of(groupId: string): Group {
    let group = this.#groups.get(groupId);
    if (!group) {
      group = this.#create(groupId, 0, 0);
      this.#groups.set(groupId, group);
    }
    return group;
  }

  /** What a member has from this generation on, undefined as long as it has to wait for others. */
  generationOf({ groupId, memberId }: Omit<Member, 'generationId'>): JoinResponse['generation'] {
    const group = this.of(groupId);
    if (group.state !== 'Stable') return undefined;
    const assignment = group.assignmentOf(memberId).map((own): AssignedPartition => {
      const { logStartOffset, logEndOffset } = this.#options.topics.partition(own).description;
      return { ...own, logStartOffset, logEndOffset, committed: this.committed(groupId, own) };
    });
    return { generationId: group.generationId, assignment };
  }

  commit(groupId: string, offsets: readonly TopicPartitionOffset[]): void {
    const committed = this.#committed.get(groupId) ?? new Map<string, TopicPartitionOffset>();
    this.#committed.set(groupId, committed);
    for (const { topic, partition, offset } of offsets)
      committed.set(keyOf({ topic, partition }), { topic, partition, offset });
  }

  committed(groupId: string, partition: TopicPartition): number | null {
    return this.#committed.get(groupId)?.get(keyOf(partition))?.offset ?? null;
  }

  describe(groupId: string): GroupDescription {
    const group = this.#groups.get(groupId);
    return {
      groupId,
      state: group?.state ?? 'Empty',
      generationId: group?.generationId ?? 0,
      members: group?.members ?? [],
      offsets: this.#offsets(groupId, group?.topics ?? []),
    };
  }

  /** Members of groups that read this topic have to join again. */
  rebalanceReadersOf(topic: string): void {
    for (const group of this.#groups.values()) if (group.topics.includes(topic)) group.rebalance();
  }

  close(): void {
    for (const group of this.#groups.values()) group.close();
  }

  #create(groupId: string, generationId: number, membersSoFar: number): Group {
    const { clock, topics, onEntry, onChange } = this.#options;
    return new Group(
      {
        groupId,
        clock,
        count: (topic) => topics.count(topic),
        onNumber: (generation, members) =>
          onEntry({ type: 'group', groupId, generationId: generation, membersSoFar: members }),
        onChange,
      },
      generationId,
      membersSoFar,
    );
  }

  #offsets(groupId: string, subscribed: readonly string[]): GroupOffset[] {
    const committed = [...(this.#committed.get(groupId)?.values() ?? [])];
    const topics = [...new Set([...subscribed, ...committed.map(({ topic }) => topic)])].sort();
    return topics.flatMap((topic) =>
      Array.from({ length: this.#options.topics.count(topic) }, (_, partition): GroupOffset => {
        const { logStartOffset, logEndOffset } = this.#options.topics.partition({
          topic,
          partition,
        }).description;
        const done = this.committed(groupId, { topic, partition });
        const lag = Math.max(0, logEndOffset - Math.max(done ?? 0, logStartOffset));
        return { topic, partition, committed: done, logEndOffset, lag };
      }),
    );
  }
}

function keyOf({ topic, partition }: TopicPartition): string {
  return `${topic}-${partition}`;
}
