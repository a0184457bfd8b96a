/** The words of the timeline figure. */
import { phaseOf, strategies, type Model } from './model.ts';

/** The readings of the figure, by the names of their places. */
export function readings(model: Model): Record<string, string> {
  const { title, what, back, failure } = phaseOf(model);
  const count = strategies[model.strategy].phases.length;
  return {
    title: `${model.at + 1} of ${count}: ${title}`,
    what,
    back,
    failure: model.failing ? `${failure.happens} ${failure.harm}` : 'nothing yet',
    guard: model.failing ? failure.guard : '–',
  };
}

/** What is announced after a step. */
export function announce(model: Model): string {
  const { title, what, back, failure, guard } = readings(model);
  if (model.failing) return `${title}. It fails: ${failure} What prevents it: ${guard}`;
  return `${title}. ${what} The way back: ${back}.`;
}
