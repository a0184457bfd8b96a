import type { FileTree } from '../../src/engine/contract.ts';

const asText = (content: string | Uint8Array): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);

/** The tree as text by path, for ways on which bytes do not travel. */
export function textFiles(files: FileTree): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, asText(content)]));
}
