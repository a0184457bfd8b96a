/** Finds the route of a request. */
import type { Route } from './table.ts';

export interface Match {
  readonly route: Route;
  /** Path and query as they are sent on. */
  readonly target: string;
}

/** @returns undefined when no route fits */
export function findRoute(table: readonly Route[], target: string): Match | undefined {
  const route = table.find(({ prefix }) => target.startsWith(prefix));
  return route && { route, target };
}
