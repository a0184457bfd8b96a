/** The worker that reads answers. It compiles the lexicon as soon as it starts. */
import type { ReadReply, ReadRequest } from './answer-reader.ts';
import { assess } from './interview.ts';

assess('', { prompt: '', concepts: [], contradictions: [] });

addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => {
  postMessage({ number: data.number, assessment: assess(data.answer, data.question) } satisfies ReadReply);
});
