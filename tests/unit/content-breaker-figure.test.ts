import { describe, expect, it } from 'vitest';
import {
  advance,
  failuresInWindow,
  initial,
  permitFree,
  replay,
  retryAfter,
  send,
  type Model,
  type Outcome,
} from '../../src/components/breaker/model.ts';
import { announce } from '../../src/components/breaker/words.ts';

const times = (count: number, outcome: Outcome): Outcome[] => Array.from({ length: count }, () => outcome);
const kinds = (model: Model): string[] => model.entries.map((entry) => entry.kind);
const opened = send(initial, times(5, 'fail'));

describe('the breaker of the figure', () => {
  it('opens at the fifth failure and rejects the sixth call without sending it', () => {
    expect(send(initial, times(4, 'fail')).state).toBe('closed');
    expect(opened.state).toBe('open');
    const sixth = send(opened, ['succeed']);
    expect(kinds(sixth).at(-1)).toBe('rejected');
    expect(sixth.reached).toBe(5);
    expect(retryAfter(sixth)).toBe(30_000);
  });

  it('counts failures in a sliding window', () => {
    const spread = replay([0, 3_000, 6_000, 9_000, 10_100]);
    expect(spread.state).toBe('closed');
    expect(failuresInWindow(spread)).toBe(4);
    expect(replay([8_000, 9_000, 11_000, 12_000, 13_000]).state).toBe('open');
  });

  it('lets a failure go exactly when it is as old as the window', () => {
    expect(failuresInWindow(advance(replay([0]), 9_999))).toBe(1);
    expect(failuresInWindow(advance(replay([0]), 10_000))).toBe(0);
  });

  it('does not forget failures because a call succeeded in between', () => {
    const mixed = send(send(send(initial, times(4, 'fail')), times(20, 'succeed')), ['fail']);
    expect(mixed.state).toBe('open');
  });

  it('stays open for 29 999 ms and is half-open at 30 000', () => {
    expect(advance(opened, 29_999).state).toBe('open');
    expect(advance(opened, 30_000).state).toBe('half-open');
  });

  it('sends one of ten probes', () => {
    const burst = send(advance(opened, 30_000), times(10, 'hang'));
    expect(burst.reached - opened.reached).toBe(1);
    expect(permitFree(burst)).toBe(false);
  });

  it('closes with an empty window when the probe succeeds', () => {
    const closed = send(advance(opened, 30_000), ['succeed']);
    expect(closed.state).toBe('closed');
    expect(failuresInWindow(closed)).toBe(0);
    expect(send(closed, times(4, 'fail')).state).toBe('closed');
  });

  it('opens for the full time again when the probe fails or hangs', () => {
    const failed = send(advance(opened, 30_000), ['fail']);
    expect([failed.state, retryAfter(failed)]).toEqual(['open', 30_000]);
    const hanging = advance(send(advance(opened, 30_000), ['hang']), 1_000);
    expect([hanging.state, retryAfter(hanging)]).toEqual(['open', 30_000]);
  });

  it('gives a hanging call up after a second and counts it then', () => {
    const waiting = send(initial, ['hang']);
    expect(failuresInWindow(advance(waiting, 999))).toBe(0);
    expect(failuresInWindow(advance(waiting, 1_000))).toBe(1);
  });

  it('ignores the result of a call from before the opening', () => {
    const late = advance(send(send(initial, ['hang']), times(5, 'fail')), 1_000);
    expect(kinds(late).at(-1)).toBe('late');
    expect(retryAfter(late)).toBe(29_000);
    const lateInHalfOpen = advance(advance(late, 29_000), 0);
    expect(permitFree(lateInHalfOpen)).toBe(true);
  });

  it('does in one long step what it does in many short ones', () => {
    const start = send(send(initial, ['hang', 'hang']), times(5, 'fail'));
    let stepped = start;
    for (let i = 0; i < 400; i++) stepped = advance(stepped, 100);
    expect(advance(start, 40_000)).toEqual(stepped);
  });

  it('is announced in words that say what the next call meets', () => {
    const burst = send(opened, times(10, 'succeed'));
    const added = burst.entries.slice(opened.entries.length);
    expect(announce(burst, added)).toBe(
      '10 calls rejected. Open: the next call is rejected, for another 30 s.',
    );
    expect(announce(advance(initial, 1_000), [])).toBe('1 s. Closed: the next call goes through.');
  });
});
