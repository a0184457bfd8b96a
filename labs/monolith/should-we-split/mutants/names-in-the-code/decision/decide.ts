import type { CheaperThing, Decision, Evidence, Verdict } from './decision.ts';
import type { Metrics, ModuleMetrics } from './metrics.ts';
import { thresholds } from './thresholds.ts';

/** A measurement of one module that speaks for extracting it, once nothing cheaper is left to try. */
interface Signal {
  readonly module: string;
  readonly untried: readonly CheaperThing[];
  readonly evidence: readonly Evidence[];
}

/** Decides how a system should be cut. Pure: it reads nothing but the metrics, and changes none of them. */
export function decide(metrics: Metrics): Decision {
  const { engineers, teams, productMarketFit } = metrics;
  const verdict = verdictFor(metrics);
  const signals = metrics.modules.flatMap((module) => signalsOf(module, metrics));
  const proven = verdict === 'monolith' ? [] : signals.filter(({ untried }) => untried.length === 0);
  const lonely = metrics.services.filter(({ owners }) => owners < thresholds.fewestOwners);
  return {
    verdict,
    extract: [...new Set(proven.map(({ module }) => module))],
    tryFirst: [...new Set(signals.flatMap(({ untried }) => untried))],
    merge: lonely.map(({ name }) => name),
    evidence: [
      { metric: 'engineers', value: engineers },
      { metric: 'teams', value: teams },
      { metric: 'productMarketFit', value: productMarketFit },
      ...signals.flatMap(({ evidence }) => evidence),
      ...lonely.map(({ name, owners }) => ({ metric: `${name}.owners`, value: owners })),
    ],
  };
}

function verdictFor({ engineers, teams, productMarketFit }: Metrics): Verdict {
  if (engineers < thresholds.modularMonolithFrom || !productMarketFit) return 'monolith';
  return engineers >= thresholds.microservicesFrom && teams > 1 ? 'microservices' : 'modular-monolith';
}

function signalsOf(module: ModuleMetrics, { ciMinutes }: Metrics): Signal[] {
  const signals: Signal[] = [];
  const quote = (metric: keyof ModuleMetrics): Evidence => ({
    metric: `${module.name}.${metric}`,
    value: module[metric],
  });
  const found = (untried: CheaperThing[], ...evidence: Evidence[]): void => {
    signals.push({ module: module.name, untried, evidence });
  };

  if (module.name === 'images' && module.cpuPercent >= thresholds.hotCpuPercent) {
    const untried: CheaperThing[] = [];
    if (!module.queueTried) untried.push('queue');
    if (module.verticalHeadroom) untried.push('bigger-machine');
    found(untried, quote('cpuPercent'), quote('queueTried'), quote('verticalHeadroom'));
  }
  if (module.name === 'payments' && module.blockedDeployPercent >= thresholds.blockedDeployPercent) {
    const evidence = [quote('blockedDeployPercent'), { metric: 'ciMinutes', value: ciMinutes }];
    found(ciMinutes > thresholds.quickCiMinutes ? ['ci'] : [], ...evidence);
  }
  if (module.name === 'products' && module.otherRuntime !== null) {
    found(module.libraryTried ? [] : ['library'], quote('otherRuntime'), quote('libraryTried'));
  }
  if (module.name === 'analytics' && module.checkoutsLost >= thresholds.checkoutsLost) {
    found(module.bulkheadTried ? [] : ['bulkhead'], quote('checkoutsLost'), quote('bulkheadTried'));
  }
  return signals;
}
