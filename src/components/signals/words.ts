/** The words of the signals' figure. */
import { thresholds, type Shop, type SignalId, type State, type Verdict } from './model.ts';

export const signalNames: Record<SignalId, string> = {
  scaling: 'One part must scale alone',
  deployment: 'Deployments wait for each other',
  technology: 'One part needs another runtime',
  isolation: 'A failure does not stay where it is',
  organisation: 'Teams are in each other’s way',
};

export const stateNames: Record<State, string> = {
  quiet: 'quiet',
  'try-first': 'try first',
  proven: 'proven',
};

const headlines: Record<Verdict['kind'], string> = {
  'not-now': 'Stay with the monolith',
  keep: 'Stay with the monolith, a modular one',
  'try-first': 'Not yet: something cheaper comes first',
  extract: 'Extract what is proven, and only that',
};

export function headline({ kind }: Verdict): string {
  return headlines[kind];
}

/** Why, in one or two sentences. */
export function because(verdict: Verdict, shop: Shop): string {
  const by = (state: State): string =>
    verdict.findings
      .filter((finding) => finding.state === state)
      .map((finding) => finding.next)
      .join(' ');
  const reasons = {
    'not-now':
      shop.engineers < thresholds.fewEngineers
        ? `With fewer than ${thresholds.fewEngineers} engineers the premium buys nothing, whatever the signals say.`
        : 'The product may be another one next year, and its boundaries with it.',
    keep: 'No measurement shows a problem that a split would solve.',
    'try-first': by('try-first'),
    extract: by('proven'),
  };
  const counted =
    verdict.ignored === 0 ? '' : ` Reasons that count for nothing: ${verdict.ignored}. They changed nothing.`;
  return reasons[verdict.kind] + counted;
}

/** What is announced after a change. */
export function summary(verdict: Verdict, shop: Shop): string {
  const loud = verdict.findings.filter(({ state }) => state !== 'quiet');
  const list = loud.map(({ signal, state }) => `${signalNames[signal]}: ${stateNames[state]}`).join('; ');
  return `${headline(verdict)}. ${because(verdict, shop)} ${list || 'All signals are quiet'}.`;
}
