/**
 * What takes too long for every change, or measures rather than passes: a build below a path, Lighthouse, a long day at
 * one lab, the benchmark. Every step runs, even if one before it failed.
 */
import { spawnSync } from 'node:child_process';

interface Step {
  readonly title: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const below = { BASE_PATH: '/course/' };
const steps: readonly Step[] = [
  { title: 'build below a path', command: ['npm', 'run', '--silent', 'build'], env: below },
  {
    title: 'the site below a path',
    command: [
      'vitest',
      'run',
      'tests/e2e/site.test.ts',
      'tests/e2e/keep-offline.test.ts',
      'tests/e2e/size.test.ts',
      'tests/e2e/search.test.ts',
      'tests/e2e/way.test.ts',
    ],
    env: below,
  },
  { title: 'build', command: ['npm', 'run', '--silent', 'build'] },
  { title: 'lighthouse', command: ['node', 'tools/lighthouse.ts'] },
  { title: 'soak', command: ['node', 'tests/soak/index.ts'] },
  { title: 'bench', command: ['node', 'tests/bench/index.ts'] },
];

const failed: string[] = [];
for (const { title, command, env = {} } of steps) {
  const began = Date.now();
  const [program = '', ...args] = command;
  const { status } = spawnSync(program, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...env },
  });
  if (status !== 0) failed.push(title);
  console.log(
    `${status === 0 ? 'ok    ' : 'FAILED'} ${title} (${((Date.now() - began) / 1000).toFixed(0)} s)`,
  );
}
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
