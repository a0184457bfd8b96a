/**
 * The matcher: reads an answer for every concept of the lexicon and says what it found, what was only named, what is
 * missing and what contradicts. It is deterministic, needs no model and no network, and never says “correct”: it tells
 * the learner which words made it think so, and the learner may overrule it.
 *
 * Steps: normalise -> sentences and clauses -> concept patterns -> negation against the polarity that the concept
 * expects -> explained or named only -> keyword lists only name -> contradictions, quoted.
 */
import type { Concept, Contradiction } from './concept.ts';
import { explanationOf, type Explanation } from './explain.ts';
import { find, type Hit } from './find.ts';
import { keywordLists } from './lists.ts';
import { isDenied, negatorsOf } from './negation.ts';
import { Compiler, type Pattern, type Polarity, type Vocabulary } from './pattern.ts';
import { createRepair } from './repair.ts';
import { createScan, type Span } from './scan.ts';
import { readPassage, type Passage } from './sentences.ts';
import { signalIds, type SignalId } from './signals.ts';

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

/** What the matcher has to know about the question: its wording and the contradictions that hold only here. */
export interface QuestionContext {
  readonly prompt: string;
  readonly contradictions: readonly string[];
}

export interface Matcher {
  read(answer: string, question: QuestionContext): Reading;
}

interface CompiledConcept {
  readonly concept: Concept;
  readonly says: readonly Pattern[];
  readonly names: readonly Pattern[];
}

interface CompiledContradiction {
  readonly contradiction: Contradiction;
  readonly patterns: readonly Pattern[];
  readonly unless: readonly Pattern[];
}

/** Everything about one answer that the steps share. */
interface Page {
  readonly passage: Passage;
  readonly spans: readonly (readonly Span[])[];
  readonly negators: readonly number[];
  readonly inList: readonly boolean[];
}

const allExplanations: readonly Explanation[] = ['reason', 'number', 'link'];

function agrees(expected: Polarity, denied: boolean | null): boolean {
  return expected === 'either' || (denied !== null && (expected === 'denied') === denied);
}

function quoteOf(passage: Passage, span: Span): Quote {
  const start = passage.tokens[span.start]?.start ?? 0;
  const end = passage.tokens[span.end - 1]?.end ?? start;
  return { start, end, text: passage.text.slice(start, end) };
}

/** Each place once, overlapping ones joined, in the order of the text. */
function quotesOf(passage: Passage, spans: readonly Span[]): Quote[] {
  const joined: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start < last.end) {
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else joined.push(span);
  }
  return joined.map((span) => quoteOf(passage, span));
}

interface Sign {
  readonly pattern: Pattern;
  readonly hit: Hit;
}

interface Sighting {
  readonly compiled: CompiledConcept;
  readonly stated: Sign[];
  readonly hinted: Sign[];
  readonly named: Sign[];
  readonly opposed: Sign[];
}

function sight(page: Page, compiled: CompiledConcept): Sighting {
  const sighting: Sighting = { compiled, stated: [], hinted: [], named: [], opposed: [] };
  const expected = compiled.concept.polarity ?? 'affirmed';
  const listed = (hit: Hit) => hit.parts.some((part) => page.inList[part.start] === true);
  for (const [patterns, statements] of [
    [compiled.says, true],
    [compiled.names, false],
  ] as const) {
    for (const pattern of patterns) {
      for (const hit of find(page.passage, page.spans, pattern)) {
        const polarity = pattern.polarity ?? expected;
        const denied = isDenied(page.passage, page.negators, hit);
        if (!agrees(polarity, denied)) {
          if (denied !== null && !pattern.hint) sighting.opposed.push({ pattern, hit });
        } else if (pattern.hint) {
          if (!listed(hit)) sighting.hinted.push({ pattern, hit });
        } else if (statements && !listed(hit)) sighting.stated.push({ pattern, hit });
        else sighting.named.push({ pattern, hit });
      }
    }
  }
  return sighting;
}

/** Hints become statements where another sign of the same signal stands in the same or a neighbouring sentence. */
function supported(page: Page, sighting: Sighting, all: readonly Sighting[]): Sign[] {
  if (sighting.hinted.length === 0) return [];
  const signs = all
    .filter(({ compiled }) => compiled.concept.signal === sighting.compiled.concept.signal)
    .flatMap(({ stated, hinted, named }) => [
      ...stated,
      ...hinted,
      ...named.filter(({ hit }) => page.inList[hit.start] !== true),
    ]);
  const sentence = (hit: Hit) => page.passage.sentence[hit.start] ?? 0;
  return sighting.hinted.filter(({ pattern, hit }) =>
    signs.some(
      (other) =>
        other.pattern !== pattern &&
        (other.hit.end <= hit.start || hit.end <= other.hit.start) &&
        Math.abs(sentence(other.hit) - sentence(hit)) <= 1,
    ),
  );
}

