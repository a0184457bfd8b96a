/** All numbers of the migration. */
export const limits = {
  /** Compares in a row without a mismatch, before the roles may be swapped. */
  cleanCompares: 1_000,
  /** Milliseconds that the copy of the other service is waited for. */
  timeoutMs: 1_000,
  /** Milliseconds between two rounds of repairs. */
  repairMs: 1_000,
} as const;
