/** The questions for the practice pages, checked as a whole. Runs on the server only. */
import { getCollection } from 'astro:content';
import { topics } from '../../content/practice.ts';
import { readBank } from '../../interview/bank.ts';
import { concepts } from '../../interview/lexicon/index.ts';
import { questionIds, type Question, type QuestionId } from '../../interview/question.ts';
import { labExists } from '../lesson/labs.ts';
import { url } from '../url.ts';
import type { PracticeQuestion } from './question.ts';

export interface PracticeTopic {
  readonly title: string;
  readonly questions: readonly PracticeQuestion[];
}

const manifests = import.meta.glob<{ slug: string; title: string }>('/.generated/labs/*/manifest.json', {
  eager: true,
  import: 'default',
});

/**
 * The topics with their questions, in the order of the practice.
 * @throws {FaultyBank} with one line for each fault of a question.
 * @throws {Error} that names a question without a place among the topics, or a lab without its line.
 */
export async function practiceTopics(): Promise<PracticeTopic[]> {
  const entries = await getCollection('questions');
  const bank = readBank(Object.fromEntries(entries.map(({ id, data }) => [id, data])));
  const listed = topics.flatMap(({ questions }) => questions);
  const unlisted = questionIds.filter((id) => !listed.includes(id));
  if (unlisted.length > 0) {
    throw new Error(
      `src/content/practice.ts does not list: ${unlisted.join(', ')}. Give each a place in a topic.`,
    );
  }
  const lessons = new Map((await getCollection('lessons')).map(({ id, data }) => [id, data.title]));
  const lines = new Map((await getCollection('evidence')).map(({ id, data }) => [id, data.line]));
  return topics.map(({ title, questions }) => ({
    title,
    questions: questions.flatMap((id) => {
      const question = bank.get(id);
      return question === undefined ? [] : prepared(id, question, lessons, lines);
    }),
  }));
}

function prepared(
  id: QuestionId,
  question: Question,
  lessons: ReadonlyMap<string, string>,
  lines: ReadonlyMap<string, string>,
): PracticeQuestion {
  const { title, prompt, signals, followUps, contradictions, numbers, modelAnswer, samples } = question;
  return {
    id,
    title,
    prompt,
    signals,
    followUps,
    contradictions,
    numbers,
    modelAnswer,
    samples,
    url: url(`practice/${id}/`),
    concepts: question.concepts.flatMap((asked) => {
      const known = concepts.find((concept) => concept.id === asked.concept);
      return known === undefined ? [] : { ...asked, title: known.title, signal: known.signal };
    }),
    // A question may name lessons and labs that are still to come.
    lessons: question.lessons.flatMap((slug) => {
      const lesson = lessons.get(slug);
      return lesson === undefined ? [] : { title: lesson, url: url(`lessons/${slug}/`) };
    }),
    labs: question.labs.filter(labExists).map((slug) => {
      const line = lines.get(slug);
      if (line === undefined) {
        throw new Error(
          `The lab “${slug}” has no line in src/content/evidence.json: what may one say who passed it?`,
        );
      }
      const lab = Object.values(manifests).find((manifest) => manifest.slug === slug);
      return { slug, line, title: lab?.title ?? slug, url: url(`labs/${slug}/`) };
    }),
  };
}
