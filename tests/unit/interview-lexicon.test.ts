import { describe, expect, it } from 'vitest';
import { assess } from '../../src/interview/interview.ts';
import { concepts, contradictions, plainSpeech } from '../../src/interview/lexicon/index.ts';

const question = {
  prompt: 'How do you do it?',
  contradictions: [],
  concepts: concepts.map(({ id }) => ({ concept: id, level: 'should' as const, because: 'b' })),
};
const found = (answer: string): string[] =>
  assess(answer, question)
    .reading.concepts.filter(({ status }) => status === 'found')
    .map(({ concept }) => concept);

describe('the lexicon', () => {
  it('names nothing twice, and speaks plainly only of what it knows', () => {
    const ids = [...concepts, ...contradictions].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const known = concepts.map(({ id }) => id);
    expect(Object.keys(plainSpeech).filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each([
    ['The change was ready and sat there because somebody else’s tests were red.', 'blocked-releases'],
    ['The catch is that the copy may be a few seconds behind.', 'what-is-given-up'],
    ['I would think again if we were thirty.', 'what-would-change-my-mind'],
    ['Going back is only easy until the first person has saved something.', 'rollback-after-writes'],
    ['One id is stamped on at the door and everybody hands it on.', 'context-travels'],
    ['The mean hides the one customer who stares at a spinner.', 'indicator-users-feel'],
    ['Afterwards we have no clue whether the card was charged.', 'unknown-outcome'],
    ['It is a leaf: nobody waits for the result.', 'order-of-extraction'],
  ])('understands “%s”', (answer, concept) => expect(found(answer)).toContain(concept));

  it.each([
    'I usually get up at six and take the train. If it is late I call my colleague. On Sundays we bake bread.',
    'Nobody was there to stop him. In the second half they changed sides and lost three players.',
    'I am a team player, I learn quickly, and I can start in January. My weakness is that I work too much.',
    'The museum was closed, so we asked at the desk, paid forty euros and came back on Monday.',
    'We use a clean architecture, so that the code remains maintainable. Each class depends on abstractions.',
  ])('finds nothing of it in “%s”', (answer) => {
    const { signals } = assess(answer, question).reading;
    expect(signals.filter(({ status }) => status === 'found').map(({ signal }) => signal)).toEqual([]);
  });
});
