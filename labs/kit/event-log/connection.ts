/** A way to the log, whatever is behind it, that can be cut. */
import type { Clock } from '../clock.ts';
import type { Broker } from './broker.ts';
import { GroupConsumer } from './consumer.ts';
import { EventLogError } from './error.ts';
import type { Admin, EventLogConnection, Producer } from './types.ts';

export function connection(broker: Broker, clock: Clock): EventLogConnection {
  let severed = false;
  const never = new Promise<never>(() => undefined);
  /** Settles as the promise does, unless the connection is cut: then nothing is heard of it any more. */
  const guarded = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (severed) return never;
    try {
      return await ask();
    } finally {
      if (severed) await never;
    }
  };
  const guard = guardedBroker(broker, guarded);
  return {
    producer: () => createProducer(guard),
    consumer: (options) => new GroupConsumer(guard, clock, options),
    admin: guard,
    sever: () => {
      severed = true;
    },
  };
}

function guardedBroker(broker: Broker, guarded: <T>(ask: () => Promise<T>) => Promise<T>): Broker {
  const admin: Admin = {
    createTopic: (topic) => guarded(() => broker.createTopic(topic)),
    createPartitions: (topic, partitions) => guarded(() => broker.createPartitions(topic, partitions)),
    topics: () => guarded(() => broker.topics()),
    deleteRecords: (before) => guarded(() => broker.deleteRecords(before)),
    groups: () => guarded(() => broker.groups()),
    describeGroup: (groupId) => guarded(() => broker.describeGroup(groupId)),
    read: (from, maxRecords) => guarded(() => broker.read(from, maxRecords)),
  };
  return {
    ...admin,
    produce: (records) => guarded(() => broker.produce(records)),
    fetch: (request) => guarded(() => broker.fetch(request)),
    join: (request) => guarded(() => broker.join(request)),
    heartbeat: (member) => guarded(() => broker.heartbeat(member)),
    leave: (member) => guarded(() => broker.leave(member)),
    commit: (member, offsets) => guarded(() => broker.commit(member, offsets)),
  };
}

function createProducer(broker: Broker): Producer {
  return {
    send: async (record) => {
      const [metadata] = await broker.produce([record]);
      if (!metadata)
        throw new EventLogError('NETWORK_EXCEPTION', 'The log did not say where it keeps the record.');
      return metadata;
    },
    sendBatch: (records) => (records.length === 0 ? Promise.resolve([]) : broker.produce(records)),
  };
}
