/** What checks may ask for, on Node: the learner's modules from an erased tree, and services as processes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type { CheckHost } from '../../../labs/kit/check.ts';
import { compiledName } from '../../../src/engine/erase.ts';
import type { LabRun, Progress } from './run-context.ts';
import { serviceStarter } from './service-process.ts';

/** @param tell is told what is being loaded and started */
export function nodeHost(
  run: Pick<LabRun, 'manifest' | 'root' | 'broken'>,
  tell: (progress: Progress) => void,
): CheckHost {
  return {
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
  };
}
