/**
 * A real Kafka client to compare the kit's event log with: kcat, with the broker that librdkafka brings along for
 * tests. What is asked of it here is asked of the kit in tests/unit/kit-event-log-kafka.test.ts.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Topics of that broker have so many partitions. */
export const mockPartitions = 4;

export function hasKcat(): boolean {
  return spawnSync('kcat', ['-V']).status === 0;
}

export interface KafkaRecord {
  readonly key: string | null;
  readonly value: string | null;
  readonly partition: number;
  readonly offset: number;
}

export interface KafkaMember {
  readonly memberId: string;
  readonly topics: readonly string[];
  readonly assignment: readonly { readonly topic: string; readonly partition: number }[];
}

export interface KafkaCluster {
  /** Sends records one after the other; keys and values hold neither a tab nor a line break. A key of null is no key. */
  produce(
    topic: string,
    records: readonly { readonly key: string | null; readonly value: string }[],
  ): Promise<void>;
  /** Everything in a topic, by partition and offset. */
  read(topic: string): Promise<KafkaRecord[]>;
  /** What a new member of a group gets of a topic. It commits and leaves at the end, or is killed after so many records. */
  readAsGroup(
    groupId: string,
    topic: string,
    options: { killedAfter: number | undefined; reset: 'earliest' | 'latest' | 'error' },
  ): Promise<{ records: KafkaRecord[]; error: string }>;
  /** What reading from an offset says that is not there. */
  readFrom(topic: string, partition: number, offset: number): Promise<string>;
  /** The shares of members that join at once. */
  share(
    groupId: string,
    assignor: 'range' | 'roundrobin',
    subscriptions: readonly (readonly string[])[],
  ): Promise<KafkaMember[]>;
  stop(): void;
}

export async function startKafka(): Promise<KafkaCluster> {
  const running = new Set<ChildProcessWithoutNullStreams>();
  const kcat = (...args: string[]): ChildProcessWithoutNullStreams => {
    const child = spawn('kcat', args);
    running.add(child);
    child.once('exit', () => running.delete(child));
    return child;
  };
  /** Runs it to its end. */
  const run = async (args: string[], input?: string): Promise<{ out: string; err: string }> => {
    const child = kcat(...args);
    child.stdin.end(input);
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { out, err };
  };

  const broker = kcat('-P', '-b', 'mock', '-t', 'warm-up', '-X', 'test.mock.num.brokers=1', '-d', 'mock');
  const address = await lineOf(broker, /bootstrap\.servers=(\S+)/);
  const at = (...args: string[]): string[] => ['-b', address, ...args];

  return {
    produce: async (topic, records) => {
      for (const [withKey, own] of runsOf(records)) {
        const lines = own.map(({ key, value }) => (withKey ? `${key}\t${value}` : value)).join('\n');
        const keys = withKey ? ['-K', '\\t'] : [];
        await run(at('-P', '-t', topic, '-X', 'topic.partitioner=murmur2_random', ...keys), lines);
      }
    },
    read: async (topic) => recordsOf((await run(at('-C', '-t', topic, '-e', '-q', '-J'))).out),
    readAsGroup: async (groupId, topic, { killedAfter, reset }) => {
      // Six seconds is as short as a session may be there.
      const session = [
        '-X',
        'session.timeout.ms=6000',
        '-X',
        `enable.auto.commit=${killedAfter === undefined}`,
      ];
      const child = kcat(
        ...at('-G', groupId, ...session, '-X', `auto.offset.reset=${reset}`, '-e', '-J', '-u', topic),
      );
      let out = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        out += chunk;
        if (recordsOf(out).length === killedAfter) child.kill('SIGKILL');
      });
      const err = await text(child.stderr);
      const error = err.split('\n').find((line) => line.startsWith('% ERROR')) ?? '';
      return { records: recordsOf(out), error };
    },
    readFrom: async (topic, partition, offset) => {
      const place = ['-C', '-t', topic, '-p', String(partition), '-o', String(offset)];
      return (await run(at(...place, '-e', '-X', 'topic.auto.offset.reset=error'))).err.trim();
    },
    share: async (groupId, assignor, subscriptions) => {
      // That broker now and then forgets a member; with a new group it does better.
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        const options = ['-X', `partition.assignment.strategy=${assignor}`, '-X', 'session.timeout.ms=6000'];
        const members = subscriptions.map((topics) =>
          kcat(...at('-G', `${groupId}-${attempt}`, ...options, ...topics)),
        );
        const patience = setTimeout(() => members.forEach((child) => child.kill('SIGKILL')), 10_000);
        const lines = await Promise.all(
          members.map((child) => lineOf(child, /(rebalanced \(memberid .*\): assigned:.*)/)),
        ).catch(() => undefined);
        clearTimeout(patience);
        for (const child of members) child.kill('SIGKILL');
        if (lines) return lines.map((line, index) => memberOf(line, subscriptions[index] ?? []));
      }
      throw new Error(`The group ${groupId} never got together.`);
    },
    stop: () => {
      // A kcat that reads its standard input hears nothing gentler.
      for (const child of running) child.kill('SIGKILL');
    },
  };
}

/** The first match in what a process says on its standard error. */
function lineOf(child: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      const lines = said.split('\n').slice(0, -1);
      const match = lines.flatMap((line) => pattern.exec(line)?.[1] ?? [])[0];
      if (match !== undefined) resolve(match);
    });
    child.once('exit', () => reject(new Error(`kcat ended before it said ${pattern}: ${said}`)));
  });
}

/** Neighbours with a key, and neighbours without: kcat takes either in one run. */
function runsOf<T extends { readonly key: string | null }>(records: readonly T[]): [boolean, T[]][] {
  const runs: [boolean, T[]][] = [];
  for (const record of records) {
    const last = runs.at(-1);
    if (last && last[0] === (record.key !== null)) last[1].push(record);
    else runs.push([record.key !== null, [record]]);
  }
  return runs;
}

interface Envelope {
  readonly key: string | null;
  readonly payload: string | null;
  readonly partition: number;
  readonly offset: number;
}

function recordsOf(out: string): KafkaRecord[] {
  return (
    out
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      // The shape is that of kcat's -J.
      .map((line) => JSON.parse(line) as Envelope)
      .map(({ key, payload, partition, offset }) => ({ key, value: payload, partition, offset }))
      .sort((a, b) => a.partition - b.partition || a.offset - b.offset)
  );
}

/** `rebalanced (memberid 0x7f): assigned: t1 [0], t2 [0]` */
function memberOf(line: string, topics: readonly string[]): KafkaMember {
  const memberId = /\(memberid (.*?)\)/.exec(line)?.[1] ?? '';
  const assignment = [...line.matchAll(/([\w-]+) \[(\d+)\]/g)].map((match) => ({
    topic: match[1] ?? '',
    partition: Number(match[2]),
  }));
  return { memberId, topics, assignment };
}
