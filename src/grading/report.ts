import * as z from 'zod/mini';

/**
 * The report of a check run, version 1: the same from an engine, and from `npm run lab -- check … --json`.
 */

/** What a check came to. `unknown` is no verdict: the check never ended, or its result cannot be trusted. */
export const checkStates = ['passed', 'failed', 'unknown'] as const;
export type CheckState = (typeof checkStates)[number];

const described = <T extends z.ZodMiniType>(schema: T, description: string): T => {
  z.globalRegistry.add(schema, { description });
  return schema;
};

/** One HTTP message, as shown beside a failed check. */
export const messageSchema = z.object({
  start: described(
    z.string(),
    'Request line or status line, as in `POST /orders` or `503 Service Unavailable`.',
  ),
  headers: described(z.record(z.string(), z.string()), 'Header fields, names in lower case.'),
  body: described(z.string(), 'The body as text; cut where it is long.'),
});

export const checkResultSchema = z.object({
  id: described(z.string(), 'Slug of the check.'),
  title: described(z.string(), 'What the check asks for, in one line.'),
  state: described(z.enum(checkStates), 'passed, failed or unknown.'),
  expected: described(z.nullable(z.string()), 'What a right solution shows; null when the check passed.'),
  actual: described(z.nullable(z.string()), 'What was seen instead, or the error in words.'),
  exchange: described(
    z.nullable(z.object({ request: messageSchema, response: z.nullable(messageSchema) })),
    'The request and response that showed it, where the check spoke HTTP.',
  ),
  location: described(
    z.nullable(z.object({ file: z.string(), line: z.number() })),
    "Where in the learner's files it went wrong: a path below the lab's root and a line counted from 1.",
  ),
  lesson: described(z.string(), 'Lesson and anchor that teach it: `circuit-breaker#window`.'),
  hint: described(
    z._default(z.nullable(z.literal([1, 2, 3])), null),
    "Which of the lab's hints helps; null when it is not known.",
  ),
  ms: described(z.number(), 'Milliseconds the check ran.'),
});

export const reportSchema = z.object({
  version: described(z.literal(1), 'Version of this format.'),
  lab: described(z.string(), 'Slug of the lab.'),
  nonce: described(z.string(), 'The secret of this run: a report with another one was not written by it.'),
  expected: described(z.number(), 'How many checks the run was asked for.'),
  done: described(z.boolean(), 'True once every check has a result and nothing speaks against the run.'),
  checks: described(z.array(checkResultSchema), 'One entry for each check.'),
});

export type HttpMessage = z.infer<typeof messageSchema>;
export type CheckResult = z.infer<typeof checkResultSchema>;
export type Report = z.infer<typeof reportSchema>;
