/** Which labs can be entered: those with a page of their own, once the lab pages are there. */
const pages = Object.keys(import.meta.glob('../../pages/labs/*.astro'));
const manifests = Object.keys(import.meta.glob('../../../labs/*/*/lab.ts'));

/** Whether the lab's page exists, so that nothing links into the void. */
export function labExists(slug: string): boolean {
  return pages.length > 0 && manifests.some((path) => path.endsWith(`/${slug}/lab.ts`));
}
