/**
 * What the page and the sidecar say to each other. Commands go in, events come out; every command is answered by one
 * `reply` with its number. See `framing.ts` for the lines.
 */
import * as z from 'zod/mini';
import {
  configuration,
  fault,
  gaugePoint,
  linkWindow,
  requestSample,
  requestTemplate,
  serviceName,
  spanSummary,
  trafficPlan,
} from './model.ts';

const about = z.describe;
const count = z.int().check(z.gte(0));
const time = z.number().check(about('Milliseconds since 1970.'));

export const command = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('configure').check(about('Begin anew, between these services.')),
    configuration,
  }),
  z.object({
    type: z.literal('port').check(about('A service began or ceased to listen.')),
    service: serviceName.check(about('Which one.')),
    open: z.boolean().check(about('Whether it listens now.')),
  }),
  z.object({
    type: z.literal('set-faults').check(about('From now on the link has these faults and no others.')),
    from: serviceName.check(about('The service that calls, or learner, or traffic.')),
    to: serviceName.check(about('The service that is called.')),
    faults: z.array(fault).check(about('At most one of each type. None restores the link.')),
  }),
  z.object({
    type: z.literal('pause').check(about('Every link into the service hangs until it is resumed.')),
    service: serviceName.check(about('Which one.')),
    paused: z.boolean().check(about('False lets it go on with what it was sent meanwhile.')),
  }),
  z.object({
    type: z.literal('send').check(about('Send one request of the learner; the reply has the answer.')),
    request: requestTemplate.check(about('The request.')),
    timeoutMs: z._default(z.number().check(z.gt(0)), 30_000).check(about('When it is given up.')),
  }),
  z.object({
    type: z
      .literal('read')
      .check(
        about(
          'Look into a service past its links, unseen by map, plots and traces; the reply has what it says.',
        ),
      ),
    service: serviceName.check(about('Which one.')),
    path: z.string().check(z.startsWith('/'), about('Path and query of a GET request.')),
  }),
  z.object({
    type: z.literal('cancel').check(about('Give up a request that was sent.')),
    command: count.check(about('Number of its send command.')),
  }),
  z.object({
    type: z.literal('start-traffic').check(about('Begin to send load; load that runs already ends.')),
    plan: trafficPlan.check(about('Which load.')),
  }),
  z.object({ type: z.literal('stop-traffic').check(about('Send no more load. What is under way may end.')) }),
  z.object({
    type: z.literal('get-trace').check(about('The reply has all spans of a trace.')),
    traceId: z.string().check(about('Which one.')),
  }),
]);
/** What the page tells the sidecar. */
export type Command = z.output<typeof command>;
/** A command as the page writes it: fields with a default may be left out. */
export type CommandInput = z.input<typeof command>;

export const sidecarEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready').check(about('The sidecar runs and reads commands.')),
    version: z.literal(1).check(about('Version of this protocol.')),
  }),
  z.object({
    type: z.literal('reply').check(about('A command was carried out, or could not be.')),
    command: count.check(about('Number of the command.')),
    problem: z.optional(z.string()).check(about('Why it could not be, in words.')),
    result: z.optional(z.unknown()).check(about('What send, read and get-trace give.')),
  }),
  z.object({
    type: z.literal('link').check(about('A link began or ceased to take calls.')),
    link: z.string().check(about('As linkId makes it.')),
    state: z.enum(['listening', 'closed']).check(about('Closed: callers see ECONNREFUSED.')),
  }),
  z.object({
    type: z
      .literal('metrics')
      .check(about('What passed in one window. One comes for each window, even an empty one.')),
    at: time.check(about('The end of the window.')),
    ms: z.number().check(z.gte(0), about('Its length, 250 ms unless the machine was busy.')),
    links: z.array(linkWindow).check(about('Links over which anything passed or is under way.')),
  }),
  z.object({
    type: z
      .literal('requests')
      .check(about('Some of the requests of a window: failed ones first, then slow ones.')),
    samples: z.array(requestSample).check(about('In the order of their end.')),
  }),
  z.object({
    type: z.literal('spans').check(about('Spans that were recorded, without their details.')),
    spans: z
      .array(spanSummary)
      .check(about('The first ones of the window; traces of the learner before others.')),
    more: count.check(about('How many were not listed. They can be had by get-trace.')),
  }),
  z.object({
    type: z
      .literal('gauges')
      .check(about('Values that services reported. One that did not change is not repeated.')),
    points: z.array(gaugePoint).check(about('In the order of arrival.')),
  }),
  z.object({
    type: z
      .literal('traffic')
      .check(about('How the load goes, once a window while it runs and once at its end.')),
    state: z.enum(['running', 'ended']).check(about('Whether more requests will be sent.')),
    rps: z.number().check(z.gte(0), about('The rate that is aimed at now.')),
    sent: count.check(about('Requests sent so far.')),
    shed: count.check(about('Requests not sent because too many were under way.')),
    elapsedMs: z.number().check(z.gte(0), about('Since its start.')),
  }),
  z.object({
    type: z.literal('problem').check(about('Something is wrong with the sidecar or with what it was sent.')),
    message: z.string().check(about('In words, for the console.')),
  }),
]);
/** What the sidecar tells the page. */
export type SidecarEvent = z.output<typeof sidecarEvent>;
/** The event of one type. */
export type EventOf<T extends SidecarEvent['type']> = Extract<SidecarEvent, { type: T }>;

/** What is wrong with a message that did not fit its schema, in one line that names the fields. */
export function issuesOf(error: z.core.$ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'message'}: ${issue.message}`).join('; ');
}
