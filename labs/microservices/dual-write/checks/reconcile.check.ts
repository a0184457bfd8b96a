import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';

import type * as BucketsModule from '../starter/copies/buckets.ts';
import type * as RowsModule from '../starter/copies/rows.ts';
import type * as ReconcileModule from '../starter/migration/reconcile.ts';
import type * as RepairsModule from '../starter/migration/repairs.ts';
import { inWords } from './copies.ts';
import { memoryCopy, rowOf, usersOf } from './memory-copy.ts';
import type { MemoryCopy } from './memory-copy.ts';

const count = 1_000;

interface Given {
  readonly primary: MemoryCopy;
  readonly secondary: MemoryCopy;
  /** Users for whom there is a note. */
  readonly noted: Set<string>;
  /** Another user of the same bucket. */
  neighbour(id: string): string;
  bucketOf(id: string): number;
  /** Has the learner reconcile them. @returns the ids that were repaired, sorted */
  run(): Promise<string[]>;
  /** Ids of users that are not the same in both copies. */
  differing(): string[];
}

async function given(lab: LabUnderTest): Promise<Given> {
  const { bucketCount, bucketOf } = await lab.load<typeof BucketsModule>('copies/buckets.ts', 'bucketOf');
  const { checksum } = await lab.load<typeof RowsModule>('copies/rows.ts', 'checksum');
  const { reconcile } = await lab.load<typeof ReconcileModule>('migration/reconcile.ts', 'reconcile');
  const measures = { buckets: bucketCount, bucketOf, checksum };
  const primary = memoryCopy('monolith', usersOf('monolith', count), measures);
  const secondary = memoryCopy('users', usersOf('users', count), measures);
  const noted = new Set<string>();
  const never = (): never => {
    throw new Error('A reconcile opens and closes no notes.');
  };
  const repairs: RepairsModule.Repairs = {
    open: never,
    close: never,
    leave: never,
    waiting: async () => [...noted].map((userId) => ({ id: `note of ${userId}`, userId })),
    has: async (userId) => noted.has(userId),
  };
  return {
    primary,
    secondary,
    noted,
    bucketOf,
    neighbour: (id) => {
      const found = [...primary.all.keys()].find((each) => each !== id && bucketOf(each) === bucketOf(id));
      if (found === undefined) throw new Error(`Nobody is in one bucket with ${id}.`);
      return found;
    },
    run: async () => [...(await reconcile({ roles: { primary, secondary }, repairs }))].sort(),
    differing: () => {
      const ids = new Set([...primary.all.keys(), ...secondary.all.keys()]);
      return [...ids].filter((id) => inWords(primary.all.get(id)) !== inWords(secondary.all.get(id)));
    },
  };
}

/** Two rows missing, one too many, two stale, and two of which one field is another, with the same version and a newer one. */
function plantSeven({ primary, secondary }: Given): string[] {
  secondary.all.delete('u-17');
  secondary.all.delete('u-500');
  secondary.all.set('u-5000', { ...rowOf(secondary, 'u-1'), id: 'u-5000' });
  for (const id of ['u-42', 'u-777']) {
    const row = rowOf(primary, id);
    primary.all.set(id, { ...row, name: 'renamed', version: row.version + 1 });
  }
  secondary.all.set('u-99', { ...rowOf(secondary, 'u-99'), email: 'typo@example.com' });
  const ahead = rowOf(secondary, 'u-321');
  secondary.all.set('u-321', { ...ahead, phone: '', version: ahead.version + 3 });
  return ['u-17', 'u-500', 'u-5000', 'u-42', 'u-777', 'u-99', 'u-321'].sort();
}

