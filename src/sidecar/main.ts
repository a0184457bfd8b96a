/** The sidecar as a process: commands on standard input, events on standard output. */
import process from 'node:process';
import * as z from 'zod/mini';
import { systemClock } from './clock.ts';
import { COMMAND_MARK, EVENT_MARK, FrameReader, MessageTooLong, frame } from './framing.ts';
import { command as commandSchema, issuesOf } from './protocol.ts';
import type { SidecarEvent } from './protocol.ts';
import { Sidecar } from './sidecar.ts';

let number = 0;
function emit(event: SidecarEvent): void {
  let lines: string;
  try {
    lines = frame(EVENT_MARK, number + 1, event);
  } catch (error) {
    if (!(error instanceof MessageTooLong)) throw error;
    const problem = `What there is to tell (${event.type}) is too long. ${error.message}`;
    lines = frame(
      EVENT_MARK,
      number + 1,
      event.type === 'reply'
        ? { ...event, result: undefined, problem }
        : { type: 'problem', message: problem },
    );
  }
  number += 1;
  process.stdout.write(lines);
}

let sidecar: Sidecar | undefined;

async function run(message: unknown, of: number): Promise<unknown> {
  const parsed = z.safeParse(commandSchema, message);
  if (!parsed.success) throw new Error(`The command does not fit the protocol: ${issuesOf(parsed.error)}`);
  const command = parsed.data;
  if (command.type !== 'configure') {
    if (!sidecar)
      throw new Error('The sidecar was not told yet which services there are. Send "configure" first.');
    return await sidecar.run(command, of);
  }
  const previous = sidecar;
  sidecar = undefined;
  await previous?.close();
  const next = new Sidecar(command.configuration, systemClock, emit);
  sidecar = next;
  await next.settled();
  return undefined;
}

const reader = new FrameReader(COMMAND_MARK);
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  for (const { number: of, message } of reader.push(chunk)) {
    run(message, of).then(
      (result) => emit({ type: 'reply', command: of, ...(result === undefined ? {} : { result }) }),
      (error: unknown) => {
        emit({ type: 'reply', command: of, problem: error instanceof Error ? error.message : String(error) });
      },
    );
  }
});
// A flaw of ours must not take every service's connections down; the page is told.
process.on('uncaughtException', (error: Error) => {
  emit({
    type: 'problem',
    message: `The sidecar has a flaw: ${error.stack ?? error.message}`.slice(0, 2000),
  });
});
emit({ type: 'ready', version: 1 });
