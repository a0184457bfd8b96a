/** Two copies of the same data: laid side by side, and read from the services that keep them. */
import { describe, expect, it } from 'vitest';
import { defineLab } from '../../labs/kit/manifest.ts';
import {
  compared,
  comparedWords,
  copyOf,
  valueText,
  type Row,
} from '../../src/workspace/panels/data/compared.ts';
import { DataState } from '../../src/workspace/panels/data/data-state.svelte.ts';
import type { Reading } from '../../src/sidecar/model.ts';

const users = { key: 'id', ignore: ['copiedAt'] };
const ada: Row = { id: 'u-1', name: 'Ada', version: 2, copiedAt: 1 };

describe('two copies side by side', () => {
  it('says of each row whether both have it, and in which fields they differ', () => {
    const { rows, fields, differing } = compared(
      users,
      [ada, { id: 'u-2', name: 'Grace', version: 1 }, { id: 'u-10', name: 'Edsger' }],
      [
        { ...ada, copiedAt: 99 },
        { id: 'u-2', name: 'Grace H.', version: 2 },
        { id: 'u-3', name: 'Barbara' },
      ],
    );
    expect(rows.map(({ key, state, fields: differ }) => [key, state, [...differ].join()])).toEqual([
      ['u-1', 'same', ''],
      ['u-2', 'differs', 'name,version'],
      ['u-3', 'only-second', ''],
      ['u-10', 'only-first', ''],
    ]);
    expect(fields).toEqual(['name', 'version', 'copiedAt']);
    expect(differing).toBe(3);
  });

  it('tells a text from a number, and null from nothing', () => {
    expect(compared(users, [{ id: '1', a: 1 }], [{ id: '1', a: '1' }]).differing).toBe(1);
    expect(compared(users, [{ id: '1', a: null }], [{ id: '1' }]).differing).toBe(1);
    expect(compared(users, [{ id: 1 }], [{ id: 1 }]).rows[0]?.key).toBe('1');
    expect([null, undefined, { a: 1 }, 'x', 3].map(valueText)).toEqual(['null', '', '{"a":1}', 'x', '3']);
  });

  it('says it in words', () => {
    const words = (first: Row[], second: Row[]): string => comparedWords(compared(users, first, second));
    expect(words([], [])).toBe('Both are empty.');
    expect(words([ada], [ada])).toBe('The one row is the same.');
    expect(words([ada, { id: '2' }], [ada, { id: '2' }])).toBe('All 2 rows are the same.');
    expect(words([ada, { id: '2' }], [ada])).toBe('1 of 2 rows differ.');
  });
});

describe('what a service answers', () => {
  const answer = (body: string, rest: Partial<Reading> = {}): Reading => ({
    status: 200,
    body,
    truncated: false,
    ...rest,
  });

  it('is its rows', () => {
    expect(copyOf(users, 'monolith', answer('[{"id":"u-1"}]'))).toEqual({ rows: [{ id: 'u-1' }] });
  });

  it.each([
    [answer('[]', { status: 503 }), 'monolith answered 503.'],
    [answer('[{"id"', { truncated: true }), 'monolith has more rows than can be shown here.'],
    [answer('<html>'), 'monolith did not answer with a list of rows.'],
    [answer('{"rows":[]}'), 'monolith did not answer with a list of rows.'],
    [answer('[{"id":"u-1"},{"name":"Ada"}]'), 'Row 2 of monolith has no "id".'],
    [answer('[null]'), 'Row 1 of monolith has no "id".'],
  ])('or why it is none, in words', (given, problem) => {
    expect(copyOf(users, 'monolith', given)).toEqual({ problem });
  });
});

describe('the data of a lab', () => {
  const comparison = {
    id: 'users',
    title: 'Users',
    key: 'id',
    ignore: [],
    copies: [
      { label: 'monolith', service: 'monolith', path: '/debug/users' },
      { label: 'users service', service: 'users', path: '/debug/rows' },
    ] satisfies [unknown, unknown],
  } as const;

  it('is asked of both sides, and a side that is silent says why', async () => {
    const asked: string[] = [];
    let silent: string | null = 'users';
    const state = new DataState(
      { comparisons: [{ ...comparison, ignore: [], copies: [comparison.copies[0], comparison.copies[1]] }] },
      {
        read(service, path) {
          asked.push(service + path);
          if (service === silent)
            return Promise.reject(new Error(`${service} does not answer (ECONNREFUSED).`));
          return Promise.resolve({ status: 200, body: '[{"id":"u-1"}]', truncated: false });
        },
      },
    );
    expect(state.chosen).toBe('users');
    await state.refresh();
    expect(asked).toEqual(['monolith/debug/users', 'users/debug/rows']);
    expect(state.copies.get('users')).toMatchObject({
      first: { rows: [{ id: 'u-1' }], problem: null },
      second: { rows: null, problem: 'users does not answer (ECONNREFUSED).' },
    });
    silent = null;
    await state.refresh();
    silent = 'monolith';
    await state.refresh();
    // What a side said last stays in view, so that one sees the gap grow.
    expect(state.copies.get('users')).toMatchObject({
      first: { rows: [{ id: 'u-1' }], problem: 'monolith does not answer (ECONNREFUSED).' },
      second: { rows: [{ id: 'u-1' }], problem: null },
    });
  });

  it('is none where a lab keeps nothing twice', async () => {
    const state = new DataState(
      { comparisons: [] },
      { read: () => Promise.reject(new Error('never asked')) },
    );
    await state.refresh();
    expect(state.copies.size).toBe(0);
  });

  it('must name services that there are', () => {
    const lab = {
      slug: 'a-lab',
      title: 'A lab',
      summary: 'Nothing.',
      lesson: 'a-lesson',
      minutes: 10,
      services: [
        { name: 'monolith', kind: 'service' as const, summary: 'All.', entry: 'main.ts', port: 3000 },
      ],
      editable: ['app.ts'],
      prediction: {
        question: 'Which?',
        options: [
          { id: 'a', text: 'A' },
          { id: 'b', text: 'B' },
        ],
        answer: 'a',
        explanation: 'A.',
      },
      hints: ['1', '2', '3'] as [string, string, string],
      checks: ['works'],
      mutants: [],
      comparisons: [
        { ...comparison, ignore: [], copies: [comparison.copies[0], comparison.copies[1]] as never },
      ],
      databases: [{ name: 'monolith', summary: 'Rows.', owner: 'shop' }],
    };
    expect(() => defineLab(lab)).toThrow(
      /comparisons\.0\.copies\.1\.service: names the service "users"[^]*|databases\.0\.owner: names the service "shop"/,
    );
    expect(() => defineLab(lab)).toThrow(
      /databases\.0\.name: is "monolith", which a service is called already/,
    );
  });
});
