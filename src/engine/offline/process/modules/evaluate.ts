/** Runs the bodies of linked modules in the language's order: what a module needs before it, each once. */
import type { ModuleRecord } from './record.ts';

/**
 * @returns a promise while the module, or one that it needs, awaits at its top level.
 * @throws what the module threw, each time it is asked for.
 */
export function evaluate({ source }: ModuleRecord): Promise<void> | undefined {
  if (!source) return undefined;
  if (source.state === 'failed') throw source.error;
  // In a cycle a module sees the unfinished exports of the one that is under way.
  if (source.state === 'evaluating') return undefined;
  if (source.state === 'evaluated') return source.pending;
  source.state = 'evaluating';

  const run = (): Promise<unknown> | undefined => {
    const result = source.body?.();
    return source.compiled.awaits > 0 ? Promise.resolve(result) : undefined;
  };
  const fail = (error: unknown): never => {
    source.state = 'failed';
    source.error = error;
    throw error;
  };

  let pending: Promise<unknown> | undefined;
  try {
    const awaited = source.requests.map(evaluate).filter((each) => each !== undefined);
    pending = awaited.length > 0 ? Promise.all(awaited).then(run) : run();
  } catch (error) {
    fail(error);
  }
  source.state = 'evaluated';
  source.pending = pending?.then(() => void (source.pending = undefined), fail);
  // Whoever imports the module hears of the failure; on its own it is not unhandled.
  source.pending?.catch(() => {});
  return source.pending;
}
