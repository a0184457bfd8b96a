/** What every record of the practice has. Apart from their schemas, so that a page can write before it has those. */

/** The version of every record of the practice. A higher one comes with a step in `migrations.ts`. */
export const practiceVersion = 1;

/** The longest answer that is kept, in UTF-16 code units: about an hour of speech. */
export const longestAnswer = 60_000;

/** The stable id of an attempt. */
export function attemptId(question: string, at: string): string {
  return `${question}@${at}`;
}
