/** <log-figure>: turns the reader's buttons into events, kills and time, and draws the partitions. Markup: LogFigure.astro. */
import {
  addPartition,
  configure,
  handle,
  handleAll,
  idOf,
  initial,
  instances,
  kill,
  lag,
  maxPartitions,
  ownerOf,
  send,
  start,
  stateOf,
  type Model,
} from './model.ts';
import { scenes } from './scenes.ts';
import { announce, describe, duty, readings, stateNames } from './words.ts';

const actions: Record<string, (model: Model) => Model> = {
  send,
  step: handle,
  all: handleAll,
  partition: addPartition,
};

function element(name: string, text: string, className = ''): HTMLElement {
  const made = Object.assign(document.createElement(name), { textContent: text });
  if (className) made.className = className;
  return made;
}

class LogFigure extends HTMLElement {
  #model: Model = initial;
  /** Two live regions take turns: a text that repeats is announced again. */
  #turn = 0;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const { act, instance, scene, again } = button?.dataset ?? {};
      const model = this.#model;
      if (act !== undefined) this.#become(actions[act]?.(model) ?? model);
      if (instance !== undefined) {
        this.#become(model.consumers.includes(instance) ? kill(model, instance) : start(model, instance));
      }
      if (again !== undefined) this.#become(this.#chosen(initial), initial);
      const played = scenes.find(({ id }) => id === scene)?.play();
      if (played) this.#become(played, initial);
    });
    this.addEventListener('change', () => this.#become(this.#chosen(this.#model)));
    // A browser that goes back may have kept what was chosen.
    this.#show(this.#chosen(initial));
  }

  /** The model with what the fields say. */
  #chosen(model: Model): Model {
    const first = this.querySelector<HTMLInputElement>('input[value="before"]');
    const inbox = this.querySelector<HTMLInputElement>('input[name="inbox"]');
    return configure(model, {
      commit: first?.checked ? 'before' : 'after',
      keepsInbox: inbox?.checked ?? false,
    });
  }

  #become(after: Model, before = this.#model): void {
    this.#show(after);
    this.#announce(announce(before, after));
  }

  #show(model: Model): void {
    this.#model = model;
    for (const [name, text] of Object.entries(readings(model))) {
      const place = this.querySelector(`[data-show="${name}"]`);
      if (!place) continue;
      place.textContent = text;
      place.classList.toggle('bad', ['twice', 'lost', 'overtaken'].includes(name) && text !== '0');
    }
    for (const input of this.querySelectorAll<HTMLInputElement>('input[name="commit"]')) {
      input.checked = input.value === model.commit;
    }
    const inbox = this.querySelector<HTMLInputElement>('input[name="inbox"]');
    if (inbox) inbox.checked = model.keepsInbox;
    const more = this.querySelector<HTMLButtonElement>('[data-act="partition"]');
    more?.setAttribute('aria-disabled', String(model.partitions.length === maxPartitions));
    this.#showPartitions();
    this.#showInstances();
    const rows = model.entries.map((entry) => element('li', describe(entry)));
    this.querySelector('[data-entries]')?.replaceChildren(...rows.toReversed());
  }

  #showPartitions(): void {
    const model = this.#model;
    const rows = model.partitions.map((records, at) => {
      const row = document.createElement('tr');
      const name = element('th', `p${at}`);
      name.setAttribute('scope', 'row');
      const chips = document.createElement('td');
      for (const [offset, record] of records.entries()) {
        const state = stateOf(model, at, offset);
        const chip = element('span', idOf(record), `record ${state}`);
        chip.append(element('span', `, ${stateNames[state]}`, 'unseen'));
        chips.append(chip, ' ');
      }
      row.append(
        name,
        element('td', ownerOf(model, at) ?? 'nobody'),
        chips,
        element('td', String(lag(model, at))),
      );
      return row;
    });
    this.querySelector('[data-partitions]')?.replaceChildren(...rows);
  }

  #showInstances(): void {
    for (const instance of instances) {
      const running = this.#model.consumers.includes(instance);
      const button = this.querySelector(`[data-instance="${instance}"]`);
      if (button) button.textContent = `${running ? 'Kill' : 'Start'} ${instance}`;
      const place = this.querySelector(`[data-duty="${instance}"]`);
      if (place) place.textContent = duty(this.#model, instance);
    }
  }

  #announce(text: string): void {
    const regions = this.querySelectorAll('[data-status]');
    for (const region of regions) region.textContent = '';
    const region = regions[this.#turn % regions.length];
    if (region) region.textContent = text;
    this.#turn++;
  }
}

customElements.define('log-figure', LogFigure);
