/** <timeline-figure>: lets the reader walk through the phases of a strategy. Markup: TimelineFigure.astro. */
import { keepUnits } from '../lesson/units.ts';
import { choose, initial, move, strategies, toggleFailure, type Model, type Strategy } from './model.ts';
import { picture } from './picture.ts';
import { announce, readings } from './words.ts';

class TimelineFigure extends HTMLElement {
  #model = initial;
  /** Two live regions take turns: a text that repeats is announced again. */
  #turn = 0;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const { by, fail, phase } = button?.dataset ?? {};
      if (by !== undefined) this.#become(move(this.#model, Number(by)));
      if (phase !== undefined) this.#become(move(this.#model, Number(phase) - this.#model.at));
      if (fail !== undefined) this.#become(toggleFailure(this.#model));
    });
    this.addEventListener('change', () => this.#become(choose(this.#strategy())));
    this.#show(choose(this.#strategy()));
  }

  #strategy(): Strategy {
    const value = this.querySelector<HTMLInputElement>('input[name="strategy"]:checked')?.value ?? '';
    // Checked on the line: a name of one of them.
    return value in strategies ? (value as Strategy) : initial.strategy;
  }

  #become(model: Model): void {
    this.#show(model);
    const regions = this.querySelectorAll('[data-status]');
    for (const region of regions) region.textContent = '';
    const region = regions[this.#turn % regions.length];
    if (region) region.textContent = announce(model);
    this.#turn++;
  }

  #show(model: Model): void {
    this.#model = model;
    const drawing = this.querySelector('[data-picture]');
    // Made of our own words and numbers only.
    if (drawing) drawing.innerHTML = picture(model);
    for (const [name, text] of Object.entries(readings(model))) {
      for (const place of this.querySelectorAll(`[data-show="${name}"]`)) place.textContent = keepUnits(text);
    }
    for (const [at, button] of this.querySelectorAll('[data-phase]').entries()) {
      button.textContent = strategies[model.strategy].phases[at]?.title ?? '';
      if (at === model.at) button.setAttribute('aria-current', 'step');
      else button.removeAttribute('aria-current');
    }
    this.querySelector('[data-fail]')?.setAttribute('aria-pressed', String(model.failing));
    this.classList.toggle('failing', model.failing);
  }
}

customElements.define('timeline-figure', TimelineFigure);
