/** One line a message, for people: `info  order accepted  order=o-1 status=PENDING trace=4bf92f35…`. */
import { traceId } from './trace.ts';

/** What a line says besides its message. A field `traceparent` is shown as `trace`, the id of its trace. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** @param write takes a finished line; by default it goes to standard output */
export function createLog(write: (line: string) => void = (line) => console.log(line)): Log {
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}): void =>
      write([level.padEnd(5), message, ...Object.entries(fields).flatMap(shown)].join(' '));
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

function shown([name, value]: [string, string | number | boolean | undefined]): string[] {
  if (value === undefined) return [];
  if (name === 'traceparent') return [`trace=${traceId(String(value))}`];
  const text = String(value);
  return [`${name}=${/[\s"=]/.test(text) ? JSON.stringify(text) : text}`];
}
