/** A service that dies at a chosen moment: from then on its disk keeps nothing, and nothing it awaits settles. */
import type { Journal } from '#kit/database.ts';

export interface CrashPoint {
  /** It dies at its so-many-th transaction since it was started, counted from 1. */
  readonly at: number;
  /** Whether that transaction is still kept. */
  readonly kept: boolean;
  /** Set once it has been started; what it writes before does not count. */
  armed?: boolean;
  /** Set when it has died. */
  dead?: boolean;
}

/** @param onCrash cuts it off from the log */
export function crashingJournal(disk: Journal, crash: CrashPoint, onCrash: () => void): Journal {
  const never = new Promise<never>(() => undefined);
  let transactions = 0;
  return {
    read: () => disk.read(),
    append: async (line) => {
      if (crash.dead) return never;
      if (crash.armed) transactions += 1;
      if (transactions < crash.at) return disk.append(line);
      crash.dead = true;
      onCrash();
      if (crash.kept) await disk.append(line);
      return never;
    },
    close: () => Promise.resolve(),
  };
}
