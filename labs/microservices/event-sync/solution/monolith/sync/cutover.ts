/** The end of the copy: reads move to the users service, and then the table goes. */
import { Problem } from '#kit/problem.ts';

/** The table may go when nobody has read it for so long, in milliseconds. */
export const auditWindowMs = 60_000;

export interface CutoverDependencies {
  /** Records that are not applied yet. */
  lag(): Promise<number>;
  /** Checksums of the copy, by bucket. */
  ownChecksums(): Promise<readonly string[]>;
  /** Checksums of the users service, by bucket. */
  serviceChecksums(): Promise<readonly string[]>;
  /** Where the shop reads users. */
  readsFrom(): Promise<'table' | 'service'>;
  readFromService(): Promise<void>;
  /** For how long nobody has read the table, in milliseconds; at most since this process has been running. */
  unreadForMs(): number;
  dropTable(): Promise<void>;
}

/** From now on users are read from the users service. @throws {Problem} 409 when the copy is not the same */
export async function cutOver(cutover: CutoverDependencies): Promise<void> {
  const lag = await cutover.lag();
  if (lag > 0) throw new Problem(409, 'Copy behind', { detail: `${lag} events are not applied yet.` });
  const [own, theirs] = await Promise.all([cutover.ownChecksums(), cutover.serviceChecksums()]);
  const different = theirs.flatMap((sum, bucket) => (sum === own[bucket] ? [] : [bucket]));
  if (different.length > 0) {
    throw new Problem(409, 'Copies differ', {
      detail: `The checksums of the buckets ${different.join(', ')} are not the same.`,
    });
  }
  await cutover.readFromService();
}

/** Takes the table out of the database. @throws {Problem} 409 as long as it is or was in use */
export async function dropUsersTable(cutover: CutoverDependencies): Promise<void> {
  if ((await cutover.readsFrom()) === 'table')
    throw new Problem(409, 'Table in use', { detail: 'The shop still reads users from its own table.' });
  const unreadForMs = cutover.unreadForMs();
  if (unreadForMs < auditWindowMs) {
    throw new Problem(409, 'Table in use', {
      detail: `Somebody read it ${Math.round(unreadForMs / 1000)} s ago; ${auditWindowMs / 1000} s must pass.`,
    });
  }
  await cutover.dropTable();
}
