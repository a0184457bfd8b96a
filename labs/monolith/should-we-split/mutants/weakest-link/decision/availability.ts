/**
 * How often a request succeeds that needs every service of a chain, when they fail independently of each other.
 * @param percents availability of each service, in per cent: 99.9
 * @returns per cent; 100 for a chain without services
 */
export function chainAvailability(percents: readonly number[]): number {
  // A chain is as strong as its weakest link. Or is it?
  return Math.min(100, ...percents);
}
