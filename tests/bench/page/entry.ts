/** The page's end of the benchmark: the offline engine, measured. */
import type { Engine } from '../../../src/engine/contract.ts';
import { boot } from '../../../src/engine/offline/index.ts';
import { LoadedChain, type LoadResult } from '../load.ts';
import { measure, openOnce, type Measures, type Subject } from '../measures.ts';

let engine: Engine | undefined;
let chain: LoadedChain | undefined;

const bench = {
  /** Milliseconds from nothing to all services listening: loading the engine is part of it. */
  async cold(subject: Subject): Promise<number> {
    const began = performance.now();
    engine = await boot();
    await openOnce(engine, subject);
    return performance.now() - began;
  },

  async warm(subject: Subject, rounds: number): Promise<Measures> {
    engine ??= await boot();
    return measure(engine, subject, rounds);
  },

  async openChain(sidecar: string): Promise<void> {
    engine ??= await boot();
    chain = await LoadedChain.open(engine, sidecar);
  },

  async load(rps: number, seconds: number): Promise<LoadResult> {
    if (!chain) throw new Error('Call openChain() first.');
    return chain.load(rps, seconds);
  },

  async cycle(times: number): Promise<void> {
    await chain?.cycle(times);
  },
};

declare global {
  // `var`, as only that declares a property of the global object.
  var bench: BenchPage;
}
export type BenchPage = typeof bench;

globalThis.bench = bench;
