/** Which column of the map each service stands in: callers before callees, requests from outside first. */

export interface GraphNode {
  readonly id: string;
  /**
   * `outside` for whoever only sends requests: clients, the learner, the load. `entry` for what is meant to be called
   * from outside, such as a gateway.
   */
  readonly place: 'outside' | 'entry' | 'inside';
  /** Room below its box for what it reports of itself. */
  readonly below?: number;
  /** What belongs to it and stands beside its box: its databases. */
  readonly attached?: readonly string[];
}

export interface GraphLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Further room below its label, for what is reported of it. */
  readonly below?: number;
}

/** Services that nothing connects, one above the other, before the next column begins. */
const looseInColumn = 4;

/**
 * The column of each node, counted from 0 without gaps.
 *
 * Columns follow from the links between services alone, so that services keep their places among each other when the
 * learner or the load begins to call one of them.
 */
export function columnsOf(nodes: readonly GraphNode[], links: readonly GraphLink[]): Map<string, number> {
  const inner = nodes.filter(({ place }) => place !== 'outside');
  const ids = new Set(inner.map(({ id }) => id));
  const between = links.filter(({ from, to }) => from !== to && ids.has(from) && ids.has(to));
  const forward = withoutCycles(inner, between);

  const columns = new Map<string, number>(nodes.map(({ id }) => [id, 0]));
  const depth = (id: string): number => {
    const known = columns.get(id) ?? 0;
    if (known > 0) return known;
    const callers = forward.filter(({ to }) => to === id);
    const column = 1 + Math.max(0, ...callers.map(({ from }) => depth(from)));
    columns.set(id, column);
    return column;
  };
  for (const { id } of inner) depth(id);

  // Whoever is called by nobody stands right before the first one it calls, unless requests come in there.
  for (const { id, place } of inner) {
    const callees = forward.filter(({ from }) => from === id);
    if (place === 'entry' || callees.length === 0 || forward.some(({ to }) => to === id)) continue;
    columns.set(id, Math.min(...callees.map(({ to }) => columns.get(to) ?? 1)) - 1);
  }

  const loose = inner.filter(({ id }) => !between.some(({ from, to }) => from === id || to === id));
  loose.forEach(({ id }, index) => columns.set(id, 1 + Math.floor(index / looseInColumn)));

  const used = [...new Set(columns.values())].sort((a, b) => a - b);
  return new Map([...columns].map(([id, column]) => [id, used.indexOf(column)]));
}

/** The links without those that close a circle, seen from the first nodes: entries, then those that nobody calls. */
function withoutCycles(nodes: readonly GraphNode[], links: readonly GraphLink[]): GraphLink[] {
  const called = new Set(links.map(({ to }) => to));
  const rank = ({ id, place }: GraphNode): number => (place === 'entry' ? 0 : called.has(id) ? 2 : 1);
  const state = new Map<string, 'open' | 'done'>();
  const kept: GraphLink[] = [];
  const visit = (id: string): void => {
    state.set(id, 'open');
    for (const link of links) {
      if (link.from !== id || state.get(link.to) === 'open') continue;
      kept.push(link);
      if (!state.has(link.to)) visit(link.to);
    }
    state.set(id, 'done');
  };
  for (const { id } of nodes.toSorted((a, b) => rank(a) - rank(b))) if (!state.has(id)) visit(id);
  return kept;
}
