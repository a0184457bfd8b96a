/** Stops the whole process for a while, without using the processor where the browser allows that. */
import { natives } from './natives.ts';

// Taken before lab code runs, as in natives.ts.
const wait = Atomics.wait;
const { Memory } = WebAssembly;
let cell: Int32Array | null | undefined;

/** Shared memory of a WebAssembly can be had without cross-origin isolation. */
function sharedCell(): Int32Array | null {
  try {
    return new Int32Array(new Memory({ initial: 1, maximum: 1, shared: true }).buffer);
  } catch {
    return null; // No shared memory in this browser: it waits by looking at the clock.
  }
}

export function sleep(ms: number): void {
  cell ??= sharedCell();
  if (cell) return void wait(cell, 0, 0, ms);
  for (const end = natives.now() + ms; natives.now() < end;);
}
