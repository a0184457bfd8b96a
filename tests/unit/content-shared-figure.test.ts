/** The model behind the figure of the lesson on the shared database. */
import { describe, expect, it } from 'vitest';

import { defaults, kinds, outcome, statements, type Split } from '../../src/components/shared/model.ts';
import { rows, summary } from '../../src/components/shared/words.ts';

const at = (kind: (typeof kinds)[number], split: Partial<Split> = {}): ReturnType<typeof outcome> =>
  outcome({ ...defaults, statement: kinds.indexOf(kind), ...split });

describe('a statement of the shop', () => {
  it('is there once for each kind', () => {
    expect(statements.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('stays as it is while what it touches stays', () => {
    const nothing = { users: false, products: false, payments: false };
    for (const kind of kinds) {
      expect(at(kind, nothing)).toMatchObject({ gone: [], naive: 0, instead: 0, naiveMs: 0, insteadMs: 0 });
      expect(rows(at(kind, nothing)).after).toBe('what it was');
    }
    expect(at('delete', { ...nothing, products: true, payments: true }).gone).toEqual([]);
  });

  it('is 200 calls with one for each row, and two when they are composed', () => {
    expect(at('list')).toMatchObject({ naive: 200, naiveMs: 400, instead: 2, insteadMs: 2 });
    expect(at('list', { products: false })).toMatchObject({ naive: 50, instead: 1 });
    expect(at('list', { rows: 10, users: false })).toMatchObject({ naive: 30, instead: 1 });
  });

  it('waits for each step of a saga, as they come one after the other', () => {
    expect(at('checkout', { payments: true })).toMatchObject({ instead: 2, insteadMs: 4 });
  });

  it('makes no call at all where a copy is kept', () => {
    expect(at('search')).toMatchObject({ gone: ['users'], naive: 4, instead: 0, insteadMs: 0 });
    expect(at('report', { payments: true })).toMatchObject({ naive: 180, instead: 0 });
    expect(at('delete')).toMatchObject({ naive: 1, instead: 0 });
  });

  it('is told in words', () => {
    expect(summary(at('list')).replaceAll('\u00A0', ' ')).toBe(
      'List orders with names. Elsewhere: users, products. Instead: composition: collect the ids, ask each service once, put together by id: 2 calls, about 2 ms. Then: no common snapshot: each part is as of its own moment, and may be missing.',
    );
    expect(rows(at('checkout', { payments: true })).after).toContain('eventual consistency');
  });
});
