/** The lab tool against code that is wrong in ways which no mutant of the lab shows. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { reportSchema } from '../../src/grading/report.ts';
import type { SourceTree } from '../../tools/labs/trees.ts';
import { labUnderTest } from '../support/lab-under-test.ts';

const breaker = 'orders/circuit-breaker.ts';
const { lab, solution, changed, failedChecks: failures } = await labUnderTest('circuit-breaker');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-tool-test-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes files into a folder, as an instructor gets them. */
async function submission(name: string, files: SourceTree): Promise<string> {
  for (const [path, source] of Object.entries(files)) {
    const target = join(folder, name, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, source);
  }
  return join(folder, name);
}

describe('wrong solutions that were held back', () => {
  test.each([
    {
      mistake: 'each rejected call renews the opening',
      from: 'if (retryAfterMs > 0) throw new CircuitOpenError(retryAfterMs);',
      to: 'if (retryAfterMs > 0) { this.#openedAt = clock.now(); throw new CircuitOpenError(retryAfterMs); }',
    },
    { mistake: 'permits are never given back', from: 'this.#probes = 0;', to: '' },
    { mistake: 'timers of the system', from: 'clock.setTimeout(() =>', to: 'setTimeout(() =>' },
    { mistake: 'the timer outlives the call', from: '.finally(() => clock.clearTimeout(timer))', to: '' },
  ])('$mistake', async ({ from, to }) => {
    expect(await failures(changed(breaker, [from, to]))).not.toEqual([]);
  });
});

test('a right solution of another shape passes', async () => {
  const refusing = changed('orders/app.ts', [
    'return { status: 202, headers, body: order };',
    "throw new Problem(503, 'Payments is out', { headers: { 'retry-after': '30' } });",
  ]);
  expect(await failures(refusing)).toEqual([]);
});

describe('code that does not even run', () => {
  const only = ['opens-on-the-fifth-failure'];

  test('a syntax error is a failed check that says where', async () => {
    const [failed] = await failures(changed(breaker, ['#openedAt = 0;', '#openedAt = ;']), only);
    expect(failed?.expected).toBe(`${breaker} can be imported`);
    expect(failed?.actual).toMatch(/^SyntaxError: orders\/circuit-breaker\.ts:\d+:\d+: Unexpected token/);
    const line =
      (solution[breaker] ?? '').split('\n').findIndex((each) => each.includes('#openedAt = 0;')) + 1;
    expect(failed?.location).toEqual({ file: breaker, line });
  });

  test('a missing export is a failed check that says what is there', async () => {
    const [failed] = await failures(
      changed(breaker, ['export class CircuitBreaker<', 'class CircuitBreaker<']),
      only,
    );
    expect(failed?.expected).toBe(`${breaker} exports CircuitBreaker`);
    expect(failed?.actual).toContain('it exports CallTimeoutError, CircuitOpenError');
  });

  test('a missing file is a failed check', async () => {
    const tree = Object.fromEntries(Object.entries(solution).filter(([path]) => path !== breaker));
    expect((await failures(tree, only))[0]?.actual).toBe(`there is no file ${breaker}`);
  });

  test('an endless loop fails the check that it blocks, and no other', async () => {
    const tree = changed(breaker, [
      "if (this.#state === 'half-open') this.#become('closed');",
      "while (this.#state === 'half-open');",
    ]);
    const failed = await failures(tree, ['window-slides', 'probe-success-closes', 'outages-count']);
    expect(failed.map((each) => each.id)).toEqual(['probe-success-closes']);
    expect(failed[0]?.actual).toContain('endless loop');
  });

  test('a process that ends itself fails the check that it ran, and no other', async () => {
    const tree = changed(breaker, [
      "if (this.#state === 'half-open')",
      "if (this.#state === 'half-open') process.kill(process.pid, 'SIGKILL'); if (this.#state === 'half-open')",
    ]);
    const failed = await failures(tree, ['window-slides', 'probe-success-closes', 'outages-count']);
    expect(failed.map((each) => each.id)).toEqual(['probe-success-closes']);
  });

  test('a service that blocks is killed with its check', async () => {
    const tree = changed(breaker, ["if (this.#state === 'half-open') this.#become('closed');", 'for (;;);']);
    const [failed] = await failures(tree, ['payments-dies-and-returns']);
    expect(failed?.expected).toBe('an answer to POST /orders');
    expect(failed?.exchange?.request.start).toBe('POST /orders');
  });
});

describe('the command line', () => {
  const tool = fileURLToPath(new URL('../../tools/lab.ts', import.meta.url));

  async function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [tool, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { code: await exit, out, err };
  }

  test('--files refuses what a learner may not edit, by name', async () => {
    const files = await submission('refused', {
      [breaker]: solution[breaker] ?? '',
      'payments/app.ts': 'export {};',
      'orders/new.ts': 'export {};',
    });
    const { code, err } = await run('check', lab.slug, '--files', files);
    expect(code).toBe(2);
    expect(err).toContain('payments/app.ts may not be edited');
    expect(err).toContain('orders/new.ts may not be edited');
    expect(err).not.toContain(`${breaker} may not`);
  });

  test('--files passes a whole copy of the solution, and the report is version 1', async () => {
    const files = await submission('solved', solution);
    const { code, out } = await run('check', lab.slug, '--files', files, '--json');
    const report = reportSchema.parse(JSON.parse(out));
    expect(report).toMatchObject({ lab: lab.slug, done: true, expected: lab.manifest.checks.length });
    expect(code).toBe(0);
  });

  test('exits with 1 when checks fail, and with 2 when it cannot run', async () => {
    const failed = await run('check', lab.slug, '--against', 'mutant:no-abort');
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('FAILED  timeout-aborts-the-call');
    const none = await run('check', 'nothing');
    expect([none.code, none.err]).toEqual([2, expect.stringContaining('circuit-breaker')]);
    expect((await run('check', lab.slug, '--against', 'mutant:nobody')).code).toBe(2);
    expect((await run('juggle')).code).toBe(2);
    expect((await run('check', lab.slug, '--fils', '.')).code).toBe(2);
  });

  test('runs a lab until it is interrupted', async () => {
    const child = spawn(process.execPath, [tool, 'run', lab.slug, '--against', 'solution'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
    let out = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (chunk: string) => {
      out += chunk;
      if (/shopper +\| order \d+: 201 CONFIRMED/.test(out)) child.kill('SIGINT');
    });
    expect(await exit).toBe(0);
    expect(out).toMatch(/payments \| info {2}charged/);
  });
});