function judge(page: Page, sighting: Sighting, all: readonly Sighting[]): ConceptFinding | null {
  const { concept } = sighting.compiled;
  const finding = (
    status: Status,
    explained: ConceptFinding['explained'],
    signs: readonly Sign[],
  ): ConceptFinding => ({
    concept: concept.id,
    signal: concept.signal,
    title: concept.title,
    status,
    explained,
    quotes: quotesOf(
      page.passage,
      signs.map(({ hit }) => hit),
    ),
  });
  const stated = [...sighting.stated, ...supported(page, sighting, all)];
  if (stated.length > 0) return finding('found', 'substance', stated);
  const links = concept.links ?? [];
  const linked = all
    .filter(({ compiled: { concept: other } }) =>
      other.id === concept.id ? false : other.signal === concept.signal || links.includes(other.id),
    )
    .flatMap((other) => other.stated.map(({ hit }) => hit));
  for (const { hit } of sighting.named) {
    if (page.inList[hit.start] === true) continue;
    const explained = explanationOf(
      page.passage,
      page.inList,
      hit,
      concept.explainedBy ?? allExplanations,
      linked,
    );
    if (explained !== null) return finding('found', explained, sighting.named);
  }
  if (sighting.opposed.length > 0 && concept.opposite === 'contradicted') {
    return finding('contradicted', null, sighting.opposed);
  }
  if (sighting.named.length > 0) return finding('named', null, sighting.named);
  return null;
}

function contradict(page: Page, compiled: CompiledContradiction): ContradictionFinding | null {
  const { passage, spans, negators } = page;
  const excuses = compiled.unless.flatMap((pattern) => find(passage, spans, pattern));
  const excused = (hit: Hit) =>
    excuses.some(
      (excuse) => Math.abs((passage.sentence[excuse.start] ?? 0) - (passage.sentence[hit.start] ?? 0)) <= 1,
    );
  const hits = compiled.patterns.flatMap((pattern) =>
    find(passage, spans, pattern).filter(
      (hit) => agrees(pattern.polarity ?? 'affirmed', isDenied(passage, negators, hit)) && !excused(hit),
    ),
  );
  if (hits.length === 0) return null;
  const { id, signal, title } = compiled.contradiction;
  return { contradiction: id, signal, title, quotes: quotesOf(passage, hits) };
}

/** A signal is as good as its concepts: found with one of them explained, unless a contradiction outweighs it. */
function signalOf(
  signal: SignalId,
  concepts: readonly ConceptFinding[],
  contradictions: readonly ContradictionFinding[],
): SignalFinding {
  const own = concepts.filter((finding) => finding.signal === signal);
  const of = (status: Status) => own.filter((finding) => finding.status === status);
  const against = [...of('contradicted'), ...contradictions.filter((finding) => finding.signal === signal)];
  const result = (status: Status, findings: readonly { quotes: readonly Quote[] }[]): SignalFinding => ({
    signal,
    status,
    quotes: findings.flatMap(({ quotes }) => quotes).toSorted((a, b) => a.start - b.start),
  });
  const found = of('found');
  if (against.length > 0 && found.length <= 1) return result('contradicted', against);
  if (found.length > 0) return result('found', found);
  const named = of('named');
  return named.length > 0 ? result('named', named) : result('missing', []);
}

/** Numbers that the question itself states earn nothing when they are repeated: they stop being quantities. */
function withoutEchoes(passage: Passage, prompt: Passage): Passage {
  const given = new Set(prompt.tokens.flatMap(({ value }) => (value === null || value < 100 ? [] : [value])));
  if (given.size === 0) return passage;
  const tokens = passage.tokens.map((token) =>
    token.quantity === 'rate' && token.value !== null && given.has(token.value)
      ? { ...token, quantity: null }
      : token,
  );
  return { ...passage, tokens };
}

/** How much of the text stands in keyword lists before it is nothing else. */
const listedShare = 0.5;

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
  const stems = compiler.units.flat(2).flatMap((atom) => ('stem' in atom ? [atom.stem] : []));
  const scan = createScan(compiler.units, createRepair(stems));

  return {
    read(answer, question) {
      const passage = withoutEchoes(readPassage(answer), readPassage(question.prompt));
      const page: Page = {
        passage,
        spans: scan(passage),
        negators: negatorsOf(passage),
        inList: keywordLists(passage),
      };
      const sightings = concepts.map((compiled) => sight(page, compiled));
      const findings = sightings.flatMap((sighting) => judge(page, sighting, sightings) ?? []);
      const against = contradictions
        .filter(
          ({ contradiction: { id, scope } }) => scope !== 'listed' || question.contradictions.includes(id),
        )
        .flatMap((compiled) => contradict(page, compiled) ?? []);
      const listedTokens = page.inList.filter(Boolean).length;
      return {
        signals: signalIds.map((signal) => signalOf(signal, findings, against)),
        concepts: findings,
        contradictions: against,
        listed: listedTokens > 0 && listedTokens >= passage.tokens.length * listedShare,
      };
    },
  };
}
