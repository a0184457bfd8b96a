/** What the runner gives the page: lines on standard output, and a sealed file. Validated, since anyone may write them. */
import * as z from 'zod/mini';
import { linePrefix } from './protocol.ts';
import { checkResultSchema, reportSchema, type Report } from './report.ts';
import { seal } from './seal.ts';

export const runnerLineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('alive') }),
  z.object({
    type: z.literal('checks'),
    checks: z.array(
      z.object({ id: z.string(), title: z.string(), lesson: z.string(), hint: checkResultSchema.shape.hint }),
    ),
  }),
  z.object({ type: z.literal('check'), check: z.string() }),
  z.object({ type: z.literal('checked'), check: z.string() }),
  z.object({ type: z.literal('loading'), path: z.string() }),
  z.object({ type: z.literal('loaded'), path: z.string() }),
  z.object({
    type: z.literal('start'),
    id: z.number(),
    service: z.string(),
    env: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal('kill'), id: z.number(), instance: z.number() }),
  z.object({ type: z.literal('advance'), id: z.number(), instance: z.number(), ms: z.number() }),
  z.object({ type: z.literal('distrust'), reason: z.string() }),
  z.object({ type: z.literal('written') }),
]);
export type RunnerLine = z.infer<typeof runnerLineSchema>;

/** @returns the message in a line of output; null when it is the code's own output, or nothing that we know. */
export function readRunnerLine(line: string): RunnerLine | null {
  const start = line.indexOf(linePrefix);
  if (start < 0) return null;
  try {
    const read = runnerLineSchema.safeParse(JSON.parse(line.slice(start + linePrefix.length)));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

const sealedSchema = z.object({ text: z.string(), seal: z.string() });

/**
 * Reads the file that the runner leaves behind.
 * @returns null when it is not whole, or was not written by the runner that had this key
 */
export function readSealed(file: string, key: string): Report | null {
  try {
    const sealed = sealedSchema.parse(JSON.parse(file));
    return seal(key, sealed.text) === sealed.seal ? reportSchema.parse(JSON.parse(sealed.text)) : null;
  } catch {
    return null;
  }
}
