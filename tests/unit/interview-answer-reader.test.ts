import { describe, expect, it } from 'vitest';
import { createAnswerReader, type ReadReply, type ReadRequest } from '../../src/interview/answer-reader.ts';
import { assess } from '../../src/interview/interview.ts';

const question = { prompt: 'How long do you wait?', concepts: [], contradictions: [] };
const answer = 'I stop waiting after two seconds.';

/** A worker that answers requests, the last one first, until it is told to break. */
class FakeWorker extends EventTarget {
  readonly requests: ReadRequest[] = [];
  terminated = false;
  postMessage(request: ReadRequest): void {
    this.requests.push(request);
  }
  answerAll(): void {
    for (const { number, answer: text, question: asked } of this.requests.splice(0).toReversed()) {
      const data: ReadReply = { number, assessment: assess(text, asked) };
      this.dispatchEvent(Object.assign(new Event('message'), { data }));
    }
  }
  terminate(): void {
    this.terminated = true;
  }
}

describe('reading beside the page', () => {
  it('starts one worker, when it is first needed, and tells answers apart', async () => {
    const worker = new FakeWorker();
    let starts = 0;
    const reader = createAnswerReader(() => {
      starts++;
      return worker;
    });
    expect(starts).toBe(0);
    reader.warmUp();
    const both = Promise.all([reader.read(answer, question), reader.read('', question)]);
    worker.answerAll();
    expect(await both).toEqual([assess(answer, question), assess('', question)]);
    expect(starts).toBe(1);
  });

  it('sends the worker nothing that it has no use for', () => {
    const worker = new FakeWorker();
    const reader = createAnswerReader(() => worker);
    const full = { ...question, modelAnswer: 'long', shown: () => {} };
    void reader.read(answer, full);
    expect(Object.keys(worker.requests[0]?.question ?? {}).toSorted()).toEqual([
      'concepts',
      'contradictions',
      'prompt',
    ]);
  });

  it('reads in the page when there is no worker, or when it breaks', async () => {
    const none = createAnswerReader(() => {
      throw new Error('no workers here');
    });
    expect(await none.read(answer, question)).toEqual(assess(answer, question));

    const worker = new FakeWorker();
    const reader = createAnswerReader(() => worker);
    const waiting = reader.read(answer, question);
    worker.dispatchEvent(new Event('error'));
    expect(await waiting).toEqual(assess(answer, question));
    expect(worker.terminated).toBe(true);
    expect(await reader.read(answer, question)).toEqual(assess(answer, question));
  });
});
