/** What happens to an error that nobody caught: Node's report on standard error, and the end with code 1. */
import { inspect } from 'node-inspect-extracted';
import { natives } from './natives.ts';
import { exit, exitNow, process } from './node-process.ts';
import { loop } from './event-loop.ts';
import { stderr } from './output.ts';

/** Reads a line of a module for the report; lines count from 1. Set by the loader, which has the texts. */
export type ReadLine = (url: string, line: number) => string | undefined;

/** Takes the worker's own events for uncaught errors over. */
export function catchUncaught(readLine: ReadLine): void {
  natives.addEventListener('error', (event) => {
    if (!(event instanceof ErrorEvent)) return;
    event.preventDefault();
    // Browsers give the value itself; a bare message only for scripts of other origins, which there are none of.
    loop.enter(() => uncaught(event.error, 'uncaughtException', readLine));
  });
  natives.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    // The type of a page's event; a worker's is the same.
    const { reason, promise } = event as PromiseRejectionEvent;
    loop.enter(() => {
      if (process.listenerCount('unhandledRejection') > 0)
        process.emit('unhandledRejection', reason, promise);
      else uncaught(reason, 'unhandledRejection', readLine);
    });
  });
}

/** Reports the error as Node would and ends the process, unless lab code listens for it. */
export function uncaught(
  error: unknown,
  origin: 'uncaughtException' | 'unhandledRejection',
  readLine: ReadLine,
): void {
  process.emit('uncaughtExceptionMonitor', error, origin);
  if (process.listenerCount('uncaughtException') > 0) {
    process.emit('uncaughtException', error, origin);
    return;
  }
  stderr.write(`${report(error, origin, readLine)}\n\nNode.js ${process.version}\n`);
  process.exitCode = 1;
  try {
    exit(1);
  } catch {
    // A listener of 'exit' threw; the report of the first error stands.
    exitNow(7);
  }
}

function report(error: unknown, origin: string, readLine: ReadLine): string {
  if (!(error instanceof Error)) return reportValue(error, origin);
  const stack = typeof error.stack === 'string' ? error.stack : String(error);
  const place = error instanceof SyntaxError ? syntaxPlace(error) : firstPlace(stack);
  const line = place && readLine(place.url, place.line);
  const head =
    place && line !== undefined
      ? `${place.url}:${place.line}\n${line}\n${caret(line, place.column)}\n\n`
      : '';
  return head + inspect(error);
}

function reportValue(value: unknown, origin: string): string {
  const shown = inspect(value);
  if (origin === 'uncaughtException')
    return `Uncaught:\n${shown}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
  return (
    '[UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, ' +
    'or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason ' +
    `"${typeof value === 'string' ? value : shown}".] {\n  code: 'ERR_UNHANDLED_REJECTION'\n}`
  );
}

interface Place {
  url: string;
  line: number;
  column: number;
}

function firstPlace(stack: string): Place | undefined {
  const found = /(file:\/\/\/[^\s()]+?):(\d+):(\d+)/.exec(stack);
  return found ? { url: String(found[1]), line: Number(found[2]), column: Number(found[3]) } : undefined;
}

/** A syntax error carries its place in its first stack line, as Node's does: `file:///main.js:3`. */
function syntaxPlace(error: Error): Place | undefined {
  const place = (error as { place?: Place }).place; // put there by the loader
  return place ?? firstPlace(error.stack ?? '');
}

function caret(line: string, column: number): string {
  const before = line.slice(0, Math.max(0, column - 1));
  return `${before.replace(/[^\t]/g, ' ')}^`;
}
