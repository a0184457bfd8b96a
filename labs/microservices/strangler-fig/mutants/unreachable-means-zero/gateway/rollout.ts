/** The percentage of users who are on the new side. */
import type { RolloutStore } from './store.ts';

export interface Rollout {
  /** The percentage, 0 to 100, as it is to be used for a request. */
  percent(): number | Promise<number>;
  /** Called at the start and then every second. Whoever calls does not wait for it. */
  refresh(): Promise<void>;
  /** Sets the percentage, here at once and in the store. */
  set(percent: number): Promise<void>;
}

export function createRollout(store: RolloutStore): Rollout {
  // As long as nothing is known, everybody is on the monolith, which can do everything.
  let known = 0;
  return {
    percent: () => known,
    refresh: async () => {
      known = await store.read().catch(() => 0);
    },
    set: async (percent) => {
      known = percent;
      await store.write(percent);
    },
  };
}
