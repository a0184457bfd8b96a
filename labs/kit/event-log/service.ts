/** The log over HTTP and JSON. */
import { createService } from '../http.ts';
import type { Handler, Reply, Routes, Service, ServiceRequest } from '../http.ts';
import type { Log } from '../log.ts';
import { Problem } from '../problem.ts';
import type { Broker, Member } from './broker.ts';
import { EventLogError } from './error.ts';
import type { EventLogErrorCode } from './error.ts';
import type { ProducerRecord } from './types.ts';
import { Body, errorTypePrefix, offsetOf, topicToWire } from './wire.ts';

const statuses: Readonly<Partial<Record<EventLogErrorCode, number>>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 404,
  OFFSET_OUT_OF_RANGE: 416,
  INVALID_REQUEST: 400,
};

/** The longest that a request may wait, in milliseconds. */
const longestWait = 30_000;

export function brokerService(broker: Broker, log: Log): Service {
  const routes: Routes = {
    'GET /topics': async () => ok((await broker.topics()).map((each) => topicToWire(each))),
    'POST /topics': async ({ body }) => {
      const topic = new Body(body);
      const retention = topic.has('retentionMs')
        ? { retentionMs: topic.isNull('retentionMs') ? Infinity : topic.number('retentionMs') }
        : {};
      await broker.createTopic({
        name: topic.text('name'),
        partitions: topic.number('partitions'),
        ...retention,
      });
      return { status: 201 };
    },
    'POST /topics/:topic/partitions': async (request) =>
      done(broker.createPartitions(topicOf(request), new Body(request.body).number('partitions'))),
    'POST /topics/:topic/delete-records': async (request) => {
      const body = new Body(request.body);
      const [partition, offset] = [body.number('partition'), body.number('offset')];
      return done(broker.deleteRecords({ topic: topicOf(request), partition, offset }));
    },
    'GET /topics/:topic/records': async (request) => {
      const { query } = request;
      const partition = Number(query.get('partition') ?? 0);
      const offset = Number(query.get('offset') ?? (await startOf(broker, topicOf(request), partition)));
      const limit = Number(query.get('limit') ?? 500);
      return ok(await broker.read({ topic: topicOf(request), partition, offset }, limit));
    },
    'POST /records': async ({ body }) => {
      const sent = await broker.produce(new Body(body).list('records', recordOf));
      return { status: 201, body: sent };
    },
    'GET /groups': async () => ok(await broker.groups()),
    'GET /groups/:group': async (request) => ok(await broker.describeGroup(groupOf(request))),
    'POST /groups/:group/join': async (request) => {
      const body = new Body(request.body);
      return ok(
        await broker.join({
          groupId: groupOf(request),
          memberId: body.textOrNull('memberId') ?? undefined,
          topics: body.list('topics', String),
          assignor: body.text('assignor') === 'roundrobin' ? 'roundrobin' : 'range',
          sessionTimeoutMs: body.number('sessionTimeoutMs'),
          rebalanceTimeoutMs: body.number('rebalanceTimeoutMs'),
          waitMs: Math.min(longestWait, body.number('waitMs')),
        }),
      );
    },
    'POST /groups/:group/fetch': async (request) => {
      const body = new Body(request.body);
      return ok(
        await broker.fetch({
          member: memberOf(request),
          positions: body.list('positions', offsetOf),
          maxRecords: body.number('maxRecords'),
          waitMs: Math.min(longestWait, body.number('waitMs')),
        }),
      );
    },
    'POST /groups/:group/heartbeat': async (request) => done(broker.heartbeat(memberOf(request))),
    'POST /groups/:group/leave': async (request) => {
      const memberId = new Body(request.body).text('memberId');
      return done(broker.leave({ groupId: groupOf(request), memberId }));
    },
    'POST /groups/:group/commit': async (request) => {
      const offsets = new Body(request.body).list('offsets', offsetOf);
      return done(broker.commit(memberOf(request), offsets));
    },
  };
  return createService({
    log,
    routes: Object.fromEntries(
      Object.entries(routes).map(([route, handler]) => [route, withProblems(handler)]),
    ),
  });
}

function withProblems(handler: Handler): Handler {
  return async (request) => {
    try {
      return await handler(request);
    } catch (error) {
      if (!(error instanceof EventLogError)) throw error;
      throw new Problem(statuses[error.code] ?? 409, error.code, {
        detail: error.message,
        type: errorTypePrefix + error.code,
        cause: error,
      });
    }
  };
}

function ok(body: unknown): Reply {
  return { status: 200, body };
}

async function done(work: Promise<void>): Promise<Reply> {
  await work;
  return { status: 204 };
}

function topicOf({ params }: ServiceRequest): string {
  return decodeURIComponent(params['topic'] ?? '');
}

function groupOf({ params }: ServiceRequest): string {
  return decodeURIComponent(params['group'] ?? '');
}

function memberOf(request: ServiceRequest): Member {
  const body = new Body(request.body);
  return {
    groupId: groupOf(request),
    memberId: body.text('memberId'),
    generationId: body.number('generationId'),
  };
}

function recordOf(item: unknown): ProducerRecord {
  const body = new Body(item);
  return {
    topic: body.text('topic'),
    key: body.textOrNull('key'),
    value: body.textOrNull('value'),
    ...(body.has('headers') ? { headers: body.texts('headers') } : {}),
    ...(body.has('partition') ? { partition: body.number('partition') } : {}),
  };
}

async function startOf(broker: Broker, topic: string, partition: number): Promise<number> {
  const topics = await broker.topics();
  const found = topics.find(({ name }) => name === topic)?.partitions[partition];
  return found?.logStartOffset ?? 0;
}
