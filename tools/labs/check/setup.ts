/** Runs in Vitest's worker before the checks: installs the host, and keeps telling that the worker is alive. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, inject } from 'vitest';

import { setCheckHost, setSources } from '../../../labs/kit/check.ts';
import { defaultLimits } from '../../../src/grading/limits.ts';
import { sourcesFile } from '../erased.ts';
import type { SourceTree } from '../trees.ts';
import { nodeHost } from './host.ts';
import type { Progress } from './run-context.ts';

const run = inject('labRun');
const tell = (progress: Progress): void => appendFileSync(run.progressFile, `${JSON.stringify(progress)}\n`);

tell({ type: 'worker', pid: process.pid });
setInterval(() => tell({ type: 'alive' }), defaultLimits.aliveMs).unref();
setCheckHost(nodeHost(run, tell));
// Written by the session.
setSources(JSON.parse(readFileSync(join(run.root, sourcesFile), 'utf8')) as SourceTree);

beforeEach(({ task, skip }) => {
  skip(!run.checks.includes(task.name), 'not asked for');
  tell({ type: 'check', id: task.name });
});
