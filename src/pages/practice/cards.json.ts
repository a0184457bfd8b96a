/** What the cards say, in a file of its own: a page fetches it only when cards are due. */
import type { APIRoute } from 'astro';
import { practiceTopics } from '../../components/practice/bank.ts';
import type { CardTexts } from '../../components/practice/card-texts.ts';
import type { PracticeQuestion } from '../../components/practice/question.ts';

function askAbout({ followUps }: PracticeQuestion, concept: string): string | null {
  return followUps.find(({ missing }) => 'concept' in missing && missing.concept === concept)?.ask ?? null;
}

export const GET: APIRoute = async () => {
  const questions = (await practiceTopics()).flatMap((topic) => topic.questions);
  const texts: CardTexts = Object.fromEntries(
    questions.map((question) => [
      question.id,
      {
        title: question.title,
        url: question.url,
        points: Object.fromEntries(
          question.concepts.map(({ concept, title, because }) => [
            concept,
            { title, because, ask: askAbout(question, concept) },
          ]),
        ),
      },
    ]),
  );
  return new Response(JSON.stringify(texts), { headers: { 'Content-Type': 'application/json' } });
};
