/** <copies-figure>: turns the reader's buttons into writes, and shows what the copies hold. Markup: CopiesFigure.astro. */
import {
  initial,
  play,
  possible,
  reconcile,
  write,
  type Model,
  type Rule,
  type Side,
  type Step,
  type Writer,
} from './model.ts';
import { picture } from './picture.ts';
import { announce, describe, verdict } from './words.ts';

class CopiesFigure extends HTMLElement {
  #model = initial;
  /** Two live regions take turns: a text that repeats is announced again. */
  #turn = 0;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const { write: step, order, act } = button?.dataset ?? {};
      if (button?.getAttribute('aria-disabled') === 'true') return;
      if (step !== undefined) this.#become(this.#written(step));
      // The markup's orders are made from values of this very type.
      if (order !== undefined) this.#become(play(this.#rule(), order.split(' ') as Step[]), true);
      if (act === 'reconcile') this.#become(reconcile(this.#model));
      if (act === 'again') this.#become({ rule: this.#rule(), entries: [] }, true);
    });
    this.addEventListener('change', () => this.#become({ rule: this.#rule(), entries: [] }, true));
    this.#show({ rule: this.#rule(), entries: [] });
  }

  #rule(): Rule {
    return this.querySelector<HTMLInputElement>('input[name="rule"]:checked')?.value === 'ordered'
      ? 'ordered'
      : 'at-once';
  }

  #written(step: string): Model {
    const [writer, side, arrives] = step.split(' ');
    // The markup's steps are made from values of these very types.
    return write(this.#model, writer as Writer, side as Side, arrives !== 'lost');
  }

  /** @param afresh whether all of it is new, and not only what was added */
  #become(after: Model, afresh = false): void {
    const earlier = afresh ? { ...after, entries: [] } : this.#model;
    this.#show(after);
    this.#announce(announce(earlier, after));
  }

  #show(model: Model): void {
    this.#model = model;
    const drawing = this.querySelector('[data-picture]');
    // Made of our own words and numbers only.
    if (drawing) drawing.innerHTML = picture(model);
    for (const place of this.querySelectorAll('[data-show="verdict"]')) place.textContent = verdict(model);
    for (const button of this.querySelectorAll<HTMLElement>('[data-write]')) {
      const [writer, side] = (button.dataset['write'] ?? '').split(' ');
      // As in #written. Not `disabled`: the button keeps the focus of whoever has just pressed it.
      const can = possible(model, writer as Writer, side as Side);
      button.setAttribute('aria-disabled', String(!can));
    }
    const items = model.entries.map((entry) =>
      Object.assign(document.createElement('li'), { textContent: `${describe(entry)}.` }),
    );
    this.querySelector('[data-entries]')?.replaceChildren(...items);
  }

  #announce(text: string): void {
    const regions = this.querySelectorAll('[data-status]');
    for (const region of regions) region.textContent = '';
    const region = regions[this.#turn % regions.length];
    if (region) region.textContent = text;
    this.#turn++;
  }
}

customElements.define('copies-figure', CopiesFigure);
