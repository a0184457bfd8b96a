/**
 * What is kept of one lab, and the shape in which it is stored.
 *
 * Only files that differ from the starter are kept, with the starter's hash: a course that ships a better starter can
 * then tell that it changed, and a lab nobody has edited costs nothing.
 */
import * as z from 'zod/mini';
import { reportSchema } from '../grading/report.ts';

/** The version of {@link labProgressSchema}. A higher one comes with a step in `migrations.ts`. */
export const labProgressVersion = 1;

const cursorSchema = z.object({ line: z.number(), column: z.number() });

export const labProgressSchema = z.object({
  version: z.literal(labProgressVersion),
  slug: z.string(),
  starterHash: z.string(),
  /** Text by path, only of files that differ from the starter. */
  files: z.record(z.string(), z.string()),
  view: z.object({
    open: z.array(z.string()),
    active: z.nullable(z.string()),
    cursors: z.record(z.string(), cursorSchema),
  }),
  /** The answer given before the first run; `answer` is null when the question was skipped. */
  prediction: z.nullable(z.object({ answer: z.nullable(z.string()), explained: z.boolean() })),
  /** How many hints were opened, from 0 to 3. */
  hints: z.number().check(z.gte(0), z.lte(3)),
  /** The last finished check run. */
  report: z.nullable(reportSchema),
  /** When every check first passed: an ISO 8601 date and time. */
  passedAt: z.nullable(z.string()),
  /** The files hold code of somebody else's (by a link or an import) that the learner has not said to trust. */
  foreign: z._default(z.boolean(), false),
});

export const snapshotReasons = ['reset', 'solution', 'import', 'starter-changed', 'restore'] as const;

/** One entry of the local history: the learner's files as they were just before something could change them. */
export const snapshotSchema = z.object({
  slug: z.string(),
  /** ISO 8601 date and time. */
  at: z.string(),
  reason: z.enum(snapshotReasons),
  starterHash: z.string(),
  files: z.record(z.string(), z.string()),
  /** As in the lab's progress, at that time. */
  foreign: z._default(z.boolean(), false),
});

export type LabProgress = z.infer<typeof labProgressSchema>;
export type SnapshotReason = (typeof snapshotReasons)[number];
export type Snapshot = z.infer<typeof snapshotSchema>;
export type StoredSnapshot = Snapshot & { readonly id: number };

/** A lab that was never touched. */
export function freshProgress(slug: string, starterHash: string): LabProgress {
  return {
    version: labProgressVersion,
    slug,
    starterHash,
    files: {},
    view: { open: [], active: null, cursors: {} },
    prediction: null,
    hints: 0,
    report: null,
    passedAt: null,
    foreign: false,
  };
}
