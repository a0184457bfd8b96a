/** A consumer group: who is in it, and who has which partitions. */
import type { Clock, Timer } from '../clock.ts';
import { assign } from './assignor.ts';
import type { Assignment } from './assignor.ts';
import type { JoinRequest, Member } from './broker.ts';
import { EventLogError } from './error.ts';
import type { GroupDescription, TopicPartition } from './types.ts';

interface GroupMember {
  readonly memberId: string;
  subscription: JoinRequest;
  /** Whether it has given up what it had and waits for its part of the next generation. */
  joined: boolean;
  session: Timer | undefined;
}

export interface GroupOptions {
  readonly groupId: string;
  readonly clock: Clock;
  /** How many partitions a topic has. */
  readonly count: (topic: string) => number;
  /** Told of each number that is given out, to a generation or to a member: it must never be used again. */
  readonly onNumber: (generationId: number, membersSoFar: number) => void;
  /** Told of every change that somebody may wait for. */
  readonly onChange: () => void;
}

/**
 * Partitions are shared out when everybody who is in the group has joined for it. Who does not join within the
 * rebalance timeout is out, and so is who is silent for the time of a session.
 */
export class Group {
  state: GroupDescription['state'] = 'Empty';
  readonly #options: GroupOptions;
  readonly #members = new Map<string, GroupMember>();
  #generationId: number;
  #membersSoFar: number;
  #assignment: Assignment = new Map();
  #deadline: Timer | undefined;

  constructor(options: GroupOptions, generationId: number, membersSoFar: number) {
    this.#options = options;
    this.#generationId = generationId;
    this.#membersSoFar = membersSoFar;
  }

  get generationId(): number {
    return this.#generationId;
  }

  get members(): GroupDescription['members'] {
    return [...this.#members.keys()].sort().map((memberId) => ({
      memberId,
      assignment: this.assignmentOf(memberId),
    }));
  }

  /** What its members have subscribed to. */
  get topics(): readonly string[] {
    return [...new Set([...this.#members.values()].flatMap(({ subscription }) => subscription.topics))];
  }

  assignmentOf(memberId: string): readonly TopicPartition[] {
    return this.state === 'Stable' ? (this.#assignment.get(memberId) ?? []) : [];
  }

  /** @returns the id of the member */
  join(request: JoinRequest): string {
    for (const { memberId, subscription } of this.#members.values()) {
      if (subscription.assignor === request.assignor || memberId === request.memberId) continue;
      throw new EventLogError(
        'INCONSISTENT_GROUP_PROTOCOL',
        `The members of ${request.groupId} share out by "${subscription.assignor}", not by "${request.assignor}".`,
      );
    }
    for (const topic of request.topics) this.#options.count(topic);
    const member = request.memberId === undefined ? this.#admit(request) : this.#known(request.memberId);
    const same = member.subscription.topics.join() === request.topics.join();
    member.subscription = request;
    this.#touch(member);
    // Who asks again after the partitions were shared out has only missed the answer.
    if (this.state === 'Stable' && this.#assignment.has(member.memberId) && same) return member.memberId;
    if (this.state !== 'PreparingRebalance') this.rebalance();
    member.joined = true;
    this.#completeIfAllJoined();
    return member.memberId;
  }

  /** A sign of life. @throws {EventLogError} when the member has to join again */
  heartbeat(member: Member): void {
    this.#touch(this.#known(member.memberId));
    this.check(member);
  }

  /** @throws {EventLogError} when the member has to join again */
  check({ memberId, generationId }: Member): void {
    this.#known(memberId);
    if (this.state !== 'Stable') throw rebalancing(this.#options.groupId);
    if (generationId !== this.#generationId) throw outdated(generationId, this.#generationId);
  }

  /** @throws {EventLogError} when the member may not commit */
  fence({ memberId, generationId }: Member): void {
    const member = this.#known(memberId);
    this.#touch(member);
    if (generationId !== this.#generationId) throw outdated(generationId, this.#generationId);
    // Until it has joined anew, what it had is still its own.
    if (this.state !== 'Stable' && member.joined) throw rebalancing(this.#options.groupId);
  }

  leave(memberId: string): void {
    this.#remove(this.#known(memberId));
  }

  /** Asks all members to join again. */
  rebalance(): void {
    this.#options.clock.clearTimeout(this.#deadline);
    if (this.#members.size === 0) {
      this.#become('Empty');
      return;
    }
    for (const member of this.#members.values()) member.joined = false;
    this.#become('PreparingRebalance');
    const timeouts = [...this.#members.values()].map(({ subscription }) => subscription.rebalanceTimeoutMs);
    this.#deadline = this.#options.clock.setTimeout(() => this.#excludeTheAbsent(), Math.max(...timeouts));
  }

  /** Stops its timers. */
  close(): void {
    this.#options.clock.clearTimeout(this.#deadline);
    for (const { session } of this.#members.values()) this.#options.clock.clearTimeout(session);
  }

  #admit(request: JoinRequest): GroupMember {
    this.#membersSoFar += 1;
    this.#options.onNumber(this.#generationId, this.#membersSoFar);
    const memberId = `${request.groupId}-${String(this.#membersSoFar).padStart(4, '0')}`;
    const member = { memberId, subscription: request, joined: false, session: undefined };
    this.#members.set(memberId, member);
    return member;
  }

  #known(memberId: string): GroupMember {
    const member = this.#members.get(memberId);
    if (member) return member;
    throw new EventLogError(
      'UNKNOWN_MEMBER_ID',
      `${memberId} is not in the group ${this.#options.groupId}. It was silent for too long, or the log was started anew: join again.`,
    );
  }

  #touch(member: GroupMember): void {
    const { clock } = this.#options;
    clock.clearTimeout(member.session);
    member.session = clock.setTimeout(() => this.#remove(member), member.subscription.sessionTimeoutMs);
  }

  #remove(member: GroupMember): void {
    this.#options.clock.clearTimeout(member.session);
    this.#members.delete(member.memberId);
    if (this.state === 'PreparingRebalance') this.#completeIfAllJoined();
    else this.rebalance();
  }

  #excludeTheAbsent(): void {
    for (const member of this.#members.values()) {
      if (member.joined) continue;
      this.#options.clock.clearTimeout(member.session);
      this.#members.delete(member.memberId);
    }
    this.#completeIfAllJoined();
  }

  #completeIfAllJoined(): void {
    const members = [...this.#members.values()];
    if (members.some(({ joined }) => !joined)) return;
    this.#options.clock.clearTimeout(this.#deadline);
    this.#generationId += 1;
    const partitions = new Map(this.topics.map((topic) => [topic, this.#options.count(topic)]));
    this.#assignment = assign(
      members[0]?.subscription.assignor ?? 'range',
      members.map(({ memberId, subscription }) => ({ memberId, topics: subscription.topics })),
      partitions,
    );
    this.#options.onNumber(this.#generationId, this.#membersSoFar);
    this.#become(members.length > 0 ? 'Stable' : 'Empty');
  }

  #become(state: GroupDescription['state']): void {
    this.state = state;
    this.#options.onChange();
  }
}

function rebalancing(groupId: string): EventLogError {
  return new EventLogError(
    'REBALANCE_IN_PROGRESS',
    `The partitions of the group ${groupId} are being shared out anew: poll again to join.`,
  );
}

function outdated(generationId: number, current: number): EventLogError {
  return new EventLogError(
    'ILLEGAL_GENERATION',
    `Generation ${generationId} of the group is over; it is at ${current}. The partitions may belong to others now.`,
  );
}
