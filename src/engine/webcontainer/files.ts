import type { DirectoryNode, FileSystemTree } from '@webcontainer/api';
import type { FileTree } from '../contract.ts';

/**
 * Checks a path of a machine and writes it without `.` and empty parts, so that no machine reaches into another.
 * @throws {TypeError} when the path is empty or leaves the machine.
 */
export function normalPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0 || parts.includes('..')) {
    throw new TypeError(
      `"${path}" is no path inside the machine. Give one below its root, as orders/app.js.`,
    );
  }
  return parts.join('/');
}

/** The folder of a path, or null when it lies at the root. */
export function parentOf(path: string): string | null {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? null : path.slice(0, slash);
}

const directory = (): DirectoryNode =>
  // Without a prototype, so that a folder may be called `constructor`.
  ({ directory: Object.create(null) as FileSystemTree });

/**
 * The same files in the client's form. The client makes copies of the bytes as it packs the tree, so that, unlike a
 * mount of a binary snapshot, this detaches nothing.
 * @throws {TypeError} on a path outside of the machine, and where one path needs a folder and another a file.
 */
export function toContainerTree(files: FileTree): FileSystemTree {
  const root = directory();
  for (const [path, contents] of Object.entries(files)) {
    const parts = normalPath(path).split('/');
    const name = parts.pop() ?? '';
    let at = root;
    for (const part of parts) {
      const next = (at.directory[part] ??= directory());
      if (!('directory' in next)) throw new TypeError(`"${path}" needs a folder where there is a file.`);
      at = next;
    }
    if (name in at.directory) throw new TypeError(`"${path}" is given twice, or as a file and as a folder.`);
    at.directory[name] = { file: { contents } };
  }
  return root.directory;
}
