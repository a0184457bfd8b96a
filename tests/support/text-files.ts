import type { FileTree } from '../../src/engine/contract.ts';

/** The tree as text by path, for ways on which bytes do not travel. */
export function textFiles(files: FileTree): Record<string, string> {
  const decode = (content: string | Uint8Array): string =>
    typeof content === 'string' ? content : new TextDecoder().decode(content);
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, decode(content)]));
}
