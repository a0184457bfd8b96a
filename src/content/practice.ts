/** The order of the practice: its topics, and the questions of each. */
import type { QuestionId } from '../interview/question.ts';

export interface Topic {
  title: string;
  questions: readonly QuestionId[];
}

export const topics: readonly Topic[] = [
  {
    title: 'Whether to split',
    questions: [
      'monolith-or-microservices',
      'hundred-engineers',
      'six-engineers',
      'too-many-services',
      'price-both',
      'team-design',
    ],
  },
  { title: 'The way out', questions: ['first-extraction', 'rollout-and-rollback'] },
  { title: 'Moving the data', questions: ['split-the-database', 'cut-over-users', 'outbox-or-2pc'] },
  {
    title: 'When a call fails',
    questions: ['payments-down', 'tune-a-breaker', 'retry-storm', 'charge-once'],
  },
  { title: 'Events', questions: ['saga-style', 'kafka-order'] },
  {
    title: 'The edge, and what you see',
    questions: ['gateway-scope', 'jwt-at-the-edge', 'checkout-is-slow'],
  },
];
