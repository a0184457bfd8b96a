/** Before a check file that `vitest run` picked up itself: its lab's solution is what is checked. */
import { beforeAll, expect, inject } from 'vitest';

import { setCheckHost } from '../../../labs/kit/check.ts';
import { nodeHost } from './host.ts';

const solutions = inject('labSolutions');

beforeAll(() => {
  const { testPath = '' } = expect.getState();
  const solution = solutions.find((each) => testPath.startsWith(each.folder));
  if (!solution) throw new Error(`${testPath} belongs to no lab. Checks stand in labs/<kind>/<lab>/checks/.`);
  setCheckHost(nodeHost({ ...solution, broken: {} }, () => undefined));
});
