/** The parts that are heavy and not needed before the first edit or run, in one lazily loaded chunk. */
export { eraseTree, compiledName } from '../engine/erase.ts';
export { affectedServices } from './affected.ts';
export { LabRun } from './run.ts';
