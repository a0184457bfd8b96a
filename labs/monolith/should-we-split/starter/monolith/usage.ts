/** Who uses the process: busy time by module, and checkouts that a module cost. */
import type { Clock } from '#kit/clock.ts';

export const moduleNames = [
  'products',
  'orders',
  'payments',
  'notifications',
  'images',
  'analytics',
] as const;
export type ModuleName = (typeof moduleNames)[number];

export interface ModuleUsage {
  readonly name: ModuleName;
  readonly calls: number;
  /** Time spent in the module itself, without the modules that it called. */
  readonly busyMs: number;
  readonly checkoutsLost: number;
}

/** The same while it is counted. */
type Total = { -readonly [Field in keyof ModuleUsage]: ModuleUsage[Field] };

export interface Usage {
  /** Does a module's work and adds its time. The work is synchronous: what it takes, it takes from everybody. */
  run<T>(module: ModuleName, work: () => T): T;
  /** Notes that a checkout failed with this error; it counts against the module in which the error began. */
  checkoutFailed(error: unknown): void;
  report(): ModuleUsage[];
}

export function createUsage(clock: Clock): Usage {
  const totals = new Map<ModuleName, Total>(
    moduleNames.map((name) => [name, { name, calls: 0, busyMs: 0, checkoutsLost: 0 }]),
  );
  const running: { calledMs: number }[] = [];
  const origins = new WeakMap<object, ModuleName>();

  return {
    run: (module, work) => {
      const begun = clock.now();
      const frame = { calledMs: 0 };
      const caller = running.at(-1);
      running.push(frame);
      try {
        return work();
      } catch (error) {
        // On its way up an error passes the callers too; the first to see it is where it began.
        if (error instanceof Error && !origins.has(error)) origins.set(error, module);
        throw error;
      } finally {
        running.pop();
        const ms = clock.now() - begun;
        if (caller) caller.calledMs += ms;
        const total = totals.get(module);
        if (total) {
          total.calls += 1;
          total.busyMs += ms - frame.calledMs;
        }
      }
    },
    checkoutFailed: (error) => {
      const origin = error instanceof Error ? origins.get(error) : undefined;
      const total = origin === undefined || origin === 'orders' ? undefined : totals.get(origin);
      if (total) total.checkoutsLost += 1;
    },
    report: () => [...totals.values()].map((total) => ({ ...total })),
  };
}
