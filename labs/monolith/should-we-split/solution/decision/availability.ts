/**
 * How often a request succeeds that needs every service of a chain, when they fail independently of each other.
 * @param percents availability of each service, in per cent: 99.9
 * @returns per cent; 100 for a chain without services
 */
export function chainAvailability(percents: readonly number[]): number {
  return 100 * percents.reduce((chain, percent) => chain * (percent / 100), 1);
}
