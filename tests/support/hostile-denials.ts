/**
 * Attempts of lab code to bring down the page, the engine or a neighbour. None may: after each, the page takes its
 * turns, a neighbour answers, the process can be killed, and a new one starts.
 */
import type { DenialCase } from './hostile/denial-case.ts';
import { floodsOthers } from './hostile/floods-others.ts';
import { floodsTheEngine } from './hostile/floods-the-engine.ts';
import { takesTimeAndMemory } from './hostile/takes-time-and-memory.ts';

export const denialCases: readonly DenialCase[] = [
  ...takesTimeAndMemory,
  ...floodsTheEngine,
  ...floodsOthers,
];
