/** Log lines that can be found from a trace, and the other way round. */
import { trace } from '@opentelemetry/api';
import type { Context } from '@opentelemetry/api';

import type { Log, LogFields } from '#kit/log.ts';

/** The same log; each line ends with `trace=<trace id>`. */
export function logWithTrace(log: Log, context: Context): Log {
  const id = trace.getSpanContext(context)?.traceId;
  const withTrace = (fields: LogFields = {}): LogFields => ({ ...fields, trace: id });
  return {
    info: (message, fields) => log.info(message, withTrace(fields)),
    warn: (message, fields) => log.warn(message, withTrace(fields)),
    error: (message, fields) => log.error(message, withTrace(fields)),
  };
}
