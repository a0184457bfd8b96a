/**
 * Attempts to get wrong code past the checks of the fake lab. Each is the text of `counter/count.ts`: a counter that
 * fails every check, and something that tries to make the checks pass all the same. None may ever pass; the same list
 * runs on Node and in the offline engine.
 */
import type { HostileCase } from './hostile/hostile-case.ts';
import { throughBuiltIns } from './hostile/through-built-ins.ts';
import { throughTheProcess } from './hostile/through-the-process.ts';
import { throughVitest } from './hostile/through-vitest.ts';

export { wrongCounter } from './hostile/hostile-case.ts';

export const hostileCases: readonly HostileCase[] = [
  ...throughTheProcess,
  ...throughBuiltIns,
  ...throughVitest,
];
