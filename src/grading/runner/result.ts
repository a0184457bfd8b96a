/** Puts what became of a check into the form of the report. Everything of it is text of our own by then. */
import type { CheckResult, HttpMessage } from '../report.ts';
import type { RunnerTestCase } from '../vitest/entry.ts';
import { text } from './originals.ts';
import type { Explanation, Outcome } from './outcome.ts';
import { metaOf, type TaskMeta } from './tests.ts';

/** Where the machine's root is, both ways with a slash at the end. */
export interface Root {
  readonly path: string;
  readonly url: string;
}

/** A check has passed only if both the runner and Vitest say so. */
export function checkResult(
  id: string,
  test: RunnerTestCase | null,
  outcome: Outcome | undefined,
  root: Root,
): CheckResult {
  const meta = test ? metaOf(test) : {};
  const result: CheckResult = {
    id,
    title: meta.check?.title ?? id,
    state: 'unknown',
    expected: null,
    actual: null,
    exchange: null,
    location: null,
    lesson: meta.check?.lesson ?? '',
    hint: meta.check?.hint ?? null,
    ms: outcome?.ms ?? 0,
  };
  const exchange = copyExchange(meta.exchange);
  if (!test) return { ...result, actual: 'This lab has no such check.' };
  if (outcome && !outcome.passed) {
    const { why, location } = outcome;
    return { ...result, ...belowRoot(why, root), exchange, location, state: 'failed' };
  }
  const verdict = test.result?.state;
  if (verdict === 'fail') {
    const why = explain(test.result?.errors?.[0], result.title);
    return { ...result, ...belowRoot(why, root), exchange, state: 'failed' };
  }
  if (outcome?.passed && verdict === 'pass') return { ...result, state: 'passed' };
  return { ...result, actual: 'The check did not run to its end.' };
}

/** Explains errors that did not come from within the check's own body. */
export function explain(error: unknown, title: string): Explanation {
  const { name, message } = Object(error) as { name?: unknown; message?: unknown };
  const words = typeof message === 'string' ? message : text(error);
  return { expected: title, actual: name === 'Error' ? words : `${text(name)}: ${words}` };
}

/** Names files as the learner knows them, without the folder that the machine happens to be in. */
function belowRoot({ expected, actual }: Explanation, { path, url }: Root): Explanation {
  const strip = (words: string | null): string | null => {
    if (words === null) return null;
    const withoutUrl = text(words).replaceAll(url, '');
    return path === '/' ? withoutUrl : withoutUrl.replaceAll(path, '');
  };
  return { expected: strip(expected), actual: strip(actual) };
}

/** A copy of strings only: whatever else may have come into it would run its own code when the report is written. */
function copyExchange(exchange: TaskMeta['exchange']): CheckResult['exchange'] {
  if (!exchange) return null;
  const { request, response } = exchange;
  return { request: copyMessage(request), response: response && copyMessage(response) };
}

function copyMessage({ start, headers, body }: HttpMessage): HttpMessage {
  const fields = Object.entries(headers).map(([name, value]) => [name, text(value)] as const);
  return { start: text(start), headers: Object.fromEntries(fields), body: text(body) };
}
