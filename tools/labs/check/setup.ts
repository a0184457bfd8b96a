/** Runs in Vitest's worker before each entry: installs the host of its run, and keeps telling that the worker is alive. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, inject, vi } from 'vitest';

import { setCheckHost, setSources } from '../../../labs/kit/check.ts';
import { defaultLimits } from '../../../src/grading/limits.ts';
import { sourcesFile } from '../erased.ts';
import type { SourceTree } from '../trees.ts';
import { nodeHost } from './host.ts';
import type { LabRun, Progress } from './run-context.ts';

const { progressFile, byEntry } = inject('labRuns');
const tell = (progress: Progress): void => appendFileSync(progressFile, `${JSON.stringify(progress)}\n`);

tell({ type: 'worker', pid: process.pid });
const alive = setInterval(() => tell({ type: 'alive' }), defaultLimits.aliveMs);
afterAll(() => {
  clearInterval(alive);
  // The next entry in this worker declares the same checks once more, and has a host of its own.
  vi.resetModules();
});

let run: LabRun | undefined;

beforeAll(() => {
  const { testPath = '' } = expect.getState();
  run = byEntry[testPath];
  if (!run) throw new Error(`No run was ordered for ${testPath}.`);
  tell({ type: 'run', entry: testPath });
  setCheckHost(nodeHost(run, tell));
  // Written by the session.
  setSources(JSON.parse(readFileSync(join(run.root, sourcesFile), 'utf8')) as SourceTree);
});

beforeEach(({ task, skip }) => {
  skip(!run?.checks.includes(task.name), 'not asked for');
  tell({ type: 'check', id: task.name });
});
