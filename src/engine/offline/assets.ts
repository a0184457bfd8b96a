/**
 * The engine's own sources. The page fetches them once from its own origin and keeps them, so that the engine starts
 * again without network; the frame itself can fetch nothing.
 */
import compilerUrl from '#generated/offline/compiler.js?url';
import kernelUrl from '#generated/offline/kernel.js?url';
import processUrl from '#generated/offline/process.js?url';
import { EngineError } from '../contract.ts';

export interface EngineSources {
  readonly kernel: string;
  readonly process: string;
  readonly compiler: string;
}

let kept: EngineSources | undefined;

/**
 * @param onProgress called with the part that is there, from 0 to 1.
 * @throws {EngineError} `boot-failed` when a file cannot be had.
 */
export async function loadSources(
  onProgress: (progress: number) => void,
  signal: AbortSignal | undefined,
): Promise<EngineSources> {
  if (kept) return kept;
  const urls = [kernelUrl, processUrl, compilerUrl] as const;
  let there = 0;
  const load = async (url: string): Promise<string> => {
    const text = await fetchText(url, signal);
    there++;
    onProgress(there / urls.length);
    return text;
  };
  const [kernel, process, compiler] = await Promise.all([load(urls[0]), load(urls[1]), load(urls[2])]);
  kept = { kernel, process, compiler };
  return kept;
}

async function fetchText(url: string, signal: AbortSignal | undefined): Promise<string> {
  try {
    const response = await fetch(url, { signal: signal ?? null });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    return await response.text();
  } catch (error) {
    signal?.throwIfAborted();
    throw new EngineError(
      'boot-failed',
      'A part of the engine could not be loaded from this site.',
      'Check your connection and try again; once loaded, the engine needs no network.',
      { cause: error },
    );
  }
}
