/** Where the lines are drawn. All of them are rules of thumb; write them down before anybody measures. */
export const thresholds = {
  /** Engineers: so many make boundaries inside the monolith worth their while. */
  modularMonolithFrom: Infinity,
  /** Engineers: so many, in two teams or more, make services worth their while. */
  microservicesFrom: Infinity,
  /** A module with so much of the CPU is hot, in per cent. */
  hotCpuPercent: Infinity,
  /** A module with so many of its deployments held up is blocked, in per cent. */
  blockedDeployPercent: Infinity,
  /** CI is quick as long as it takes no more than this, in minutes. */
  quickCiMinutes: Infinity,
  /** A module that cost so many checkouts does not keep its failures to itself. */
  checkoutsLost: Infinity,
  /** A service with fewer owners than this is merged. */
  fewestOwners: Infinity,
};
