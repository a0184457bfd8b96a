/** Signs of a concept in an answer: statements, hints, names, and the opposite of what the concept expects. */
import type { Concept } from './concept.ts';
import { find, type Hit } from './find.ts';
import { isDenied } from './negation.ts';
import type { Page } from './page.ts';
import type { Pattern, Polarity } from './pattern.ts';

export interface CompiledConcept {
  readonly concept: Concept;
  readonly says: readonly Pattern[];
  readonly names: readonly Pattern[];
}

/** Whether a hit that is negated, or not, or neither clearly (null) is what was expected. */
export function agrees(expected: Polarity, denied: boolean | null): boolean {
  return expected === 'either' || (denied !== null && (expected === 'denied') === denied);
}

export interface Sign {
  readonly pattern: Pattern;
  readonly hit: Hit;
}

export interface Sighting {
  readonly compiled: CompiledConcept;
  readonly stated: Sign[];
  readonly hinted: Sign[];
  readonly named: Sign[];
  readonly opposed: Sign[];
}

/** Words that add nothing of their own to a name beside them. */
const joints = new Set(
  (
    'and or with of for to in on by as use using than then per from via ' +
    'like plus not no event events message messages service services'
  ).split(' '),
);

/** Whether the hit consists of names put together (“retries with backoff and jitter”): more names, still no substance. */
function onlyNames(page: Page, hit: Hit): boolean {
  return hit.words.every((span) => {
    for (let at = span.start; at < span.end; at += 1) {
      if (page.nameTokens[at] !== true && !joints.has(page.passage.tokens[at]?.text ?? '')) return false;
    }
    return true;
  });
}

/** Where the concept shows itself, sorted by how. */
export function sight(page: Page, compiled: CompiledConcept): Sighting {
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
        } else if (statements && !listed(hit) && !onlyNames(page, hit))
          sighting.stated.push({ pattern, hit });
        else sighting.named.push({ pattern, hit });
      }
    }
  }
  return sighting;
}

/**
 * Hints become statements where the question asks for this very concept, or where another sign of the same signal
 * stands in the same or a neighbouring sentence.
 */
export function supported(page: Page, sighting: Sighting, all: readonly Sighting[], asked: boolean): Sign[] {
  if (asked || sighting.hinted.length === 0) return sighting.hinted;
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
