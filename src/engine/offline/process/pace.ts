/**
 * How much a process may have asked of the kernel and not been answered. The kernel serves the page and all processes
 * on one thread: one that asks in an endless loop would keep it from everything else, even from ending that process.
 * So whoever is far ahead is slowed down to what the kernel can bear. Nothing is refused.
 */
import type { FromProcess, ToProcess } from '../protocol.ts';
import { sleep } from './sleep.ts';

/** Far more than any program of a lab has under way. */
const questions = 2_000;
const units = 32 * 1024 * 1024;
/** Milliseconds for each question beyond that, and for each million of units. */
const pause = 0.1;
const pausePerMillion = 30;

const asking: ReadonlySet<FromProcess['type']> = new Set(['compile', 'file', 'listen', 'connect', 'subtle']);
const answering: ReadonlySet<ToProcess['type']> = new Set([
  'compiled',
  'file-done',
  'listening',
  'listen-failed',
  'connected',
  'refused',
  'subtle-done',
  'subtle-failed',
]);

let open = 0;
let openUnits = 0;

/** Before a message goes to the kernel. */
export function asked(message: FromProcess): void {
  if (!asking.has(message.type)) return;
  const weight = weightOf(message);
  open++;
  openUnits += weight;
  if (open > questions) sleep(pause);
  if (openUnits > units && weight > 1_000) sleep((weight / 1_000_000) * pausePerMillion);
}

/** After a message came from it. It answers in order for the most part, so that the share of an answer is near enough. */
export function answered({ type }: ToProcess): void {
  if (!answering.has(type) || open === 0) return;
  openUnits -= openUnits / open;
  open--;
}

function weightOf(message: FromProcess): number {
  if (message.type === 'compile') return message.text.length;
  if (message.type !== 'file') return 0;
  return 'data' in message.operation ? message.operation.data.length : 0;
}
