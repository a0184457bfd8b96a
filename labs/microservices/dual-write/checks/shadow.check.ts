import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import type { LabUnderTest } from '#kit/check.ts';

import type * as LedgerModule from '../starter/migration/ledger.ts';
import type * as ReadModule from '../starter/migration/read.ts';
import type * as RepairsModule from '../starter/migration/repairs.ts';
import { hanging, silent, soon, turns, unreachable } from './copies.ts';
import { memoryCopy, rowOf, usersOf } from './memory-copy.ts';
import type { MemoryCopy } from './memory-copy.ts';

interface Given {
  readonly primary: MemoryCopy;
  readonly secondary: MemoryCopy;
  readonly noted: Set<string>;
  /** Reads, and lets the shadow read come to its end. */
  read(id: string): Promise<unknown>;
  readonly tally: LedgerModule.Tally;
}

async function given(lab: LabUnderTest): Promise<Given> {
  const { createReader } = await lab.load<typeof ReadModule>('migration/read.ts', 'createReader');
  const { Ledger } = await lab.load<typeof LedgerModule>('migration/ledger.ts', 'Ledger');
  const measures = { buckets: 1, bucketOf: () => 0, checksum: () => '' };
  const primary = memoryCopy('monolith', usersOf('monolith', 20), measures);
  const secondary = memoryCopy('users', usersOf('users', 20), measures);
  const noted = new Set<string>();
  const never = (): never => {
    throw new Error('A read opens and closes no notes.');
  };
  const repairs: RepairsModule.Repairs = {
    open: never,
    close: never,
    leave: never,
    waiting: async () => [...noted].map((userId) => ({ id: `note of ${userId}`, userId })),
    has: async (userId) => noted.has(userId),
  };
  const ledger = new Ledger();
  const reader = createReader({ roles: { primary, secondary }, repairs, ledger, log: silent });
  return {
    primary,
    secondary,
    noted,
    read: async (id) => {
      const row = await soon(reader.read(id), 'an answer to a read');
      await turns();
      return row;
    },
    get tally() {
      return ledger.tally;
    },
  };
}

check(
  {
    id: 'shadow-reads-count',
    type: 'in-process',
    title: 'Each read is answered by the primary, compared with the secondary, and counted',
    lesson: 'dual-write#shadow-reads',
    hint: 1,
  },
  async (lab) => {
    const copies = await given(lab);
    const { primary, secondary, read } = copies;
    for (const id of ['u-1', 'u-2', 'u-3']) await read(id);
    expect(copies.tally.cleanCompares, 'clean compares after three reads of users that agree').toBe(3);
    expect(copies.tally.mismatches, 'mismatches after three reads of users that agree').toBe(0);
    secondary.all.set('u-2', { ...rowOf(secondary, 'u-2'), email: 'typo@example.com' });
    secondary.all.delete('u-4');
    primary.all.delete('u-5');
    expect(await read('u-2'), 'answer to a read of a user that differs').toEqual(primary.all.get('u-2'));
    expect(copies.tally.mismatches, 'mismatches after a read of a user that differs').toBe(1);
    expect(copies.tally.cleanCompares, 'clean compares in a row after a mismatch').toBe(0);
    expect(await read('u-4'), 'answer when only the primary has the user').toEqual(primary.all.get('u-4'));
    expect(copies.tally.mismatches, 'mismatches after a read of a user that the secondary lacks').toBe(2);
    expect(await read('u-5'), 'answer when only the secondary has the user').toBeUndefined();
    expect(copies.tally.mismatches, 'mismatches after a read of a user that the primary lacks').toBe(3);
    await read('u-6');
    expect(copies.tally.cleanCompares, 'clean compares after one more read of a user that agrees').toBe(1);
    expect([...primary.writes, ...secondary.writes], 'writes that reads have caused').toEqual([]);
  },
);

check(
  {
    id: 'shadow-reads-hurt-nobody',
    type: 'in-process',
    title: 'A secondary that fails or hangs neither delays nor breaks an answer, and is no mismatch',
    lesson: 'dual-write#shadow-reads',
    hint: 2,
  },
  async (lab) => {
    for (const [what, find] of [
      ['fails', unreachable],
      ['hangs', hanging],
    ] as const) {
      const copies = await given(lab);
      copies.secondary.find = find;
      copies.secondary.rows = find;
      expect(await copies.read('u-1'), `answer when the secondary ${what}`).toEqual(
        copies.primary.all.get('u-1'),
      );
      const { cleanCompares, mismatches, failures } = copies.tally;
      expect(mismatches, `mismatches when the secondary ${what}`).toBe(0);
      expect(cleanCompares, `clean compares when the secondary ${what}`).toBe(0);
      expect(failures, `failed shadow reads when the secondary ${what}`).toBe(what === 'fails' ? 1 : 0);
    }
  },
);

check(
  {
    id: 'under-way-is-no-mismatch',
    type: 'in-process',
    title: 'A shadow read that meets a write under way, or one that came in between, finds no mismatch',
    lesson: 'dual-write#meanwhile',
    hint: 3,
  },
  async (lab) => {
    const noted = await given(lab);
    const row = rowOf(noted.primary, 'u-1');
    noted.primary.all.set('u-1', { ...row, name: 'under way', version: row.version + 1 });
    noted.noted.add('u-1');
    await noted.read('u-1');
    expect(noted.tally.mismatches, 'mismatches while a write is under way').toBe(0);

    const crossed = await given(lab);
    const { primary, secondary } = crossed;
    let written = false;
    primary.onRead = () => {
      if (written) return;
      written = true;
      for (const copy of [primary, secondary]) {
        const before = rowOf(copy, 'u-1');
        copy.all.set('u-1', { ...before, name: 'in between', version: before.version + 1 });
      }
    };
    await crossed.read('u-1');
    expect(crossed.tally.mismatches, 'mismatches when a write came between the two reads').toBe(0);
    await crossed.read('u-1');
    expect(crossed.tally.mismatches, 'mismatches after the next read').toBe(0);
    secondary.all.set('u-1', { ...rowOf(secondary, 'u-1'), name: 'not the same' });
    await crossed.read('u-1');
    expect(crossed.tally.mismatches, 'mismatches when it differs and nothing is under way').toBe(1);
  },
);
