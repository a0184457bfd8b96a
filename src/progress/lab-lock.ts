/**
 * One tab at a time writes the progress of a lab, or the draft of an answer. The tab that holds a Web Lock may; another
 * one that opens the same is told so, and may take over, of which the first is told.
 */

const prefixes = { lab: 'split-decision:lab:', draft: 'split-decision:draft:' } as const;
/** What only one tab at a time may write. */
export type Locked = keyof typeof prefixes;

export interface LabLock {
  /** Ends it, so that another tab may write. */
  release(): void;
}

export interface LabLockEvents {
  /** This tab may write now. */
  readonly onHeld: () => void;
  /** Another tab writes: either it did so before, or it has just taken over. */
  readonly onElsewhere: (how: 'already-open' | 'taken-over') => void;
}

/**
 * Asks to be the tab that writes. Where the browser has no Web Locks (an insecure origin), every tab may.
 * @param steal take over from another tab.
 * @param locks null where there are none.
 */
export function lock(
  what: Locked,
  slug: string,
  events: LabLockEvents,
  steal = false,
  locks: LockManager | null | undefined = globalThis.navigator?.locks,
): LabLock {
  if (!locks) {
    events.onHeld();
    return { release: () => {} };
  }
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let held = false;
  const options: LockOptions = steal ? { steal: true } : { ifAvailable: true };
  locks
    .request(`${prefixes[what]}${slug}`, options, (granted) => {
      if (!granted) return events.onElsewhere('already-open');
      held = true;
      events.onHeld();
      return released;
    })
    // A request is rejected when another tab steals the lock.
    .catch(() => {
      if (held) events.onElsewhere('taken-over');
    });
  return { release };
}

/** {@link lock} for a lab. */
export function lockLab(
  slug: string,
  events: LabLockEvents,
  steal = false,
  locks: LockManager | undefined = globalThis.navigator?.locks,
): LabLock {
  return lock('lab', slug, events, steal, locks);
}

/** Slugs of the labs, or the drafts, that another tab has open, and would write. */
export async function openElsewhere(
  what: Locked,
  own: string | null,
  locks: LockManager | undefined = globalThis.navigator?.locks,
): Promise<string[]> {
  const { held = [] } = (await locks?.query()) ?? {};
  return held
    .flatMap(({ name = '' }) => (name.startsWith(prefixes[what]) ? [name.slice(prefixes[what].length)] : []))
    .filter((slug) => slug !== own);
}

/** {@link openElsewhere} for labs. */
export async function labsOpenElsewhere(
  own: string | null,
  locks: LockManager | undefined = globalThis.navigator?.locks,
): Promise<string[]> {
  return openElsewhere('lab', own, locks);
}
