import { describe, expect, it } from 'vitest';
import { diagnostics, type Facts } from '../../src/workspace/diagnostics/diagnostics.ts';

const facts: Facts = {
  at: new Date('2026-11-23T10:00:00.000Z'),
  lab: 'breaker',
  starterHash: 'abc',
  address: 'https://course.test/labs/breaker/',
  browser: 'Chromium 150',
  window: [1440, 900],
  isolated: true,
  online: false,
  storage: 'lasting, saved',
  engine: {
    preference: 'auto',
    kind: 'offline',
    state: 'ready',
    reason: 'WebContainer is not available.',
    failure: null,
    trusted: true,
    steps: [
      { kind: 'offline', id: 'frame', title: 'Opening the sandbox', state: 'completed', ms: 12.4 },
      { kind: 'webcontainer', id: 'load', title: 'Loading', state: 'failed', detail: 'no network' },
    ],
  },
  processes: [{ id: 'orders', service: 'orders', state: 'crashed', exitCode: 1 }],
  sidecarProblem: null,
  problems: [{ file: 'orders/app.ts', line: 3, column: 5, message: 'wrong', severity: 'error' }],
  report: null,
  checkFailure: null,
  console: Array.from({ length: 100 }, (_, index) => `line ${index}\n`).join(''),
  edited: ['orders/app.ts'],
  code: null,
};

describe('diagnostics', () => {
  it('say which engine, why, and how its boot went', () => {
    const text = diagnostics(facts);
    expect(text).toContain('- Engine: offline, ready; asked for: auto; code trusted: yes');
    expect(text).toContain('- Why this engine: WebContainer is not available.');
    expect(text).toContain('- offline: Opening the sandbox: completed in 12 ms');
    expect(text).toContain('- webcontainer: Loading: failed (no network)');
    expect(text).toContain('- orders: crashed, exit code 1');
    expect(text).toContain('- orders/app.ts:3:5 error: wrong');
  });

  it('end with the last lines of the console', () => {
    const text = diagnostics(facts);
    expect(text).toContain('line 99\n```');
    expect(text).toContain('line 60\n');
    expect(text).not.toContain('line 59\n');
  });

  it('hold code only when asked to, in a fence that it cannot leave', () => {
    expect(diagnostics(facts)).not.toContain('secret');
    const text = diagnostics({ ...facts, code: { 'orders/app.ts': 'secret(`x`)\n```\n' } });
    expect(text).toContain('**orders/app.ts**\n\n````ts\nsecret(`x`)\n```\n````\n');
  });

  it('name the checks that did not pass', () => {
    const check = {
      id: 'opens',
      title: 'Opens',
      state: 'failed' as const,
      expected: 'open',
      actual: 'closed\nfor ever',
      exchange: null,
      location: null,
      lesson: 'breaker#open',
      hint: 2 as const,
      ms: 1,
    };
    const report = {
      version: 1 as const,
      lab: 'breaker',
      nonce: 'n',
      expected: 1,
      done: true,
      checks: [check],
    };
    const text = diagnostics({ ...facts, report });
    expect(text).toContain('- 0 of 1 passed, done: yes\n- opens: failed: closed for ever');
  });
});
