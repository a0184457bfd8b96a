/** Finds the rows that differ, wherever the difference came from, and repairs them. */
import { sameUser } from '../copies/rows.ts';
import type { Roles, UserRow } from '../copies/types.ts';
import type { Repairs } from './repairs.ts';

export interface ReconcileDependencies {
  readonly roles: Roles;
  readonly repairs: Repairs;
}

/**
 * Makes the secondary what the primary is.
 * @returns the ids of the users that were repaired
 */
export async function reconcile({ roles, repairs }: ReconcileDependencies): Promise<string[]> {
  const { primary, secondary } = roles;
  const repaired: string[] = [];
  const [ours, theirs] = await Promise.all([primary.checksums(), secondary.checksums()]);
  for (const [bucket, sum] of ours.entries()) {
    if (sum === theirs[bucket]) continue;
    for (const id of await differing(roles, bucket)) {
      const difference = await differenceOf(roles, repairs, id);
      if (difference && (await primary.replace(id, difference.wanted, difference.seen))) repaired.push(id);
    }
  }
  return repaired;
}

/** What the secondary has, and what it should have. */
export interface Difference {
  readonly seen: UserRow | undefined;
  readonly wanted: UserRow | undefined;
}

/** How the copies differ in a user, unless they do so because a write is under way, or has just been. */
export async function differenceOf(
  roles: Roles,
  repairs: Repairs,
  id: string,
): Promise<Difference | undefined> {
  const first = await look(roles, id);
  if (sameUser(first.seen, first.wanted) || (await repairs.has(id))) return undefined;
  const second = await look(roles, id);
  const unchanged = sameUser(first.seen, second.seen) && sameUser(first.wanted, second.wanted);
  return unchanged ? second : undefined;
}

/** Gives the secondary what the primary has of a user, if it differs. @returns whether the copies agree now */
export async function copyOver(roles: Roles, id: string): Promise<boolean> {
  const { seen, wanted } = await look(roles, id);
  return sameUser(seen, wanted) || roles.secondary.replace(id, seen, wanted);
}

async function look({ primary, secondary }: Roles, id: string): Promise<Difference> {
  return { seen: await secondary.find(id), wanted: await primary.find(id) };
}

/** The users of a bucket that are not the same in both copies. */
async function differing({ primary, secondary }: Roles, bucket: number): Promise<string[]> {
  const [ours, theirs] = [byId(await primary.rows(bucket)), byId(await secondary.rows(bucket))];
  const ids = new Set([...ours.keys(), ...theirs.keys()]);
  return [...ids].filter((id) => !sameUser(ours.get(id), theirs.get(id)));
}

function byId(rows: readonly UserRow[]): Map<string, UserRow> {
  return new Map(rows.map((row) => [row.id, row]));
}
