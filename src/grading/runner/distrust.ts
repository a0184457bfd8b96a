/** Whether the realm is still as it was, and if not, in what. */
import { chai, expect, TestRunner, vi, vitestHome } from '../vitest/entry.ts';
import { closestBuiltIns, furtherBuiltIns } from './built-ins.ts';
import { firstChange, snapshot, type Snapshot } from './integrity.ts';
import { apply, getOwnPropertyDescriptor, ownKeys } from './originals.ts';

/** Vitest keeps its matchers in objects under these keys of its home. */
function vitestState(): Snapshot[] {
  const shared = vitestHome[Symbol.for('$$jest-matchers-object')];
  // The getter behind this key gives an object of these three every time it is read.
  const { matchers, customEqualityTesters } = shared as { matchers: object; customEqualityTesters: object };
  return [
    snapshot(chai.Assertion.prototype, 'Vitest’s Assertion.prototype'),
    snapshot(chai.Assertion, 'Vitest’s Assertion'),
    snapshot(chai.config, 'Vitest’s configuration'),
    snapshot(chai.expect, 'Vitest’s chai.expect'),
    snapshot(expect, 'Vitest’s expect'),
    snapshot(matchers, 'Vitest’s matchers'),
    snapshot(customEqualityTesters, 'Vitest’s equality testers'),
    snapshot(TestRunner.prototype, 'Vitest’s TestRunner.prototype'),
    snapshot(vi, 'Vitest’s vi'),
    snapshot(vitestHome, 'Vitest’s state'),
  ];
}

export interface Watch {
  /** Compares what assertions lean on directly, in some hundredths of a millisecond. */
  glance(): void;
  /** Compares everything. */
  inspect(): void;
}

/**
 * Remembers how everything is now. To be called before any code of the learner's is loaded.
 * @param onChange called with each change that is found, in words
 */
export function watchRealm(onChange: (change: string) => void): Watch {
  const glance = (): void => look(near, false);
  const inspect = (): void => {
    look(near, true);
    look(far, true);
  };
  guardAssertions(glance);
  const near = closestBuiltIns();
  const far = [...furtherBuiltIns(), ...vitestState()];
  function look(snapshots: readonly Snapshot[], closely: boolean): void {
    const change = firstChange(snapshots, closely);
    if (change !== null) onChange(change);
  }
  return { glance, inspect };
}

/**
 * Has every assertion compare before and after: the code under check runs within an assertion too, in getters, in
 * iterators, in functions that are expected to throw.
 */
function guardAssertions(glance: () => void): void {
  const prototype: object = chai.Assertion.prototype;
  for (const key of ownKeys(prototype)) {
    const found = getOwnPropertyDescriptor(prototype, key);
    const method: unknown = found?.value;
    if (!found || typeof method !== 'function' || key === 'constructor') continue;
    const guarded = function (this: unknown, ...args: unknown[]): unknown {
      glance();
      try {
        return apply(method, this, args);
      } finally {
        glance();
      }
    };
    Object.defineProperty(prototype, key, { ...found, value: guarded });
  }
}
