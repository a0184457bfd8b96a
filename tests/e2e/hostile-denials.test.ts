/** Lab code that wants to bring the page down: the page, a neighbour and a new process answer all the same. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArena, type Arena } from '../support/hostile/arena.ts';
import { denialCases } from '../support/hostile-denials.ts';

let arena: Arena;

beforeAll(async () => {
  arena = await openArena();
});
afterAll(() => arena?.close());

test.for(denialCases)('does no harm: $name: $tries', async (attempt) => {
  const { got, output, code, harm } = await arena.undergo(attempt);
  expect(harm, got).toEqual([]);
  if (attempt.says) expect(output).toMatch(attempt.says);
  expect(code, output).toBe(attempt.ends ?? 137);
});

test('nothing was asked of the server meanwhile but the engine’s own sources, and nothing failed in the page', () => {
  expect(arena.requests.filter((path) => !/^\/($|assets\/|favicon)/.test(path))).toEqual([]);
  expect(arena.errors).toEqual([]);
});
