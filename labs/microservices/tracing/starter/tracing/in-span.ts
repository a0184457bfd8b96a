/** Work within a service that deserves a span of its own. */
import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, SpanOptions, Tracer } from '@opentelemetry/api';

/**
 * Does some work in a span below the one in the context. The span ends with the work; when the work fails, so has the
 * span.
 * @param work gets the context for what it calls in turn
 */
export async function inSpan<T>(
  tracer: Tracer,
  context: Context,
  name: string,
  options: SpanOptions,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const span = tracer.startSpan(name, options, context);
  try {
    return await work(trace.setSpan(context, span));
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
    throw error;
  } finally {
    span.end();
  }
}
