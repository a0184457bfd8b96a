/** Which questions there are. Apart from their format, so that a page may know them without the validation. */

/** The twenty questions in the order of the bank. */
export const questionIds = [
  'monolith-or-microservices',
  'hundred-engineers',
  'six-engineers',
  'first-extraction',
  'rollout-and-rollback',
  'split-the-database',
  'cut-over-users',
  'payments-down',
  'tune-a-breaker',
  'retry-storm',
  'charge-once',
  'outbox-or-2pc',
  'saga-style',
  'kafka-order',
  'gateway-scope',
  'jwt-at-the-edge',
  'checkout-is-slow',
  'too-many-services',
  'team-design',
  'price-both',
] as const;

export type QuestionId = (typeof questionIds)[number];

export function isQuestionId(value: string): value is QuestionId {
  const known: readonly string[] = questionIds;
  return known.includes(value);
}
