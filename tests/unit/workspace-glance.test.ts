import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Glance, glanceMs } from '../../src/workspace/state/glance.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('shows each value at once, or after the one before it could be seen', () => {
  const shown: string[] = [];
  const glance = new Glance<string>((value) => shown.push(value));
  for (const state of ['open', 'half-open', 'closed']) glance.next(state);
  expect(shown).toEqual(['open']);
  vi.advanceTimersByTime(glanceMs);
  expect(shown).toEqual(['open', 'half-open']);
  vi.advanceTimersByTime(glanceMs * 2);
  expect(shown).toEqual(['open', 'half-open', 'closed']);
  glance.next('open');
  expect(shown.at(-1)).toBe('open');
});

it('leaves some out rather than falling far behind, never the last', () => {
  const shown: number[] = [];
  const glance = new Glance<number>((value) => shown.push(value));
  for (let value = 0; value < 10; value++) glance.next(value);
  vi.advanceTimersByTime(glanceMs * 5);
  expect(shown).toEqual([0, 7, 8, 9]);
});

it('forgets what waits', () => {
  const shown: number[] = [];
  const glance = new Glance<number>((value) => shown.push(value));
  glance.next(1);
  glance.next(2);
  glance.clear();
  vi.advanceTimersByTime(glanceMs * 2);
  expect(shown).toEqual([1]);
});
