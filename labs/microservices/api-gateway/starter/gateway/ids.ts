/** By which ids a request is followed through all services. */
import { traceparentOf } from '#kit/trace.ts';

import { fieldOf } from './types.ts';
import type { Field, Ids } from './types.ts';

export function idsOf(headers: readonly Field[]): Ids {
  return {
    requestId: fieldOf(headers, 'x-request-id') ?? crypto.randomUUID(),
    traceparent: traceparentOf(Object.fromEntries(headers)),
    tracestate: undefined,
  };
}
