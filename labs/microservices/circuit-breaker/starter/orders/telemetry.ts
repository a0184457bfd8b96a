import { createGauge } from '#kit/gauge.ts';
import type { Log } from '#kit/log.ts';

import type { BreakerState, Transition } from './circuit-breaker.ts';

interface Watched {
  readonly state: BreakerState;
  on(event: 'transition', listener: (transition: Transition) => void): unknown;
}

/** What the gauge says. */
const levels: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 };

/** Reports each change of a breaker's state: a line in the log, and a gauge for the map. */
export function watchBreaker(name: string, breaker: Watched, log: Log): void {
  const report = createGauge('circuit_breaker.state');
  report(levels[breaker.state], { to: name });
  breaker.on('transition', ({ from, to }) => {
    log.warn(`breaker of ${name}`, { from, to });
    report(levels[to], { to: name });
  });
}
