/**
 * The matcher: reads an answer for every concept of the lexicon and says what it found, what was only named, what is
 * missing and what contradicts. It is deterministic, needs no model and no network, and never says “correct”: it tells
 * the learner which words made it think so, and the learner may overrule it.
 *
 * Steps: normalise -> sentences and clauses -> concept patterns -> negation against the polarity that the concept
 * expects -> explained or named only -> keyword lists only name -> contradictions, quoted.
 */
import type { Concept, Contradiction } from './concept.ts';
import { contradict, judge, signalOf, type CompiledContradiction } from './judge.ts';
import { isListed, preparePage } from './page.ts';
import { Compiler, type Vocabulary } from './pattern.ts';
import type { Reading } from './reading.ts';
import { createRepair } from './repair.ts';
import { createScan } from './scan.ts';
import { signalIds } from './signals.ts';
import { sight, type CompiledConcept } from './signs.ts';

/** What the matcher has to know about the question. */
export interface QuestionContext {
  /** Its wording: figures that are repeated from it earn nothing. */
  readonly prompt: string;
  /** What it is about: a remark in passing on anything else is not enough. */
  readonly concepts: readonly { readonly concept: string }[];
  /** Contradictions that hold only here. */
  readonly contradictions: readonly string[];
}

export interface Matcher {
  read(answer: string, question: QuestionContext): Reading;
}

/** Compiles a lexicon once; reading an answer then takes about a millisecond. */
export function createMatcher(
  lexicon: { concepts: readonly Concept[]; contradictions: readonly Contradiction[] },
  vocabulary: Vocabulary,
): Matcher {
  const compiler = new Compiler(vocabulary);
  const compile = (sources: readonly string[] | undefined) =>
    (sources ?? []).map((source) => compiler.compile(source));
  const concepts = lexicon.concepts.map((concept): CompiledConcept => ({
    concept,
    says: compile(concept.says),
    names: compile(concept.names),
  }));
  const contradictions = lexicon.contradictions.map((contradiction): CompiledContradiction => ({
    contradiction,
    patterns: compile(contradiction.patterns),
    unless: compile(contradiction.unless),
  }));
  const names = concepts.flatMap((concept) => concept.names);
  const stems = compiler.units.flat(2).flatMap((atom) => ('stem' in atom ? [atom.stem] : []));
  const scan = createScan(compiler.units, createRepair(stems));

  return {
    read(answer, question) {
      const page = preparePage(answer, question.prompt, scan, names);
      const asked = new Set(question.concepts.map(({ concept }) => concept));
      const sightings = concepts.map((compiled) => sight(page, compiled));
      const findings = sightings.map((sighting) =>
        judge(page, sighting, sightings, asked.has(sighting.compiled.concept.id)),
      );
      const against = contradictions
        .filter(
          ({ contradiction: { id, scope } }) => scope !== 'listed' || question.contradictions.includes(id),
        )
        .flatMap((compiled) => contradict(page, compiled) ?? []);
      return {
        signals: signalIds.map((signal) => signalOf(signal, findings, against, asked)),
        concepts: findings,
        contradictions: against,
        listed: isListed(
          page,
          findings.some(({ status }) => status === 'found'),
        ),
      };
    },
  };
}
