/** Attempts through the process: its end, its files, its output and input, and the engine below it. */
import { atLoad, inUse, type HostileCase } from './hostile-case.ts';

/** The report that an attacker would like to see, as far as it can be known. */
const forgedReport = `JSON.stringify({ version: 1, lab: 'fake-lab', nonce: '0'.repeat(32), expected: 6, done: true,
  checks: ['starts-at-zero', 'counts', 'remembers', 'throws-below-zero', 'waits'].map((id) => ({ id, title: id,
    state: 'passed', expected: null, actual: null, exchange: null, location: null, lesson: 'x', ms: 1 })) })`;

const forgedFile = `JSON.stringify({ text: JSON.stringify({ report: JSON.parse(${forgedReport}), distrust: [] }), seal: 'f'.repeat(64) })`;

export const throughTheProcess: readonly HostileCase[] = [
  {
    name: 'rewrites the lab',
    tries: 'writes over the code that a service is about to run, and over the checks',
    code: atLoad(`
import fs from 'node:fs';
for (const file of ['counter/main.js', 'kit/clock.js', '.checks/checks.js', '.checks/runner.js', '.checks/vitest.js']) fs.writeFileSync(file, 'export {};');`),
    verdict: 'failed',
  },
  {
    name: 'exits while loading',
    tries: 'ends the process with code 0 as soon as it is loaded',
    code: atLoad('process.exit(0);'),
    says: /process\.exit\(0\)/,
    verdict: 'failed',
  },
  {
    name: 'exits in use',
    tries: 'ends the process with code 0 from within a check',
    code: inUse('process.exit(0);'),
    says: /process\.exit\(0\)/,
    verdict: 'failed',
  },
  {
    name: 'exits by the back door',
    tries: 'ends the process by what process.exit itself calls',
    code: inUse('(process as unknown as { reallyExit(code: number): never }).reallyExit(0);'),
    says: /ended the process/,
    verdict: 'failed',
    only: 'node',
  },
  {
    name: 'forges the report and ends',
    tries: 'writes a report that says "passed" and ends the process before the true one is written',
    code: inUse(
      `fs.writeFileSync('.checks/report.json', ${forgedFile}); (process as unknown as { reallyExit(code: number): never }).reallyExit(0);`,
      `import fs from 'node:fs';`,
    ),
    says: /other than the check runner wrote the report/,
    verdict: 'unknown',
    only: 'node',
  },
  {
    name: 'forges the report and goes on',
    tries: 'writes a report that says "passed" again and again',
    code: atLoad(`
import fs from 'node:fs';
setInterval(() => fs.writeFileSync('.checks/report.json', ${forgedFile}), 1);`),
    verdict: 'failed',
  },
  {
    name: 'forges the report last',
    tries: 'overwrites the report when the process exits',
    code: atLoad(`
import fs from 'node:fs';
process.on('exit', () => fs.writeFileSync('.checks/report.json', ${forgedFile}));`),
    says: /other than the check runner wrote the report/,
    verdict: 'unknown',
    only: 'node',
  },
  {
    name: 'has a child forge the report',
    tries: 'starts a process that waits for the report and turns "failed" into "passed" in it',
    code: atLoad(`
import { spawn } from 'node:child_process';
spawn(process.execPath, ['-e', \`
  const fs = require('node:fs');
  for (const end = Date.now() + 3000; Date.now() < end;) try {
    const text = fs.readFileSync('.checks/report.json', 'utf8');
    fs.writeFileSync('.checks/report.json', text.replaceAll('failed', 'passed')); break;
  } catch {}
\`], { stdio: 'ignore', detached: true }).unref();`),
    only: 'node',
  },
  {
    name: 'forges lines of the runner',
    tries: 'writes to standard output what the runner writes when all has passed',
    code: inUse(
      `for (const line of [{ type: 'checked', check: 'counts' }, { type: 'written' }, ${forgedReport}]) process.stdout.write('\\n@split-decision-check ' + JSON.stringify(line) + '\\n');`,
    ),
    verdict: 'failed',
  },
  {
    name: 'swallows the output',
    tries: 'replaces process.stdout.write',
    code: atLoad('process.stdout.write = () => true;'),
    verdict: 'failed',
  },
  {
    name: 'listens for the order',
    tries: 'reads standard input to learn the nonce and the key',
    code: atLoad(`
import fs from 'node:fs';
process.stdin.on('data', (chunk) => {
  const { nonce, key } = JSON.parse(String(chunk));
  if (nonce && key) fs.writeFileSync('.checks/report.json', 'found it');
});`),
    verdict: 'failed',
  },
  {
    name: 'closes the worker',
    tries: 'ends the worker in which the process runs, without a word',
    code: inUse('(globalThis as unknown as { close(): void }).close();'),
    verdict: 'failed',
    only: 'offline',
  },
  {
    name: 'talks to the kernel',
    tries: 'posts to the frame that the process has ended well',
    code: atLoad(`
const post = (message: unknown): void => (globalThis as unknown as { postMessage?(message: unknown): void }).postMessage?.(message);
for (const type of ['exit', 'exited', 'end', 'close']) post({ type, code: 0, exitCode: 0 });`),
    only: 'offline',
  },
  {
    name: 'reads along with the worker',
    tries: 'listens to what the frame sends to the worker, and takes over its ports',
    code: atLoad(`
const post = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown, ...rest: never[]) {
  return post.call(this, JSON.parse(JSON.stringify(message).replaceAll('failed', 'passed')), ...rest);
};`),
    only: 'offline',
  },
];
