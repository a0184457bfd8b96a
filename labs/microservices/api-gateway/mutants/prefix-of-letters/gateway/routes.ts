/** Finds the route of a request. */
import type { Route } from './table.ts';

export interface Match {
  readonly route: Route;
  /** Path and query as they are sent on. */
  readonly target: string;
}

/** @returns undefined when no route fits */
export function findRoute(table: readonly Route[], target: string): Match | undefined {
  if (!target.startsWith('/')) return undefined;
  // Dots are resolved before anything is decided: what is matched is what is sent on.
  const { pathname, search } = new URL(`http://gateway${target}`);
  const fits = ({ prefix }: Route): boolean => pathname.startsWith(prefix);
  const [route] = table.filter(fits).sort((a, b) => b.prefix.length - a.prefix.length);
  return route && { route, target: pathname + search };
}
