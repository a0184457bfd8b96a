/** Standard input as JSON lines: the order first, answers later. */
import type { Answer, Order } from '../protocol.ts';
import { parse } from './originals.ts';

/**
 * Reads the order, which the page wrote before anything else, then hands each answer on.
 * @param onAnswer called with each line after the first
 */
export function readOrder(onAnswer: (answer: Answer) => void): Promise<Order> {
  return new Promise((resolve) => {
    const decoder = new TextDecoder();
    let buffer = '';
    let ordered = false;
    process.stdin.on('data', (chunk: Uint8Array | string) => {
      buffer += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
      for (let end = buffer.indexOf('\n'); end >= 0; end = buffer.indexOf('\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 1);
        if (ordered) {
          // The page alone writes here; an answer that is none makes the check that waits for it fail.
          onAnswer(parse(line) as Answer);
        } else {
          ordered = true;
          // Written by grade() of the same build.
          resolve(parse(line) as Order);
        }
      }
    });
  });
}
