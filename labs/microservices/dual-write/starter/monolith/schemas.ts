import { usersSchema } from '../copies/schema.ts';
import { primarySchema } from '../migration/primary.ts';
import { repairsSchema } from '../migration/repairs.ts';

export const migrations: readonly string[] = [usersSchema('monolith'), repairsSchema, primarySchema];
