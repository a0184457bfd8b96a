/** By which ids a request is followed through all services. */
import { newTraceparent } from '#kit/trace.ts';

import { valuesOf } from './types.ts';
import type { Field, Ids } from './types.ts';

export function idsOf(headers: readonly Field[]): Ids {
  const [requestId, another] = valuesOf(headers, 'x-request-id');
  const sane = requestId !== undefined && another === undefined && requestId !== '';
  const traceparent = continued(valuesOf(headers, 'traceparent'));
  return {
    requestId: sane ? requestId : crypto.randomUUID(),
    traceparent: traceparent ?? newTraceparent(),
    // It belongs to the trace that the traceparent names. Without that one it means nothing.
    tracestate: traceparent === undefined ? undefined : listOf(valuesOf(headers, 'tracestate')),
  };
}

const shape = /^[ \t]*([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?[ \t]*$/;

/** The same trace, with a span of the gateway’s own; undefined when the field is not valid. */
function continued(fields: readonly string[]): string | undefined {
  const [, version, trace = '', parent = '', flags = '', more] = shape.exec(fields[0] ?? '') ?? [];
  if (fields.length !== 1 || version === undefined || version === 'ff') return undefined;
  // Versions to come may add to it; this one has no more to it.
  if (version === '00' && more !== undefined) return undefined;
  if (/^0+$/.test(trace) || /^0+$/.test(parent)) return undefined;
  const sampled = (Number.parseInt(flags, 16) & 1) === 1;
  const [, , span] = newTraceparent().split('-');
  return `00-${trace}-${span}-${sampled ? '01' : '00'}`;
}

const member =
  /^(?:[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;

/** The members in their order; undefined when one is not as it should be, as then none can be trusted. */
function listOf(fields: readonly string[]): string | undefined {
  const members = fields
    .flatMap((field) => field.split(','))
    .map((each) => each.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((each) => each !== '');
  const valid = members.length > 0 && members.length <= 32 && members.every((each) => member.test(each));
  return valid ? members.join(',') : undefined;
}
