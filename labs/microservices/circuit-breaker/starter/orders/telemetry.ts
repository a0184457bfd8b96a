import type { Log } from '#kit/log.ts';

import type { Transition } from './circuit-breaker.ts';

interface Watched {
  on(event: 'transition', listener: (transition: Transition) => void): unknown;
}

/** Reports each change of a breaker's state. The one place to add a gauge or an alert. */
export function watchBreaker(name: string, breaker: Watched, log: Log): void {
  breaker.on('transition', ({ from, to }) => log.warn(`breaker of ${name}`, { from, to }));
}
