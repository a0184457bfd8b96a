/** The numbers of this service, in milliseconds. */
export const limits = {
  /** How far the replica is behind the monolith. */
  lagMs: 2_000,
  /** How often the replica looks for news; it is up to that much later. */
  replicaPollMs: 250,
  /** How long after one write-back the next one begins. */
  writeBackMs: 500,
};
