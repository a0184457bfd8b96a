/** Puts together what was measured in the monolith and what is known of the organisation. */
import type { Metrics } from '../decision/metrics.ts';
import type { UsageReport } from '../monolith/app.ts';
import { organisation } from './organisation.ts';

export function metricsOf({ modules }: UsageReport): Metrics {
  const busyMs = modules.reduce((sum, module) => sum + module.busyMs, 0);
  return {
    ...organisation.people,
    modules: modules.map((module) => {
      const { all, waited } = organisation.deployments[module.name];
      return {
        name: module.name,
        cpuPercent: percent(module.busyMs, busyMs),
        blockedDeployPercent: percent(waited, all),
        otherRuntime: null,
        checkoutsLost: module.checkoutsLost,
        ...organisation.tried,
      };
    }),
  };
}

/** With one decimal; 0 of 0 is 0. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1_000 * part) / whole) / 10;
}
