/** This process's end of the port to the kernel. No reference to the port leaves this file. */
import type { FromProcess, ToProcess } from '../protocol.ts';
import { loop } from './event-loop.ts';
import { listen, post } from './natives.ts';
import { answered, asked } from './pace.ts';

type Handler = (message: ToProcess) => void;

let port: MessagePort | undefined;
const handlers = new Map<string, Handler[]>();
const waiting: FromProcess[] = [];

/** Takes the port that came with the first message of the worker. */
export function adopt(own: MessagePort): void {
  port = own;
  listen(own, (data) => {
    const message = data as ToProcess; // only the kernel has the other end
    answered(message);
    loop.poll(() => {
      for (const handle of handlers.get(message.type) ?? []) handle(message);
    });
  });
  for (const message of waiting.splice(0)) send(message);
}

/** Says who takes the messages of a type. */
export function onKernel<T extends ToProcess['type']>(
  type: T,
  handler: (message: Extract<ToProcess, { type: T }>) => void,
): void {
  // Only messages of this type are looked up under it.
  handlers.set(type, [...(handlers.get(type) ?? []), handler as Handler]);
}

export function send(message: FromProcess, transfer?: Transferable[]): void {
  if (!port) return void waiting.push(message);
  asked(message);
  post(port, message, transfer);
}

// ---- numbered questions

let nextQuestion = 1;

export function newQuestion(): number {
  return nextQuestion++;
}
