/** Each question as a file, for pages that need one of many. */
import type { APIRoute } from 'astro';
import { practiceTopics } from '../../components/practice/bank.ts';
import type { PracticeQuestion } from '../../components/practice/question.ts';

export async function getStaticPaths() {
  const questions = (await practiceTopics()).flatMap((topic) => topic.questions);
  return questions.map((question) => ({ params: { id: question.id }, props: { question } }));
}

export const GET: APIRoute<{ question: PracticeQuestion }> = ({ props }) =>
  new Response(JSON.stringify(props.question), { headers: { 'Content-Type': 'application/json' } });
