/** What reading an answer yields. */
import type { Explanation } from './explain.ts';
import type { SignalId } from './signals.ts';

export type Status = 'found' | 'named' | 'missing' | 'contradicted';

/** A piece of the learner's own text: offsets in UTF-16 code units, end exclusive. */
export interface Quote {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface ConceptFinding {
  readonly concept: string;
  readonly signal: SignalId;
  readonly title: string;
  readonly status: Status;
  /** How it was explained: by its own substance, or by what stands beside the name. Null unless found. */
  readonly explained: 'substance' | Explanation | null;
  readonly quotes: readonly Quote[];
}

export interface ContradictionFinding {
  readonly contradiction: string;
  readonly signal: SignalId;
  readonly title: string;
  readonly quotes: readonly Quote[];
}

export interface SignalFinding {
  readonly signal: SignalId;
  readonly status: Status;
  readonly quotes: readonly Quote[];
}

export interface Reading {
  readonly signals: readonly SignalFinding[];
  readonly concepts: readonly ConceptFinding[];
  readonly contradictions: readonly ContradictionFinding[];
  /** Whether the answer is little more than keywords in a row. */
  readonly listed: boolean;
}
