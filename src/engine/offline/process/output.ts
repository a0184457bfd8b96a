/**
 * Standard output and standard error, one stream to the page. The page gives credit for what it has taken; output
 * that comes faster waits here up to a bound, and beyond it is dropped with a note that says how much.
 */
import { StringDecoder } from '@jspm/core/nodelibs/string_decoder';
import { Writable } from '@jspm/core/nodelibs/stream';
import { caps } from '../protocol.ts';
import { loop } from './event-loop.ts';
import { onKernel, send } from './kernel-link.ts';
import { natives } from './natives.ts';

/** What may wait here while the page is behind, in UTF-16 units. */
const waitingUnits = 512 * 1024;
/** The most that goes to the page in one message. */
const pieceUnits = 64 * 1024;
/** A program that never yields sees no credit; it may send what waits this often all the same, in milliseconds. */
const flushAnyway = 50;
const noteEvery = 1000;

let messages = 0;
let units = 0;
let waiting = '';
let dropped = { lines: 0, units: 0 };
let lastSent = 0;
let lastNote = 0;

onKernel('output-credit', (credit) => {
  messages = Math.max(0, messages - credit.messages);
  units = Math.max(0, units - credit.bytes);
  flush();
});

function transmit(text: string): void {
  messages++;
  units += text.length;
  lastSent = natives.now();
  send({ type: 'output', text });
}

const hasRoom = (): boolean => units < caps.outputUnits;

function flush(): void {
  if (waiting !== '' && hasRoom()) {
    const text = waiting;
    waiting = '';
    transmit(text);
  }
  if (waiting !== '' || messages >= caps.outputMessages) return;
  if (dropped.lines > 0) note();
  for (const stream of streams) stream.drained();
}

function note(): void {
  const { lines, units: lost } = dropped;
  dropped = { lines: 0, units: 0 };
  lastNote = natives.now();
  const size = lost < 10_000 ? `${lost} characters` : `${Math.round(lost / 1000)} thousand characters`;
  transmit(
    `\n[${lines} ${lines === 1 ? 'line' : 'lines'} of output (${size}) left out: they came faster than they can be shown]\n`,
  );
}

/** Writes text. False means that it has to wait or was dropped: the writer should pause. */
function write(text: string): boolean {
  if (text.length <= pieceUnits) return writePiece(text);
  // More at once than the page takes at all would be the end of the process: it goes in pieces, like many writes.
  let taken = true;
  for (let at = 0; at < text.length; at += pieceUnits)
    taken = writePiece(text.slice(at, at + pieceUnits)) && taken;
  return taken;
}

function writePiece(text: string): boolean {
  if (text === '') return true;
  const late = natives.now() - lastSent > flushAnyway;
  if (late) flush();
  if (waiting === '' && hasRoom() && (messages < caps.outputMessages || late)) {
    if (dropped.lines > 0) note();
    transmit(text);
    return messages < caps.outputMessages;
  }
  if (waiting.length + text.length <= waitingUnits) {
    waiting += text;
    return false;
  }
  dropped.lines += text.split('\n').length - 1 || 1;
  dropped.units += text.length;
  // So short and so rare that it needs no credit; a program that never yields would get none.
  if (natives.now() - lastNote > noteEvery) note();
  return false;
}

/** Sends all that waits, credit or not: the process is about to end. */
export function flushOutput(): void {
  if (waiting !== '') transmit(waiting);
  waiting = '';
  if (dropped.lines > 0) note();
}

/** Writes past the streams, which lab code may have replaced: the report of a crash. */
export function writeFatal(text: string): void {
  flushOutput();
  transmit(text.slice(0, waitingUnits));
}

const streams: OutputStream[] = [];

/**
 * Writes go out at once, past the buffer of a Writable, as they do to a file or a pipe in Node. False asks the writer
 * to wait for `drain`; one that does loses nothing.
 */
class OutputStream extends Writable {
  readonly fd: number;
  readonly _isStdio = true;
  readonly #decoder = new StringDecoder('utf8');
  #awaited = false;

  constructor(fd: number) {
    super({ decodeStrings: false });
    this.fd = fd;
    streams.push(this);
  }

  override write(chunk: unknown, encoding?: unknown, callback?: unknown): boolean {
    const bytes = typeof chunk === 'string' ? undefined : (chunk as Buffer); // as Writable: text or bytes
    const taken = write(bytes ? this.#decoder.write(bytes) : String(chunk));
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') loop.nextTick(() => done(null));
    if (!taken) this.#awaited = true;
    return taken;
  }

  /** There is room again. */
  drained(): void {
    if (!this.#awaited) return;
    this.#awaited = false;
    this.emit('drain');
  }

  /** Standard streams stay open, as in Node. */
  override end(chunk?: unknown): this {
    if (chunk !== undefined && typeof chunk !== 'function') this.write(chunk);
    return this;
  }

  override destroy(): this {
    return this;
  }
}

export const stdout = new OutputStream(1);
export const stderr = new OutputStream(2);
