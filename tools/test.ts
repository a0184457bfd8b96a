/**
 * All tests, in the order in which a mistake is found soonest: types and style, the build, then Vitest with its
 * browser tests. Every step runs even if one before it failed, except that nothing can be tested without a build.
 */
import { spawnSync } from 'node:child_process';

interface Step {
  readonly title: string;
  readonly command: readonly string[];
  /** Later steps need what this one makes. */
  readonly essential?: boolean;
}

const steps: readonly Step[] = [
  { title: 'generate', command: ['node', 'tools/generate.ts'], essential: true },
  { title: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { title: 'lint', command: ['oxlint', '--deny-warnings'] },
  {
    title: 'types: Astro, site and tools',
    command: ['astro', 'check', '--minimumFailingSeverity', 'warning'],
  },
  {
    title: 'types: Svelte',
    command: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  },
  { title: 'types: labs', command: ['tsc', '--project', 'tsconfig.labs.json'] },
  { title: 'build', command: ['astro', 'build', '--silent'], essential: true },
  { title: 'vitest', command: ['vitest', 'run'] },
];

const failed: string[] = [];
const began = Date.now();
for (const { title, command, essential } of steps) {
  const start = Date.now();
  const [program = '', ...args] = command;
  const { status } = spawnSync(program, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  console.log(
    `${status === 0 ? 'ok    ' : 'FAILED'} ${title} (${((Date.now() - start) / 1000).toFixed(1)} s)`,
  );
  if (status !== 0) {
    failed.push(title);
    if (essential) break;
  }
}
console.log(`${((Date.now() - began) / 1000).toFixed(0)} s in all`);
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exit(1);
}
