/** The learner's files as a difference from the starter, and back. Pure functions over `{path: text}`. */

export type TextFiles = Readonly<Record<string, string>>;

/** The files whose text differs from the starter's. A file that the starter does not have counts as different. */
export function changedFiles(starter: TextFiles, files: TextFiles): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path, text]) => starter[path] !== text));
}

/**
 * Lays kept changes over a starter. Changes to files that may not be edited (any more) are left out, so that a stored
 * or imported record can never replace an entry file.
 */
export function applyChanges(
  starter: TextFiles,
  changes: TextFiles,
  editable: readonly string[],
): Record<string, string> {
  const allowed = Object.entries(changes).filter(([path]) => editable.includes(path));
  return { ...starter, ...Object.fromEntries(allowed) };
}

/** Whether two differences are the same. */
export function sameFiles(a: TextFiles, b: TextFiles): boolean {
  const paths = Object.keys(a);
  return paths.length === Object.keys(b).length && paths.every((path) => a[path] === b[path]);
}
