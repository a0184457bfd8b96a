/** The words of the breaker figure: what stands in its table and what is announced. */
import { permitFree, retryAfter, settings, type BreakerState, type Entry, type Model } from './model.ts';

/** `12.1 s`: tenths only where there are some. */
export function seconds(ms: number): string {
  const value = ms / 1000;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} s`;
}

export const stateNames: Record<BreakerState, string> = {
  closed: 'Closed',
  open: 'Open',
  'half-open': 'Half-open',
};

const kinds: Record<Entry['kind'], (call: number | null) => string> = {
  succeeded: (call) => `Call ${call} succeeded`,
  failed: (call) => `Call ${call} failed`,
  waiting: (call) => `Call ${call} waits for an answer`,
  'timed-out': (call) => `Call ${call} timed out`,
  late: (call) => `Call ${call} ended late: changes nothing`,
  rejected: (call) => `Call ${call} rejected, not sent`,
  opened: () => 'The breaker opened',
  'half-opened': () => 'The breaker is half-open',
  closed: () => 'The breaker closed, window emptied',
};

export function describe(entry: Entry): string {
  return kinds[entry.kind](entry.call);
}

/** What the breaker would do with the next call. */
export function nextCall(model: Model): string {
  if (model.state === 'closed') return 'goes through';
  if (model.state === 'open') return `is rejected, for another ${seconds(retryAfter(model))}`;
  return permitFree(model) ? 'is the probe' : 'is rejected, the probe is out';
}

/** One sentence about what the last action did. Many equal entries are counted, not listed. */
export function announce(model: Model, added: readonly Entry[]): string {
  const rejected = added.filter((each) => each.kind === 'rejected');
  const shown = rejected.length > 1 ? added.filter((each) => each.kind !== 'rejected') : added;
  const parts = shown.length > 4 ? [`${shown.length} events`] : shown.map(describe);
  if (rejected.length > 1) parts.push(`${rejected.length} calls rejected`);
  if (parts.length === 0) parts.push(`${seconds(model.now)}`);
  const failures = added.at(-1)?.failures;
  if (model.state === 'closed' && failures)
    parts.push(`${failures} of ${settings.failureThreshold} failures`);
  parts.push(`${stateNames[model.state]}: the next call ${nextCall(model)}`);
  return `${parts.join('. ')}.`;
}
