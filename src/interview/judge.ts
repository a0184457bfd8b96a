/** From signs to findings: per concept, per contradiction, per signal. */
import type { Contradiction } from './concept.ts';
import { explanationOf, type Explanation } from './explain.ts';
import { find, type Hit } from './find.ts';
import { isDenied } from './negation.ts';
import { quotesOf, type Page } from './page.ts';
import type { Pattern } from './pattern.ts';
import type { ConceptFinding, ContradictionFinding, Quote, SignalFinding, Status } from './reading.ts';
import { agrees, supported, type Sighting, type Sign } from './signs.ts';
import type { SignalId } from './signals.ts';

export interface CompiledContradiction {
  readonly contradiction: Contradiction;
  readonly patterns: readonly Pattern[];
  readonly unless: readonly Pattern[];
}

const allExplanations: readonly Explanation[] = ['reason', 'number', 'link'];

/** What the signs of one concept amount to, seen beside those of all others. */
export function judge(
  page: Page,
  sighting: Sighting,
  all: readonly Sighting[],
  asked: boolean,
): ConceptFinding {
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
  const stated = [...sighting.stated, ...supported(page, sighting, all, asked)];
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
  return finding('missing', null, []);
}

/** Where the answer makes the claim, unless something close by takes the sting out. */
export function contradict(page: Page, compiled: CompiledContradiction): ContradictionFinding | null {
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

/** Of concepts that the question does not ask for, one remark in passing is not enough. */
const remarksUnasked = 2;

/**
 * A signal is as good as its concepts: found with one of them explained, unless a contradiction outweighs it.
 * @param asked ids of the concepts that the question asks for.
 */
export function signalOf(
  signal: SignalId,
  concepts: readonly ConceptFinding[],
  contradictions: readonly ContradictionFinding[],
  asked: ReadonlySet<string>,
): SignalFinding {
  const own = concepts.filter((finding) => finding.signal === signal);
  const of = (status: Status) => own.filter((finding) => finding.status === status);
  const against = [...of('contradicted'), ...contradictions.filter((finding) => finding.signal === signal)];
  const result = (status: Status, findings: readonly { quotes: readonly Quote[] }[]): SignalFinding => ({
    signal,
    status,
    quotes: findings.flatMap(({ quotes }) => quotes).toSorted((a, b) => a.start - b.start),
  });
  const explained = of('found');
  const remarks = new Set(explained.flatMap(({ quotes }) => quotes.map(({ start }) => start)));
  const enough = remarks.size >= remarksUnasked || explained.some(({ concept }) => asked.has(concept));
  const found = enough ? explained : [];
  if (against.length > 0 && found.length <= 1) return result('contradicted', against);
  if (found.length > 0) return result('found', found);
  const named = [...explained, ...of('named')];
  return named.length > 0 ? result('named', named) : result('missing', []);
}
