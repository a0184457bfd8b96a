/** What happens to an error that nobody caught: Node's report on standard error, and the end with code 1. */
import { inspect } from 'node-inspect-extracted';
import { natives } from './natives.ts';
import { exit, exitNow, process } from './node-process.ts';
import { loop } from './event-loop.ts';
import { writeFatal } from './output.ts';

type Origin = 'uncaughtException' | 'unhandledRejection';

/** Reads a line of a module for the report; lines count from 1. Set by the loader, which has the texts. */
export type ReadLine = (url: string, line: number) => string | undefined;

/** Takes the worker's own events for uncaught errors over. */
export function catchUncaught(readLine: ReadLine): void {
  const pending = new Set<Promise<unknown>>();
  natives.addEventListener('error', (event) => {
    event.preventDefault();
    const { error, filename, lineno, colno } = event as ErrorEvent; // a worker's, as this event always is
    const place = filename.startsWith('file:') ? { url: filename, line: lineno, column: colno } : undefined;
    loop.enter(() => uncaught(error, 'uncaughtException', readLine, place));
  });
  natives.addEventListener('unhandledrejection', (event) => {
    event.preventDefault();
    // The type of a page's event; a worker's is the same.
    const { reason, promise } = event as PromiseRejectionEvent;
    // The ticks come first, which may yet handle it; the browser would then say so.
    const release = loop.hold();
    pending.add(promise);
    loop.enter(() => {});
    natives.setTimeout(() => {
      release();
      if (!pending.delete(promise)) return;
      loop.enter(() => {
        if (process.listenerCount('unhandledRejection') > 0)
          process.emit('unhandledRejection', reason, promise);
        else uncaught(reason, 'unhandledRejection', readLine);
      });
    }, 0);
  });
  natives.addEventListener('rejectionhandled', (event) => {
    pending.delete((event as PromiseRejectionEvent).promise);
  });
}

/** Reports the error as Node would and ends the process, unless lab code listens for it. */
export function uncaught(error: unknown, origin: Origin, readLine: ReadLine, thrownAt?: Place): void {
  process.emit('uncaughtExceptionMonitor', error, origin);
  if (process.listenerCount('uncaughtException') > 0) {
    process.emit('uncaughtException', error, origin);
    return;
  }
  writeFatal(`${report(error, origin, readLine, thrownAt)}\n\nNode.js ${process.version}\n`);
  process.exitCode = 1;
  try {
    exit(1);
  } catch {
    // A listener of 'exit' threw; the report of the first error stands.
    exitNow(7);
  }
}

function report(error: unknown, origin: Origin, readLine: ReadLine, thrownAt: Place | undefined): string {
  const isError = error instanceof Error;
  const place = thrownAt ?? (isError ? placeOf(error) : undefined);
  const line = place && readLine(place.url, place.line);
  const head =
    place && line !== undefined
      ? `${place.url}:${place.line}\n${line}\n${caret(line, place.column)}\n\n`
      : '';
  // A syntax error's stack is its place, which stands in the head already.
  if (isError)
    return head + (error instanceof SyntaxError && head ? `SyntaxError: ${error.message}` : inspect(error));
  if (origin === 'unhandledRejection') return rejectedValue(error);
  return `${head}${bare(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
}

function rejectedValue(value: unknown): string {
  return (
    'UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a ' +
    'catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the ' +
    `reason "${bare(value)}". {\n  code: 'ERR_UNHANDLED_REJECTION'\n}`
  );
}

/** A thrown value in short, without running any of its code. */
function bare(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return typeof value === 'function' ? '[Function]' : String(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  return `#<${(prototype as { constructor?: { name?: string } } | null)?.constructor?.name ?? 'Object'}>`;
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

/** A syntax error knows its place, which the loader put there; others have it in their stack. */
function placeOf(error: Error): Place | undefined {
  return (error as { place?: Place }).place ?? firstPlace(typeof error.stack === 'string' ? error.stack : '');
}

function caret(line: string, column: number): string {
  const before = line.slice(0, Math.max(0, column - 1));
  return `${before.replace(/[^\t]/g, ' ')}^`;
}
