/**
 * Reads answers beside the page: the lexicon takes a moment to compile, and a page that somebody types on must not
 * stand still for it. Where no worker can be had, it reads in the page.
 */
import type { AskedQuestion, Assessment } from './interview.ts';

export interface AnswerReader {
  /** Loads and compiles what reading needs, so that the first answer need not wait for it. */
  warmUp(): void;
  read(answer: string, question: AskedQuestion): Promise<Assessment>;
}

/** What is sent to the worker, and what comes back under the same number. */
export interface ReadRequest {
  readonly number: number;
  readonly answer: string;
  readonly question: AskedQuestion;
}
export interface ReadReply {
  readonly number: number;
  readonly assessment: Assessment;
}

type Port = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

const startWorker = (): Port =>
  new Worker(new URL('./answer-worker.ts', import.meta.url), { type: 'module', name: 'reader' });

/** @param start makes the worker; tests pass their own. */
export function createAnswerReader(start: () => Port = startWorker): AnswerReader {
  const waiting = new Map<number, PromiseWithResolvers<Assessment>>();
  let next = 0;
  let worker: Port | null | undefined;

  function workerOrNull(): Port | null {
    if (worker !== undefined) return worker;
    try {
      const started = start();
      started.addEventListener('message', (event) => {
        // Our own worker sends nothing else.
        const { number, assessment } = (event as MessageEvent<ReadReply>).data;
        waiting.get(number)?.resolve(assessment);
        waiting.delete(number);
      });
      started.addEventListener('error', () => {
        started.terminate();
        worker = null;
        for (const { reject } of waiting.values())
          reject(new Error('The reader beside the page has failed.'));
        waiting.clear();
      });
      worker = started;
    } catch {
      worker = null;
    }
    return worker;
  }

  async function readHere(answer: string, question: AskedQuestion): Promise<Assessment> {
    const { assess } = await import('./interview.ts');
    return assess(answer, question);
  }

  return {
    warmUp: () => void workerOrNull(),
    async read(answer, question) {
      const beside = workerOrNull();
      if (beside === null) return readHere(answer, question);
      const number = next++;
      const reply = Promise.withResolvers<Assessment>();
      waiting.set(number, reply);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker, not a window
      beside.postMessage({ number, answer, question: needed(question) } satisfies ReadRequest);
      return reply.promise.catch(() => readHere(answer, question));
    },
  };
}

/** Only what reading needs is copied to the worker. */
function needed({ prompt, concepts, contradictions }: AskedQuestion): AskedQuestion {
  return {
    prompt,
    contradictions: [...contradictions],
    concepts: concepts.map(({ concept, level, because }) => ({ concept, level, because })),
  };
}
