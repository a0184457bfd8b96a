import { describe, expect, it } from 'vitest';
import {
  differ,
  initial,
  orders,
  outcome,
  play,
  possible,
  reconcile,
  row,
  underWay,
  write,
  type Model,
  type Rule,
} from '../../src/components/copies/model.ts';
import { picture } from '../../src/components/copies/picture.ts';
import { announce, describe as inWords, verdict } from '../../src/components/copies/words.ts';

const ordered: Model = { ...initial, rule: 'ordered' };
const overtaken = (rule: Rule): Model => play(rule, ['A1', 'B1', 'B2', 'A2']);

describe('two writes at once', () => {
  it('make the copies differ in two of six orders, with equal versions', () => {
    const diverged = orders.filter((order) => differ(play('at-once', order)));
    expect(diverged.map((order) => order.join(' '))).toEqual(['A1 B1 B2 A2', 'B1 A1 A2 B2']);
    expect(row(overtaken('at-once'), 'monolith')).toEqual({ by: 'B', version: 3 });
    expect(row(overtaken('at-once'), 'users')).toEqual({ by: 'A', version: 3 });
    expect(verdict(overtaken('at-once'))).toContain('both say version 3');
  });

  it('leave one copy behind when one of them is lost', () => {
    const lost = play('at-once', ['A1', 'A2×']);
    expect(row(lost, 'users')).toEqual({ by: null, version: 1 });
    expect(verdict(lost)).toBe('The copies differ, and nobody knows.');
  });

  it('may reach users first', () => {
    const first = write(initial, 'A', 'users');
    expect(row(first, 'users')).toEqual({ by: 'A', version: 2 });
    expect(verdict(first)).toBe('The copies differ, and A is under way.');
  });
});

describe('one that decides', () => {
  it('makes the copies agree in every order', () => {
    for (const order of orders) {
      const model = play('ordered', order);
      expect(differ(model), order.join(' ')).toBe(false);
      expect(row(model, 'users').version, order.join(' ')).toBe(3);
    }
    expect(outcome(overtaken('ordered'), 'A', 'users')?.kind).toBe('ignored');
  });

  it('is asked before the other copy, and each write happens once', () => {
    expect(possible(ordered, 'A', 'users')).toBe(false);
    expect(write(ordered, 'A', 'users')).toBe(ordered);
    const one = write(ordered, 'A', 'monolith');
    expect(possible(one, 'A', 'users')).toBe(true);
    expect(write(one, 'A', 'monolith')).toBe(one);
  });

  it('leaves a note when the second write is lost', () => {
    expect(verdict(play('ordered', ['A1', 'A2×']))).toContain('note of A is still there');
  });
});

describe('the reconciler', () => {
  it('gives users what the monolith has, and then finds nothing', () => {
    for (const broken of [overtaken('at-once'), play('ordered', ['A1', 'A2×'])]) {
      const repaired = reconcile(broken);
      expect(repaired.entries.at(-1)?.kind).toBe('repaired');
      expect(row(repaired, 'users')).toEqual(row(broken, 'monolith'));
      expect(reconcile(repaired).entries.at(-1)?.kind).toBe('agreed');
    }
  });

  it('leaves a write alone that is under way, where there are notes', () => {
    const halfway = write(ordered, 'A', 'monolith');
    expect(underWay(halfway)).toEqual(['A']);
    expect(reconcile(halfway).entries.at(-1)?.kind).toBe('left');
    expect(underWay(play('ordered', ['A1', 'A2']))).toEqual([]);
  });
});

describe('picture and words', () => {
  it('draw a mark for each step, and at most six', () => {
    const marks = (model: Model): number => picture(model).split('class="mark').length - 1;
    expect(marks(initial)).toBe(0);
    expect(marks(overtaken('at-once'))).toBe(4);
    let model = overtaken('ordered');
    for (let round = 0; round < 5; round += 1) model = reconcile(model);
    expect(marks(model)).toBe(6);
    expect(picture(overtaken('ordered')).split('class="way').length - 1).toBe(2);
  });

  it('say what is new and how it stands', () => {
    const halfway = write(ordered, 'A', 'monolith');
    expect(announce(ordered, halfway)).toBe(
      'A is stored in monolith: A’s number, version 2. The copies differ, and A is under way.',
    );
    const kinds = new Set([
      ...overtaken('ordered').entries.map(inWords),
      ...reconcile(play('ordered', ['A1', 'A2×'])).entries.map(inWords),
      ...reconcile(halfway).entries.map(inWords),
      ...reconcile(initial).entries.map(inWords),
    ]);
    expect([...kinds].filter((each) => each.includes('undefined'))).toEqual([]);
    expect(verdict(initial)).toBe('Nothing has happened yet.');
  });
});
