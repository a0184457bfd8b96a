/**
 * All tests, in the order in which a mistake is found soonest: types and style, the build, then Vitest with its
 * browser tests. Every step runs even if one before it failed, except that nothing can be tested without a build.
 */
import { spawn } from 'node:child_process';

interface Step {
  readonly title: string;
  readonly command: readonly string[];
  /** Later steps need what this one makes. */
  readonly essential?: boolean;
}

/** Steps of one stage do not need each other; they run two at a time, as many as there are cores. */
const stages: readonly (readonly Step[])[] = [
  [{ title: 'generate', command: ['node', 'tools/generate.ts'], essential: true }],
  // Both of the checks below read the types that it writes.
  [{ title: 'types of the content', command: ['astro', 'sync'], essential: true }],
  [
    {
      title: 'types: Astro, site and tools',
      command: ['astro', 'check', '--minimumFailingSeverity', 'warning'],
    },
    {
      title: 'types: Svelte',
      command: ['svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
    },
    { title: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
    { title: 'types: labs', command: ['tsc', '--project', 'tsconfig.labs.json'] },
    { title: 'lint', command: ['oxlint', '--deny-warnings'] },
  ],
  [{ title: 'build', command: ['astro', 'build', '--silent'], essential: true }],
  [{ title: 'vitest', command: ['vitest', 'run'] }],
];

const failed: string[] = [];
const began = Date.now();
for (const stage of stages) {
  const waiting = [...stage];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) await run(step, stage.length === 1);
  };
  await Promise.all([worker(), worker()]);
  if (stage.some(({ title, essential }) => essential && failed.includes(title))) break;
}
console.log(`${((Date.now() - began) / 1000).toFixed(0)} s in all`);
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** @param alone its output is shown as it comes; that of a step beside others when it has ended. */
async function run({ title, command }: Step, alone: boolean): Promise<void> {
  const start = Date.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: alone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => output.push(chunk));
  const status = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`));
      resolve(null);
    });
    child.once('close', resolve);
  });
  process.stdout.write(Buffer.concat(output));
  console.log(
    `${status === 0 ? 'ok    ' : 'FAILED'} ${title} (${((Date.now() - start) / 1000).toFixed(1)} s)`,
  );
  if (status !== 0) failed.push(title);
}
