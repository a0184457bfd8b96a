/**
 * The ten signals that a good answer about splitting a system gives, in the order of the chart.
 * The ids are stable: content, cards, exports and the command use them.
 */
export const signals = [
  {
    id: 'numbers',
    title: 'Requirements and numbers',
    strong: 'Daily users become requests per second, with a peak factor and an objective.',
    weak: '“Millions of users”, and nothing that follows from it.',
  },
  {
    id: 'modular-monolith',
    title: 'Modular monolith as the default',
    strong: 'One deployable with boundaries that a tool enforces, and a way out when it is needed.',
    weak: 'Microservices always, or a monolith with no inner walls.',
  },
  {
    id: 'conway',
    title: 'Conway and teams',
    strong: 'Who owns what, who is woken at night, and who can release without asking.',
    weak: 'A headcount.',
  },
  {
    id: 'split-trigger',
    title: 'Trigger for a split, cheaper test first',
    strong: 'A measured pain, and the cheaper cure that was tried before.',
    weak: 'A list of benefits.',
  },
  {
    id: 'data-ownership',
    title: 'Data ownership',
    strong: 'One writer for each piece of data, and the consistency that readers get, by name.',
    weak: 'A shared database with no way out of it.',
  },
  {
    id: 'migration',
    title: 'Migration and rollback',
    strong: 'A facade, a sticky share of users, a backfill, and a way back after the first write.',
    weak: '“A feature flag.”',
  },
  {
    id: 'failure-modes',
    title: 'Failure modes',
    strong: 'Timeout first, a window and one probe, and what the user sees meanwhile.',
    weak: '“Use a circuit breaker.”',
  },
  {
    id: 'async',
    title: 'Asynchronous work',
    strong: 'Delivery at least once, so duplicates are recognised; keys, dead letters, compensation.',
    weak: '“Exactly once.”',
  },
  {
    id: 'observability',
    title: 'Observability',
    strong: 'Context that travels with the request, an indicator users feel, a sampling decision.',
    weak: '“Add Jaeger.”',
  },
  {
    id: 'trade-offs',
    title: 'Cost and trade-off',
    strong: 'Money, latency and people on both sides, and what would change the decision.',
    weak: 'No price on anything.',
  },
] as const;

export type SignalId = (typeof signals)[number]['id'];

export const signalIds: readonly SignalId[] = signals.map((signal) => signal.id);

export function isSignalId(value: string): value is SignalId {
  return signals.some((signal) => signal.id === value);
}
