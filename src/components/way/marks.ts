/** What of the course is done, as this browser keeps it. Loaded when a page has been drawn. */
import type { StepId } from '../../content/way.ts';
import { openProgress } from '../../progress/open.ts';
import { standing } from '../../progress/standing.ts';

export interface Mark {
  readonly done: boolean;
  /** How far it is, in a few words. */
  readonly words: string;
}

/** The marks of all steps that were begun. Without storage there are none, and nothing to warn of. */
export async function readMarks(): Promise<Map<StepId, Mark>> {
  const store = await openProgress({ onProblem: () => {} });
  const [lessons, labs] = await Promise.all([store.lessons.all().catch(() => []), store.list()]);
  store.close();
  const marks = new Map<StepId, Mark>();
  for (const { slug } of lessons) marks.set(`lesson:${slug}`, { done: true, words: 'read' });
  for (const lab of labs) {
    const words = standing(lab);
    if (words !== '') marks.set(`lab:${lab.slug}`, { done: lab.passedAt !== null, words });
  }
  return marks;
}

/** Shows the marks in every element with `data-step`, and puts `data-next` on the first that is not done. */
export async function showMarks(): Promise<void> {
  const marks = await readMarks();
  const places = [...document.querySelectorAll<HTMLElement>('[data-step]')];
  for (const place of places) {
    // The attribute is ours, so it is a step's id.
    const mark = marks.get(place.dataset['step'] as StepId);
    place.toggleAttribute('data-done', mark?.done ?? false);
    const words = place.querySelector('[data-words]');
    if (words)
      words.textContent = mark ? `${place.querySelector('[data-dot]') ? '· ' : ''}${mark.words}` : '';
  }
  const done = (place: HTMLElement): boolean => place.hasAttribute('data-done');
  if (places.some(done)) places.find((place) => !done(place))?.setAttribute('data-next', '');
}
