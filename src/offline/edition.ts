/** An edition of the course: the list of its files, as the build writes it beside them. */
import * as z from 'zod/mini';

/** Where the list lies, below the base path. */
export const EDITION_FILE = 'edition.json';
/** The service worker, below the base path: its scope is the whole course. */
export const WORKER_FILE = 'service-worker.js';

export const edition = z.object({
  version: z
    .string()
    .check(
      z.regex(/^[0-9a-f]{16}$/),
      z.describe('Made from all files: two builds with the same files have the same.'),
    ),
  files: z
    .array(
      z.object({
        path: z
          .string()
          .check(
            z.describe('Below the base path; a page by its address: "lessons/teams/", "" for the home page.'),
          ),
        sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/), z.describe('Of its bytes, in hexadecimal.')),
        bytes: z.int().check(z.gte(0), z.describe('Its size, not compressed.')),
      }),
    )
    .check(z.minLength(1), z.describe('Everything that a learner may need, checks and engines included.')),
});
export type Edition = z.infer<typeof edition>;
export type EditionFile = Edition['files'][number];

/** Bytes of all its files. */
export const sizeOf = ({ files }: Edition): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

/** `18 MB`, `0.4 MB` */
export function megabytes(bytes: number): string {
  const number = bytes / 1_000_000;
  return `${number >= 10 ? Math.round(number) : Math.max(0.1, Math.round(number * 10) / 10)} MB`;
}
