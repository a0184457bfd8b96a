/** Finds the rows that differ, wherever the difference came from, and repairs them. */
import type { Roles } from '../copies/types.ts';
import type { Repairs } from './repairs.ts';

export interface ReconcileDependencies {
  readonly roles: Roles;
  readonly repairs: Repairs;
}

/**
 * Makes the secondary what the primary is.
 * @returns the ids of the users that were repaired
 */
export async function reconcile({ roles }: ReconcileDependencies): Promise<string[]> {
  const repaired: string[] = [];
  const { primary, secondary } = roles;
  for (let bucket = 0; bucket < 64; bucket += 1) {
    const rows = await primary.rows(bucket);
    const others = await secondary.rows(bucket);
    for (const row of rows) {
      const other = others.find(({ id }) => id === row.id);
      if (other && other.version === row.version) continue;
      await secondary.put(row);
      repaired.push(row.id);
    }
  }
  return repaired;
}
