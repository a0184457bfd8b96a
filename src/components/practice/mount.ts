/** Puts a component into its place on a static page. The page carries the properties as JSON in a data attribute. */

/** Calls `place` for each element that has `data-<name>`, with what its JSON says. The markup is ours, so is its type. */
export function mountAll<T>(name: string, place: (target: HTMLElement, props: T) => unknown): void {
  for (const target of document.querySelectorAll<HTMLElement>(`[data-${name}]`)) {
    const json = target.getAttribute(`data-${name}`);
    if (json === null) continue;
    target.removeAttribute(`data-${name}`);
    place(target, JSON.parse(json) as T);
  }
}
