/** Where the lines are drawn. All of them are rules of thumb; write them down before anybody measures. */
export const thresholds = {
  /** Engineers: so many make boundaries inside the monolith worth their while. */
  modularMonolithFrom: 10,
  /** Engineers: so many, in two teams or more, make services worth their while. */
  microservicesFrom: 50,
  /** A module with so much of the CPU is hot, in per cent. */
  hotCpuPercent: 90,
  /** A module with so many of its deployments held up is blocked, in per cent. */
  blockedDeployPercent: 20,
  /** CI is quick as long as it takes no more than this, in minutes. */
  quickCiMinutes: 15,
  /** A module that cost so many checkouts does not keep its failures to itself. */
  checkoutsLost: 1,
  /** A service with fewer owners than this is merged. */
  fewestOwners: 2,
};
