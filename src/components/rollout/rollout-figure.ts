/** <rollout-figure>: turns the reader's buttons into a rollout, and draws who is on which side. Markup: RolloutFigure.astro. */
import {
  advance,
  conditions,
  initial,
  moved,
  setCondition,
  setPercent,
  sides,
  type Condition,
  type Model,
} from './model.ts';
import { announce, clock, describe, readings } from './words.ts';

class RolloutFigure extends HTMLElement {
  #model = initial;
  /** Two live regions take turns: a text that repeats is announced again. */
  #turn = 0;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const { percent, wait, again } = button?.dataset ?? {};
      if (percent !== undefined) this.#become(setPercent(this.#model, Number(percent)));
      if (wait !== undefined) this.#become(advance(this.#model, Number(wait)));
      if (again !== undefined) this.#become(this.#begin());
    });
    this.addEventListener('change', () => this.#become(this.#chosen(this.#model)));
    this.#show(this.#begin(), 0);
  }

  /** The beginning, with the radio buttons as they are: a browser that goes back may have kept them. */
  #begin(): Model {
    return { ...this.#chosen(initial), entries: [] };
  }

  /** The model with what the radio buttons say. */
  #chosen(model: Model): Model {
    const condition = this.#radio('condition');
    // Checked on the line: a name of one of the conditions.
    const known = condition in conditions ? setCondition(model, condition as Condition) : model;
    const rule = this.#radio('rule') === 'coin' ? 'coin' : 'bucket';
    return { ...known, rule, requestsPerSecond: Number(this.#radio('rate')) || initial.requestsPerSecond };
  }

  #radio(name: string): string {
    return this.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? '';
  }

  #become(after: Model): void {
    const before = this.#model;
    const changed = moved(before, after);
    this.#show(after, changed);
    this.#announce(announce(before, after, changed));
  }

  #show(model: Model, changed: number): void {
    this.#model = model;
    for (const [name, text] of Object.entries(readings(model, changed))) {
      for (const place of this.querySelectorAll(`[data-show="${name}"]`)) place.textContent = text;
    }
    const now = sides(model);
    for (const [at, dot] of this.querySelectorAll('[data-users] circle').entries()) {
      dot.classList.toggle('new', now[at] === true);
    }
    for (const button of this.querySelectorAll<HTMLElement>('[data-percent]')) {
      button.setAttribute('aria-pressed', String(Number(button.dataset['percent']) === model.percent));
    }
    this.#showEntries();
  }

  #showEntries(): void {
    const rows = this.#model.entries.map((entry) => {
      const row = document.createElement('tr');
      if (entry.kind === 'guard') row.className = 'pulled';
      for (const text of [clock(entry.second), describe(entry)]) {
        row.append(Object.assign(document.createElement('td'), { textContent: text }));
      }
      return row;
    });
    this.querySelector('[data-entries]')?.replaceChildren(...rows.toReversed());
  }

  #announce(text: string): void {
    const regions = this.querySelectorAll('[data-status]');
    for (const region of regions) region.textContent = '';
    const region = regions[this.#turn % regions.length];
    if (region) region.textContent = text;
    this.#turn++;
  }
}

customElements.define('rollout-figure', RolloutFigure);
