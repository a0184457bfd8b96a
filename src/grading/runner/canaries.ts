/**
 * Checks that must fail. They run before, between and after the real ones and take the same way through Vitest: where
 * one of them passes, assertions no longer mean anything and no verdict is given.
 */
import { expect } from '../vitest/entry.ts';

/** Bodies of tests, each of which must throw. */
export const canaries: readonly (() => void | Promise<void>)[] = [
  () => expect(1).toBe(2),
  () => expect({ a: [1, { b: 2 }] }).toEqual({ a: [1, { b: 3 }] }),
  () => expect(() => 1).toThrow(),
  async () => expect(Promise.reject(new Error('rejected'))).resolves.toBe(1),
  async () => expect(Promise.resolve(1)).rejects.toThrow(),
  () => expect('same').not.toBe('same'),
  () => expect([1, 2, 3]).toContain(4),
  () => expect({ a: 1, b: 2 }).toMatchObject({ b: 3 }),
  () => expect(3).toBeGreaterThan(3),
  () => expect([1]).toHaveLength(2),
  () => expect(new Error('one')).toBeInstanceOf(TypeError),
  async () => {
    await Promise.resolve();
    throw new Error('a check that throws after a while');
  },
  () => expect({ state: 'open' }).toStrictEqual({ state: 'closed' }),
  () => expect(undefined).toBeDefined(),
  () => expect('closed').toMatch(/^open$/),
];
