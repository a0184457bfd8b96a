/** Modules as folders. */
const root = 'monolith/';

/** Whether a file is part of the monolith. */
export const isInMonolith = (path: string): boolean => path.startsWith(root);

/** Whether a file belongs to a module, and not to what puts the modules together. */
export const isInModule = (path: string): boolean =>
  isInMonolith(path) && path.slice(root.length).includes('/');

/** The module that a file belongs to; a file beside the modules stands for itself. */
export function moduleOf(path: string): string {
  return path.slice(root.length).split('/')[0] ?? '';
}
