import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import type * as RowsModule from '../starter/copies/rows.ts';
import type { UserRow } from './copies.ts';

const ada: UserRow = {
  id: 'u-1',
  name: 'Ada',
  email: 'ada@example.com',
  phone: null,
  joinedAt: '2026-03-01T09:00:00+00:00',
  version: 4,
};
const { phone: _, ...withoutPhone } = ada;

/** The same user, written in other ways. */
const same: readonly [what: string, row: UserRow][] = [
  ['a phone that is null, and one that is missing', withoutPhone],
  ['a time with +00:00, and one with Z', { ...ada, joinedAt: '2026-03-01T09:00:00Z' }],
  ['a time with +00:00, and one with milliseconds', { ...ada, joinedAt: '2026-03-01T09:00:00.000Z' }],
  ['a time with +00:00, and one with +02:00', { ...ada, joinedAt: '2026-03-01T11:00:00+02:00' }],
  ['members in another order', Object.fromEntries(Object.entries(ada).toReversed()) as unknown as UserRow],
];

/** Another user, in each of the columns. */
const different: readonly [what: string, row: UserRow][] = [
  ['a phone that is null, and one that is ""', { ...ada, phone: '' }],
  ['a phone that is null, and one that is a number', { ...ada, phone: '+31 20 555 0101' }],
  ['a name in capitals', { ...ada, name: 'ADA' }],
  ['another email', { ...ada, email: 'ada@example.org' }],
  ['a time one second later', { ...ada, joinedAt: '2026-03-01T09:00:01Z' }],
  ['the same time with another offset', { ...ada, joinedAt: '2026-03-01T09:00:00+02:00' }],
  ['another version', { ...ada, version: 5 }],
  ['a text that moved from one column to the next', { ...ada, name: 'Adaa', email: 'da@example.com' }],
];

check(
  {
    id: 'same-value',
    type: 'in-process',
    title: 'Two ways of writing the same are no difference, and two values are',
    lesson: 'dual-write#same-value',
    hint: 1,
  },
  async (lab) => {
    const { sameUser } = await lab.load<typeof RowsModule>('copies/rows.ts', 'sameUser');
    for (const [what, row] of same) {
      expect(sameUser(ada, row), `whether the rows are the same: ${what}`).toBe(true);
      expect(sameUser(row, ada), `whether the rows are the same, the other way round: ${what}`).toBe(true);
    }
    for (const [what, row] of different) {
      expect(sameUser(ada, row), `whether the rows are the same: ${what}`).toBe(false);
    }
    expect(sameUser({ ...ada, phone: '' }, withoutPhone), 'whether a phone "" is a missing one').toBe(false);
    expect(sameUser(undefined, ada), 'whether no row is the same as a row').toBe(false);
    expect(sameUser(ada, undefined), 'whether a row is the same as no row').toBe(false);
    expect(sameUser(undefined, undefined), 'whether no row is the same as no row').toBe(true);
  },
);

check(
  {
    id: 'checksum-sees-every-column',
    type: 'in-process',
    title: 'The checksum is the same for the same rows in any order, and another one for any other rows',
    lesson: 'dual-write#checksums',
    hint: 2,
  },
  async (lab) => {
    const { checksum } = await lab.load<typeof RowsModule>('copies/rows.ts', 'checksum');
    const grace: UserRow = { ...ada, id: 'u-2', name: 'Grace', email: 'grace@example.com' };
    const sum = checksum([ada, grace]);
    expect(typeof sum, 'type of a checksum').toBe('string');
    expect(checksum([grace, ada]), 'checksum of the same rows in another order').toBe(sum);
    for (const [what, row] of same) {
      expect(checksum([row, grace]), `checksum of the same rows, written otherwise: ${what}`).toBe(sum);
    }
    const swapped = [
      { ...ada, name: grace.name, email: grace.email },
      { ...grace, name: ada.name, email: ada.email },
    ];
    const others: readonly (readonly [what: string, rows: readonly UserRow[]])[] = [
      ...different.map(([what, row]) => [what, [row, grace]] as const),
      ['another id', [{ ...ada, id: 'u-3' }, grace]],
      ['a row less', [ada]],
      ['no row', []],
      ['a row more', [ada, grace, { ...ada, id: 'u-3' }]],
      ['two rows that have swapped their names', swapped],
    ];
    for (const [what, rows] of others) {
      expect(checksum(rows) === sum, `whether the checksum is the same: ${what}`).toBe(false);
    }
  },
);
