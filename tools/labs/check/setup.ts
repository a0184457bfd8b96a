/** Runs in Vitest's worker before the checks: installs the host, and keeps telling that the worker is alive. */
import { appendFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, inject } from 'vitest';

import { setCheckHost } from '../../../labs/kit/check.ts';
import { compiledName } from '../../../src/engine/erase.ts';
import { defaultLimits } from '../../../src/grading/limits.ts';
import type { Progress } from './run-context.ts';
import { serviceStarter } from './service-process.ts';

const run = inject('labRun');
const tell = (progress: Progress): void => appendFileSync(run.progressFile, `${JSON.stringify(progress)}\n`);

tell({ type: 'worker', pid: process.pid });
setInterval(() => tell({ type: 'alive' }), defaultLimits.aliveMs).unref();

setCheckHost({
  load: async (path) => {
    const broken = run.broken[path];
    if (broken !== undefined) throw new Error(broken);
    const file = join(run.root, compiledName(path));
    if (!existsSync(file)) throw new Error(`there is no file ${path}`);
    tell({ type: 'loading', path });
    const module: unknown = await import(pathToFileURL(file).href);
    tell({ type: 'loaded', path });
    return module;
  },
  start: serviceStarter(run, (type, pid) => tell({ type, pid })),
});

beforeEach(({ task, skip }) => {
  skip(!run.checks.includes(task.name), 'not asked for');
  tell({ type: 'check', id: task.name });
});
