/** Before a check file that `vitest run` picked up itself: its lab's solution is what is checked. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, inject } from 'vitest';

import { setCheckHost, setSources } from '../../../labs/kit/check.ts';
import { sourcesFile } from '../erased.ts';
import type { SourceTree } from '../trees.ts';
import { nodeHost } from './host.ts';

const solutions = inject('labSolutions');

beforeAll(async () => {
  const { testPath = '' } = expect.getState();
  const solution = solutions.find((each) => testPath.startsWith(each.folder));
  if (!solution) throw new Error(`${testPath} belongs to no lab. Checks stand in labs/<kind>/<lab>/checks/.`);
  setCheckHost(nodeHost({ ...solution, broken: {} }, () => undefined));
  // Written by the global setup.
  setSources(JSON.parse(await readFile(join(solution.root, sourcesFile), 'utf8')) as SourceTree);
});