check(
  {
    id: 'seven-differences',
    type: 'in-process',
    title: 'Of 1 000 users seven differ: exactly these are found, and get what the primary has',
    lesson: 'dual-write#reconciler',
    hint: 2,
  },
  async (lab) => {
    const copies = await given(lab);
    const planted = plantSeven(copies);
    const before = new Map(copies.primary.all);
    expect(await copies.run(), 'users that were repaired').toEqual(planted);
    expect(copies.primary.writes, 'writes to the primary').toEqual([]);
    expect(copies.primary.all, 'rows of the primary').toEqual(before);
    expect(copies.differing(), 'users that still differ').toEqual([]);
  },
);

check(
  {
    id: 'second-run-finds-nothing',
    type: 'in-process',
    title: 'After a reconcile the next one repairs nothing and writes nothing',
    lesson: 'dual-write#reconciler',
    hint: 2,
  },
  async (lab) => {
    const copies = await given(lab);
    plantSeven(copies);
    await copies.run();
    copies.secondary.writes.length = 0;
    expect(await copies.run(), 'users that were repaired in the second run').toEqual([]);
    expect(copies.secondary.writes, 'writes to the secondary in the second run').toEqual([]);
  },
);

check(
  {
    id: 'equal-copies-read-no-rows',
    type: 'in-process',
    title: 'Copies that agree are compared by checksums; rows are read of buckets that differ',
    lesson: 'dual-write#checksums',
    hint: 1,
  },
  async (lab) => {
    const { primary, secondary, run, differing } = await given(lab);
    const read = (): number => primary.rowsRead + secondary.rowsRead;
    expect(await run(), 'users that were repaired when the copies agree').toEqual([]);
    expect(read(), `full rows read of ${2 * count}, when the copies agree`).toBeLessThanOrEqual(
      (2 * count) / 20,
    );
    const before = read();
    secondary.all.delete('u-17');
    expect(await run(), 'users that were repaired when one is missing').toEqual(['u-17']);
    expect(read() - before, `full rows read of ${2 * count}, when one differs`).toBeLessThanOrEqual(
      (2 * count) / 20,
    );
    expect(differing(), 'users that still differ').toEqual([]);
  },
);

check(
  {
    id: 'writes-meanwhile-are-left-alone',
    type: 'in-process',
    title: 'What is written during a reconcile is neither repaired nor put back',
    lesson: 'dual-write#meanwhile',
    hint: 3,
  },
  async (lab) => {
    for (const side of ['primary', 'secondary'] as const) {
      for (const method of ['checksums', 'rows', 'find'] as const) {
        const copies = await given(lab);
        const { primary, secondary } = copies;
        copies.secondary.all.delete('u-17');
        const other = copies.neighbour('u-17');
        const name = `written after the ${side} was read`;
        let written = false;
        // A whole write, to both copies, in the moment in which this one has been read.
        copies[side].onRead = (now) => {
          if (written || now !== method) return;
          written = true;
          const row = rowOf(primary, other);
          for (const copy of [primary, secondary])
            copy.all.set(other, { ...rowOf(copy, other), name, version: row.version + 1 });
        };
        const repaired = await copies.run();
        const when = `when another user was written after ${method} of the ${side}`;
        expect(repaired, `users that were repaired ${when}`).toEqual(['u-17']);
        if (written) {
          for (const [what, copy] of [
            ['primary', primary],
            ['secondary', secondary],
          ] as const)
            expect(copy.all.get(other)?.name, `name in the ${what}, ${when}`).toBe(name);
        }
        expect(copies.differing(), `users that still differ ${when}`).toEqual([]);
      }
    }

    const copies = await given(lab);
    const { primary, secondary, noted } = copies;
    // The primary has it, the secondary does not yet: a write is under way.
    const row = rowOf(primary, 'u-42');
    primary.all.set('u-42', { ...row, name: 'under way', version: row.version + 1 });
    noted.add('u-42');
    expect(await copies.run(), 'users that were repaired while a write is under way').toEqual([]);
    expect(secondary.writes, 'writes to the secondary while a write is under way').toEqual([]);
    noted.delete('u-42');
    expect(await copies.run(), 'users that were repaired when its note is gone and it still differs').toEqual(
      ['u-42'],
    );
  },
);
