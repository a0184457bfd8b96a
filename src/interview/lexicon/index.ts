/**
 * The lexicon: every concept that the matcher knows and every claim it takes for a contradiction, by signal.
 * Questions refer to these by id; an answer is read for all of them, whatever the question.
 */
import type { Concept, Contradiction } from '../concept.ts';
import { asyncContradictions, asynchronous } from './async.ts';
import { asynchronousFlows } from './async-flows.ts';
import { conway, conwayContradictions } from './conway.ts';
import { dataOwnership, dataOwnershipContradictions } from './data-ownership.ts';
import { failureModes, failureModesContradictions } from './failure-modes.ts';
import { failureOutcomes } from './failure-outcomes.ts';
import { migration, migrationContradictions } from './migration.ts';
import { migrationReturn } from './migration-return.ts';
import { modularMonolith, modularMonolithContradictions } from './modular-monolith.ts';
import { numbers, numbersContradictions } from './numbers.ts';
import { observability, observabilityContradictions } from './observability.ts';
import { plainChoices } from './plain-choices.ts';
import { plainMechanics } from './plain-mechanics.ts';
import { splitTrigger, splitTriggerContradictions } from './split-trigger.ts';
import { tradeOffs, tradeOffsContradictions } from './trade-offs.ts';

const written: readonly Concept[] = [
  ...numbers,
  ...modularMonolith,
  ...conway,
  ...splitTrigger,
  ...dataOwnership,
  ...migration,
  ...migrationReturn,
  ...failureModes,
  ...failureOutcomes,
  ...asynchronous,
  ...asynchronousFlows,
  ...observability,
  ...tradeOffs,
];

/** Patterns in plain speech, by concept. */
export const plainSpeech: Readonly<Record<string, readonly string[]>> = {
  ...plainChoices,
  ...plainMechanics,
};

/** All concepts, each with its plain speech. */
export const concepts: readonly Concept[] = written.map((concept) => {
  const spoken = plainSpeech[concept.id];
  return spoken === undefined ? concept : { ...concept, says: [...(concept.says ?? []), ...spoken] };
});

export const contradictions: readonly Contradiction[] = [
  ...numbersContradictions,
  ...modularMonolithContradictions,
  ...conwayContradictions,
  ...splitTriggerContradictions,
  ...dataOwnershipContradictions,
  ...migrationContradictions,
  ...failureModesContradictions,
  ...asyncContradictions,
  ...observabilityContradictions,
  ...tradeOffsContradictions,
];
