/** What labs need of a browser. Pages are read by any; only the lab's machine asks for more. */

/** Things that are missing in browsers older than about 2024, with the words for them. */
const needs: readonly (readonly [words: string, there: (scope: typeof globalThis) => boolean])[] = [
  ['web workers', (scope) => 'Worker' in scope],
  ['WebAssembly', (scope) => typeof (scope as { WebAssembly?: unknown }).WebAssembly === 'object'],
  ['readable streams', (scope) => 'ReadableStream' in scope],
  ['Promise.withResolvers', (scope) => 'withResolvers' in scope.Promise],
  ['AbortSignal.any', (scope) => 'any' in scope.AbortSignal],
  ['Array.prototype.toSorted', (scope) => 'toSorted' in scope.Array.prototype],
];

/** What this browser lacks, as a sentence; null where labs can run. */
export function lackingWords(scope: typeof globalThis = globalThis): string | null {
  const missing = needs.filter(([, there]) => !there(scope)).map(([words]) => words);
  return missing.length === 0 ? null : `This browser cannot run labs: it lacks ${missing.join(', ')}.`;
}
