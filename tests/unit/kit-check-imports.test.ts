import { describe, expect, test } from 'vitest';

import { findCycle, importsOf } from '../../labs/kit/check-imports.ts';

const graph = (source: string): string[] =>
  importsOf({ 'orders/index.ts': source }).map(({ to, line }) => `${line} ${to}`);

describe('importsOf', () => {
  test('finds every kind, types included, with its line', () => {
    expect(
      graph(`import { a } from './a.ts';
import type { B } from "../users/index.ts";
import {
  c,
  type D,
} from '../users/repository.ts';
import './effect.ts';
export * from './again.ts';
export type { E } from './types.ts';
const f = await import('../late.ts');
type G = import('#kit/clock.ts').Clock;
import init from 'sql.js';`),
    ).toEqual([
      '1 orders/a.ts',
      '2 users/index.ts',
      '6 users/repository.ts',
      '7 orders/effect.ts',
      '8 orders/again.ts',
      '9 orders/types.ts',
      '10 late.ts',
      '11 #kit/clock.ts',
      '12 sql.js',
    ]);
  });

  test('looks into no comment and no template', () => {
    expect(
      graph(`// import { a } from './a.ts';
/* import b from './b.ts';
*/ import c from './c.ts'; // from './d.ts'
const text = \`import './e.ts'\`;
const url = 'https://example.com'; import './f.ts';`),
    ).toEqual(['3 orders/c.ts', '5 orders/f.ts']);
  });

  test('looks at sources only', () => {
    expect(importsOf({ 'a.json': `"from './b.ts'"` })).toEqual([]);
  });
});

describe('findCycle', () => {
  test('names a way round', () => {
    const edges = [
      ['orders', 'users'],
      ['orders', 'notifications'],
      ['notifications', 'audit'],
      ['audit', 'orders'],
    ] as const;
    expect(findCycle(edges)).toEqual(['orders', 'notifications', 'audit', 'orders']);
  });

  test('takes two ways to the same place, and a module that uses itself, for no cycle', () => {
    const edges = [
      ['app', 'orders'],
      ['app', 'users'],
      ['orders', 'users'],
      ['orders', 'orders'],
    ] as const;
    expect(findCycle(edges)).toBeUndefined();
  });
});
