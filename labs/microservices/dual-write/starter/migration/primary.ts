/** Which side is the primary, in the database of the monolith. */
import type { ModuleDatabase } from '#kit/database.ts';

import type { Copy, Roles, Side } from '../copies/types.ts';

export const primarySchema = `
  create table primary_side (side text not null);
  insert into primary_side (side) values ('monolith');
`;

export interface PrimarySide extends Roles {
  readonly side: Side;
  set(side: Side): Promise<void>;
}

export async function createPrimarySide(
  db: ModuleDatabase,
  copies: Readonly<Record<Side, Copy>>,
): Promise<PrimarySide> {
  let side: Side = (await db.query<{ side: Side }>('select side from primary_side'))[0]?.side ?? 'monolith';
  return {
    get side() {
      return side;
    },
    get primary() {
      return copies[side];
    },
    get secondary() {
      return copies[side === 'monolith' ? 'users' : 'monolith'];
    },
    set: async (next) => {
      await db.execute('update primary_side set side = $1', [next]);
      side = next;
    },
  };
}
