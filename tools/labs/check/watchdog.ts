/** Watches the worker that runs the checks by its progress file, and ends it when it is blocked. */
import { readFileSync } from 'node:fs';

import type { Progress } from './run-context.ts';

export interface WorkerEnding {
  /** The entry that was last begun; null when none was. */
  readonly entry: string | null;
  /** The check that was last begun; null when none was. */
  readonly running: string | null;
  /** The module that was being loaded when the worker ended. */
  readonly loading: string | null;
  /** Whether it had to be killed. */
  readonly blocked: boolean;
}

/** @param idleMs so many milliseconds without a sign of life and the worker counts as blocked */
export function watchWorker(progressFile: string, idleMs: number): { stop(): WorkerEnding } {
  let length = 0;
  let changed = performance.now();
  let blocked = false;
  const look = (): void => {
    const progress = readProgress(progressFile);
    if (progress.length !== length) changed = performance.now();
    length = progress.length;
    const worker = progress.find((each) => each.type === 'worker');
    if (blocked || !worker || performance.now() - changed < idleMs) return;
    blocked = true;
    kill(worker.pid);
  };
  const timer = setInterval(look, 250);
  return {
    stop: () => {
      clearInterval(timer);
      const progress = readProgress(progressFile);
      // Services end with their check; those of a worker that was killed are left over.
      for (const pid of runningServices(progress)) kill(pid);
      return { ...lastOf(progress), blocked };
    },
  };
}

function readProgress(file: string): Progress[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  // The file is written by our own setup, one object a line.
  return lines.map((line) => JSON.parse(line) as Progress);
}

function runningServices(progress: readonly Progress[]): Set<number> {
  const running = new Set<number>();
  for (const each of progress) {
    if (each.type === 'service') running.add(each.pid);
    if (each.type === 'service-ended') running.delete(each.pid);
  }
  return running;
}

function lastOf(progress: readonly Progress[]): Omit<WorkerEnding, 'blocked'> {
  let entry: string | null = null;
  let running: string | null = null;
  let loading: string | null = null;
  for (const each of progress) {
    if (each.type === 'run') [entry, running, loading] = [each.entry, null, null];
    if (each.type === 'check') running = each.id;
    if (each.type === 'check' || each.type === 'loaded') loading = null;
    if (each.type === 'loading') loading = each.path;
  }
  return { entry, running, loading };
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
