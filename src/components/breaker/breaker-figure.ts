/**
 * <breaker-figure>: turns the reader's buttons into calls and time for the model, and shows what became of them.
 * The markup is BreakerFigure.astro's.
 */
import {
  advance,
  failuresInWindow,
  initial,
  permitFree,
  replay,
  send,
  settings,
  type Entry,
  type Model,
  type Outcome,
} from './model.ts';
import { announce, describe, nextCall, seconds, stateNames } from './words.ts';

/** Length of the strip; the window is its right part. */
const stripMs = 14_000;
const tickClasses: Partial<Record<Entry['kind'], string>> = {
  succeeded: 'tick good',
  failed: 'tick',
  'timed-out': 'tick',
  rejected: 'tick rejected',
};

class BreakerFigure extends HTMLElement {
  #model: Model = initial;
  /** The ticks on the strip by the index of their entry, kept so that they can slide. */
  readonly #ticks = new Map<number, HTMLElement>();
  /** Two live regions take turns: a text that repeats is announced again. */
  #turn = 0;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button) this.#act(button.dataset);
    });
  }

  #act(data: DOMStringMap): void {
    const before = this.#model;
    const moments = data['replay'];
    if (moments !== undefined) {
      this.#clearStrip();
      this.#model = replay(moments.split(' ').filter(Boolean).map(Number));
      this.#show(moments === '' ? 'Started over' : announce(this.#model, this.#model.entries));
      return;
    }
    if (data['wait']) this.#model = advance(before, Number(data['wait']));
    // The markup's only values are the three outcomes.
    const outcome = data['send'] as Outcome | undefined;
    if (outcome) this.#model = send(before, Array<Outcome>(Number(data['count'])).fill(outcome));
    this.#show(announce(this.#model, this.#model.entries.slice(before.entries.length)));
  }

  #show(news: string): void {
    const model = this.#model;
    const failures = failuresInWindow(model);
    this.#text('state', stateNames[model.state]);
    this.#text('next', nextCall(model));
    this.#text('permit', model.state === 'closed' ? 'none needed' : permitFree(model) ? 'one, free' : 'none');
    this.#text('calls', `${model.reached} / ${model.calls - model.reached}`);
    this.#text('now', seconds(model.now));
    this.#text('count', `${failures} of ${settings.failureThreshold} failures`);
    this.querySelector('svg')?.setAttribute('data-state', model.state);
    this.#showStrip();
    this.#showEvents();
    this.#announce(news);
  }

  #text(name: string, text: string): void {
    const target = this.querySelector(`[data-show="${name}"]`);
    if (target) target.textContent = text;
  }

  #clearStrip(): void {
    for (const tick of this.#ticks.values()) tick.remove();
    this.#ticks.clear();
  }

  #showStrip(): void {
    const strip = this.querySelector('[data-ticks]');
    const { now, entries } = this.#model;
    // Failures before the last change to closed no longer count, whatever their age.
    const emptied = entries.findLastIndex((each) => each.kind === 'closed');
    let together = 0;
    for (const [index, entry] of entries.entries()) {
      const age = now - entry.at;
      const name = tickClasses[entry.kind];
      const known = this.#ticks.get(index);
      // What happens at one moment stands side by side.
      if (entry.at !== entries[index - 1]?.at) together = 0;
      if (age > stripMs) {
        known?.remove();
        this.#ticks.delete(index);
      } else if (name) {
        const tick = known ?? document.createElement('span');
        tick.className = age >= settings.windowMs || index < emptied ? `${name} old` : name;
        tick.style.left = `calc(${100 - (age / stripMs) * 100}% - ${together * 5}px)`;
        together++;
        if (!known) strip?.append(tick);
        this.#ticks.set(index, tick);
      }
    }
  }

  #showEvents(): void {
    const rows = this.#model.entries.map((entry) => {
      const row = document.createElement('tr');
      if (entry.call === null) row.className = 'change';
      const counted = entry.state === 'closed' ? String(entry.failures) : 'not counted';
      for (const text of [seconds(entry.at), describe(entry), counted, stateNames[entry.state]]) {
        row.append(Object.assign(document.createElement('td'), { textContent: text }));
      }
      return row;
    });
    this.querySelector('[data-events]')?.replaceChildren(...rows.toReversed());
  }

  #announce(text: string): void {
    const regions = this.querySelectorAll('[data-status]');
    for (const region of regions) region.textContent = '';
    const region = regions[this.#turn % regions.length];
    if (region) region.textContent = text;
    this.#turn++;
  }
}

customElements.define('breaker-figure', BreakerFigure);
