/** Requests worth following. */
import { defaults, type Asked } from './model.ts';

const asked = (label: string, changes: Partial<Asked>): { label: string; values: Asked } => ({
  label,
  values: { ...defaults, ...changes },
});

export const cases = [
  asked('A good request', {}),
  asked('By plain http', { plain: true }),
  asked('No token', { noToken: true }),
  asked('alg: none', { unsigned: true }),
  asked('For another audience', { otherAudience: true }),
  asked('Without the scope', { noScope: true }),
  asked('The 21st at once', { before: 20 }),
  asked('A body of 2 MB', { kilobytes: 2_000 }),
  asked('Somebody else’s order', { othersOrder: true }),
  asked('Three services, one slow', { home: true, ordersSlow: true }),
  asked('Three services, products away', { home: true, productsDown: true }),
] as const;
