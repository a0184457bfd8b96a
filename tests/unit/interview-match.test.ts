import { describe, expect, test } from 'vitest';
import type { Concept, Contradiction } from '../../src/interview/concept.ts';
import { keywordLists } from '../../src/interview/lists.ts';
import { createMatcher } from '../../src/interview/match.ts';
import { followUpsFor, score } from '../../src/interview/rubric.ts';
import { readPassage } from '../../src/interview/sentences.ts';

const concepts: Concept[] = [
  {
    id: 'breaker',
    signal: 'failure-modes',
    title: 'Breaker',
    says: ['open after # failure', 'hint: let one through', 'hint: try again later'],
    names: ['circuit breaker', 'bulkhead', 'timeout'],
    opposite: 'contradicted',
  },
  {
    id: 'own-tables',
    signal: 'data-ownership',
    title: 'Own tables',
    polarity: 'denied',
    says: ['share .. database', 'shared table'],
  },
  {
    id: 'key',
    signal: 'async',
    title: 'Key',
    says: ['idempotency key .. stored'],
    names: ['saga', 'kafka', 'outbox'],
  },
];
const contradictions: Contradiction[] = [
  {
    id: 'shared',
    signal: 'data-ownership',
    title: 'Shared database',
    patterns: ['share .. database'],
    unless: ['until|temporarily'],
  },
  {
    id: 'always',
    signal: 'modular-monolith',
    title: 'Always',
    patterns: ['always microservice'],
    scope: 'listed',
  },
];
const matcher = createMatcher({ concepts, contradictions }, {});
const asked = {
  prompt: '',
  concepts: concepts.map(({ id }) => ({ concept: id })),
  contradictions: [] as string[],
};

function status(answer: string, concept: string): string | undefined {
  return matcher.read(answer, asked).concepts.find((finding) => finding.concept === concept)?.status;
}

function signal(answer: string, id: string, question = asked): string | undefined {
  return matcher.read(answer, question).signals.find((finding) => finding.signal === id)?.status;
}

describe('found, named, missing, contradicted', () => {
  test.each([
    ['It opens after 5 failures.', 'found'],
    ['We use a circuit breaker.', 'named'],
    ['We use a circuit breaker, because a hanging processor holds every thread.', 'found'],
    ['We use a circuit breaker. Otherwise one slow bank holds every checkout.', 'found'],
    ['We use a circuit breaker with a limit of 20 %.', 'found'],
    ['We use a circuit breaker because it is a scalable, resilient best practice.', 'named'],
    ['We paint it green.', 'missing'],
    ['A circuit breaker is overkill.', 'contradicted'],
  ])('%s -> %s', (answer, expected) => {
    expect(status(answer, 'breaker')).toBe(expected);
  });

  test('what is expected to be negated is found only so', () => {
    expect(status("The services don't share a database.", 'own-tables')).toBe('found');
    expect(status('There are no shared tables.', 'own-tables')).toBe('found');
    expect(status('There are shared tables.', 'own-tables')).toBe('missing');
  });

  test('a hint counts where the question asks for the concept, elsewhere only beside another sign', () => {
    const other = { ...asked, concepts: [] };
    const read = (answer: string) =>
      matcher.read(answer, other).concepts.find(({ concept }) => concept === 'breaker')?.status;
    expect(status('We let one through.', 'breaker')).toBe('found');
    expect(read('We let one through.')).toBe('missing');
    expect(read('We let one through. The rest may try again later.')).toBe('found');
  });

  test('on a concept that the question does not ask for, one remark in passing is not enough', () => {
    const other = { ...asked, concepts: [] };
    expect(signal('It opens after 5 failures.', 'failure-modes', other)).toBe('named');
    expect(
      signal('It opens after 5 failures. That one opens after 9 failures.', 'failure-modes', other),
    ).toBe('found');
  });

  test('names put together are still names', () => {
    expect(status('A circuit breaker and a bulkhead with a timeout.', 'breaker')).toBe('named');
  });

  test('findings quote the learner’s own words, with their place', () => {
    const answer = 'Well: it opens after 5 failures, I think.';
    const [quote] =
      matcher.read(answer, asked).concepts.find(({ concept }) => concept === 'breaker')?.quotes ?? [];
    expect(quote?.text).toBe('opens after 5 failures');
    expect(answer.slice(quote?.start, quote?.end)).toBe(quote?.text);
  });

  test('reading twice gives the same', () => {
    const answer = 'We share one database, and it opens after 5 failures.';
    expect(matcher.read(answer, asked)).toEqual(matcher.read(answer, asked));
  });
});

describe('contradictions', () => {
  test('are quoted, and outweigh a single finding', () => {
    const reading = matcher.read('All services share one database.', asked);
    expect(reading.contradictions.map(({ quotes }) => quotes[0]?.text)).toEqual(['share one database']);
    expect(signal('All services share one database.', 'data-ownership')).toBe('contradicted');
  });

  test('lose their sting beside an exit, in the same or the next sentence', () => {
    expect(
      matcher.read('They share one database until the orders have moved.', asked).contradictions,
    ).toEqual([]);
    expect(matcher.read('They share one database. Only temporarily.', asked).contradictions).toEqual([]);
  });

  test('of some questions hold only there', () => {
    expect(signal('Always microservices!', 'modular-monolith')).toBe('missing');
    expect(
      signal('Always microservices!', 'modular-monolith', { ...asked, contradictions: ['always'] }),
    ).toBe('contradicted');
  });
});

describe('keyword lists', () => {
  const listed = (text: string) => keywordLists(readPassage(text)).filter(Boolean).length;

  test('four short items in a row are a list, three are not', () => {
    expect(listed('sagas, outbox, Kafka, retries')).toBe(4);
    expect(listed('sagas, outbox, Kafka')).toBe(0);
  });

  test('clauses and figures are no list', () => {
    expect(listed('we wait, we stop, we tell the user, we try again')).toBe(0);
    expect(listed('1 %, then 5 %, then 25 %, then 100 %')).toBe(0);
  });

  test('an explanation inside a list does not count', () => {
    expect(
      status('circuit breaker, bulkhead, sagas, outbox, Kafka, so users see nothing fail', 'breaker'),
    ).toBe('named');
  });
});

describe('points', () => {
  const signalOf = (id: string) => concepts.find((concept) => concept.id === id)?.signal;
  const total = (answer: string) => score(matcher.read(answer, asked), { concepts: [] }, signalOf).total;

  test('named earns one, explained two, a mere list less than nothing', () => {
    expect(total('We would put a circuit breaker in front of the card processor.')).toBe(1);
    expect(total('It opens after 5 failures.')).toBe(2);
    expect(total('circuit breaker, bulkhead, saga, outbox, Kafka')).toBe(-1);
    expect(total('circuit breaker, bulkhead, saga, outbox, Kafka')).toBeLessThan(total('I do not know.'));
  });

  test('follow-ups ask for what was not explained, contradictions first', () => {
    const question = {
      followUps: [
        { missing: { concept: 'key' }, ask: 'And duplicates?' },
        { missing: { concept: 'breaker' }, ask: 'When does it open?' },
        { missing: { signal: 'data-ownership' as const }, ask: 'Who owns the tables?' },
      ],
    };
    const reading = matcher.read('It opens after 5 failures. Services share one database.', asked);
    expect(followUpsFor(reading, question).map(({ ask }) => ask)).toEqual([
      'Who owns the tables?',
      'And duplicates?',
    ]);
  });
});
