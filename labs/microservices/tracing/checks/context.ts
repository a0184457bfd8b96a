/** What checks of the header fields share. */
import type { LabUnderTest } from '#kit/check.ts';

import type * as ContextModule from '../starter/tracing/trace-context.ts';

export const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
export const parentId = '00f067aa0ba902b7';
export const traceparent = `00-${traceId}-${parentId}-01`;

/** What comes out at the other end: the fields that `inject` makes of what `extract` read. */
export type Through = (headers: ContextModule.Headers) => Record<string, string>;

export async function through(lab: LabUnderTest): Promise<Through> {
  const { extract, inject } = await lab.load<typeof ContextModule>(
    'tracing/trace-context.ts',
    'extract',
    'inject',
  );
  return (headers) => inject(extract(headers));
}
