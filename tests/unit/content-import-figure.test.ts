import { describe, expect, it } from 'vitest';
import { line } from '../../src/components/imports/layout.ts';
import {
  add,
  found,
  judge,
  modules,
  path,
  refused,
  remove,
  tidy,
  type Import,
} from '../../src/components/imports/model.ts';
import { news, sentence, summary, verdictWords } from '../../src/components/imports/words.ts';

const productsAsksOrders: Import = { from: 'products', to: 'orders', target: 'facade' };
const said = (imports: readonly Import[]): string[] =>
  imports.map((each) => verdictWords(judge(imports, each), each));

describe('the rule of imports', () => {
  it('allows what goes through a facade and in no circle', () => {
    expect(tidy.map((each) => judge(tidy, each).allowed)).toEqual([true, true, true, true, true]);
    expect(refused([])).toBe(0);
  });

  it('refuses a file behind the facade', () => {
    const deep: Import = { from: 'orders', to: 'users', target: 'inside' };
    expect(judge([deep], deep)).toEqual({ allowed: false, rule: 'inside' });
  });

  it('refuses every import of a cycle, and names the way round', () => {
    const imports = add(tidy, productsAsksOrders);
    expect(judge(imports, productsAsksOrders)).toEqual({
      allowed: false,
      rule: 'cycle',
      way: ['products', 'orders', 'products'],
    });
    expect(refused(imports)).toBe(2);
  });

  it('finds cycles of more than two, and leaves alone what only leads to one', () => {
    expect(path(found, 'orders', 'notifications')).toEqual(['orders', 'payments', 'notifications']);
    expect(path(found, 'users', 'orders')).toEqual([]);
    expect(said(found)).toEqual([
      'refused: only users/index.ts is open to other modules',
      'refused: only products/index.ts is open to other modules',
      'refused: closes a cycle, orders needs payments needs notifications needs orders',
      'refused: closes a cycle, payments needs notifications needs orders needs payments',
      'refused: closes a cycle, notifications needs orders needs payments needs notifications',
    ]);
  });

  it('changes the target of an import that is there, and knows no import of oneself', () => {
    const [first] = tidy;
    if (!first) throw new Error('the tidy graph has imports');
    const deeper = add(tidy, { ...first, target: 'inside' });
    expect(deeper).toHaveLength(tidy.length);
    expect(refused(deeper)).toBe(1);
    expect(add(tidy, { from: 'users', to: 'users', target: 'inside' })).toBe(tidy);
    expect(remove(tidy, first)).toHaveLength(tidy.length - 1);
  });
});

describe('the drawing', () => {
  it('gives each pair of modules a line of its own, in each direction', () => {
    const pairs = modules.flatMap((from) => modules.filter((to) => to !== from).map((to) => ({ from, to })));
    const lines = pairs.map(line);
    expect(new Set(lines).size).toBe(30);
    expect(lines.join('')).not.toContain('NaN');
  });
});

describe('the words of the figure', () => {
  it('says what was added, what the rule says of it, and how the build is', () => {
    const imports = add(tidy, productsAsksOrders);
    expect(sentence(productsAsksOrders)).toBe('products imports orders/index.ts');
    expect(news(imports, productsAsksOrders)).toBe(
      'products imports orders/index.ts: refused: closes a cycle, products needs orders needs products. 6 imports, 2 refused: the build fails.',
    );
    expect(summary([])).toBe('0 imports, all allowed: the build passes.');
    expect(summary(tidy.slice(0, 1))).toBe('1 import, all allowed: the build passes.');
  });
});
