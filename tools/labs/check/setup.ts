/** Runs in Vitest's worker before the checks: installs the host, and keeps telling that the worker is alive. */
import { appendFileSync } from 'node:fs';
import { beforeEach, inject } from 'vitest';

import { setCheckHost } from '../../../labs/kit/check.ts';
import { defaultLimits } from '../../../src/grading/limits.ts';
import { nodeHost } from './host.ts';
import type { Progress } from './run-context.ts';

const run = inject('labRun');
const tell = (progress: Progress): void => appendFileSync(run.progressFile, `${JSON.stringify(progress)}\n`);

tell({ type: 'worker', pid: process.pid });
setInterval(() => tell({ type: 'alive' }), defaultLimits.aliveMs).unref();
setCheckHost(nodeHost(run, tell));

beforeEach(({ task, skip }) => {
  skip(!run.checks.includes(task.name), 'not asked for');
  tell({ type: 'check', id: task.name });
});
