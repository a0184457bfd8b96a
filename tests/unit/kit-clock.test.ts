import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';

import { manualClock, systemClock } from '../../labs/kit/clock.ts';

describe('manualClock', () => {
  test('stands still until it is moved', async () => {
    const clock = manualClock();
    expect(clock.now()).toBe(0);
    await clock.advance(1500);
    expect(clock.now()).toBe(1500);
  });

  test('runs timers in order, each at its own time, and promise callbacks between them', async () => {
    const clock = manualClock();
    const seen: string[] = [];
    const note = (what: string) => () => seen.push(`${what} at ${clock.now()}`);
    clock.setTimeout(note('third'), 30);
    clock.setTimeout(() => {
      note('first')();
      void Promise.resolve()
        .then(() => Promise.resolve())
        .then(note('after the first'));
      clock.setTimeout(note('set by the first'), 5);
    }, 10);
    clock.setTimeout(note('second'), 10);
    clock.setTimeout(note('too late'), 31);
    await clock.advance(30);
    expect(seen).toEqual([
      'first at 10',
      'after the first at 10',
      'second at 10',
      'set by the first at 15',
      'third at 30',
    ]);
    expect(clock.pending).toBe(1);
  });

  test('forgets a cleared timer', async () => {
    const clock = manualClock();
    const timer = clock.setTimeout(() => expect.unreachable(), 10);
    clock.clearTimeout(timer);
    clock.clearTimeout(undefined);
    await clock.advance(20);
    expect(clock.pending).toBe(0);
  });

  test('a sleep ends in its time, or with its signal', async () => {
    const clock = manualClock();
    const slept: string[] = [];
    const stop = new AbortController();
    const long = clock
      .sleep(1000, { signal: stop.signal })
      .catch((error: unknown) => slept.push(String(error)));
    void clock.sleep(100).then(() => slept.push('100 ms'));
    await clock.advance(100);
    stop.abort('stopped');
    await long;
    expect(slept).toEqual(['100 ms', 'stopped']);
    expect(clock.pending).toBe(0);
    await expect(clock.sleep(1, { signal: stop.signal })).rejects.toBe('stopped');
  });
});

test('systemClock never goes back, and its timers can be cleared', async () => {
  const clock = systemClock();
  const before = clock.now();
  const timer = clock.setTimeout(() => expect.unreachable(), 1);
  clock.clearTimeout(timer);
  await clock.sleep(5);
  expect(clock.now()).toBeGreaterThan(before);
});

test('processClock is moved by lines on standard input, and says so on standard output', async () => {
  const program = `
    import { processClock } from ${JSON.stringify(new URL('../../labs/kit/clock.ts', import.meta.url).href)};
    const clock = processClock();
    clock.setTimeout(() => console.log('rang'), 1500);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, LAB_CLOCK: 'manual' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const reader = createInterface(child.stdout);
  reader.on('line', (line) => {
    lines.push(line);
    if (lines.length === 3) child.stdin.end();
  });
  child.stdin.write('{"advance":1000}\nnot for the clock\n{"adv');
  child.stdin.write('ance":1000}\n');
  await once(child, 'exit');
  expect(lines).toEqual(['{"advanced":1000,"now":1000}', 'rang', '{"advanced":1000,"now":2000}']);
});
