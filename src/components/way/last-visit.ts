/** The lesson or lab that was visited last, for “Resume”. In localStorage: losing it loses no work. */

export interface Visit {
  /** Path below the base: `lessons/teams/`. */
  readonly path: string;
  readonly title: string;
}

const key = 'split-decision:last-visit';

export function rememberVisit(visit: Visit): void {
  try {
    localStorage.setItem(key, JSON.stringify(visit));
  } catch {
    // A browser that stores nothing has nothing to resume.
  }
}

/** @returns null where nothing readable is stored. What is read is only ever a path of this site. */
export function lastVisit(): Visit | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof value !== 'object' || value === null || !('path' in value) || !('title' in value)) return null;
    const { path, title } = value;
    if (typeof path !== 'string' || typeof title !== 'string') return null;
    return /^(lessons|labs)\/[a-z0-9-]+\/$/.test(path) ? { path, title } : null;
  } catch {
    return null;
  }
}

export function forgetVisit(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}
