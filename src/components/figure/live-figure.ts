/** What the lessons' figures with fields share. The markup is each figure's own. */
import { keepUnits } from '../lesson/units.ts';

/**
 * A figure that is redrawn whenever one of its fields changes. A field belongs to the entry of the values that bears
 * its name: a number to `<input type=number>`, a boolean to a checkbox. A button's `data-preset` holds values as JSON.
 */
export abstract class LiveFigure<T extends { [K in keyof T]: number | boolean }> extends HTMLElement {
  /** What the fields say; a field that says nothing usable leaves its last good value in force. */
  #values: T;
  /** Two live regions take turns: a text that repeats is announced again. */
  #turn = 0;

  constructor(defaults: T) {
    super();
    this.#values = defaults;
  }

  /** Draws the values, and returns what to tell somebody who does not see the drawing. */
  protected abstract draw(values: T): string;

  connectedCallback(): void {
    this.addEventListener('input', () => {
      this.#read();
      this.draw(this.#values);
    });
    this.addEventListener('change', () => {
      this.#write();
      this.#announce(this.draw(this.#values));
    });
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const preset = button?.dataset['preset'];
      if (preset === undefined) return;
      // The markup's presets are made from values of this very type.
      this.#values = { ...this.#values, ...(JSON.parse(preset) as Partial<T>) };
      this.#write();
      this.#announce(this.draw(this.#values));
    });
    // A browser that goes back may keep what was typed.
    this.#read();
    this.draw(this.#values);
  }

  /** Sets the text of the place that is marked `data-show="name"`. */
  protected show(name: string, text: string): void {
    for (const place of this.querySelectorAll(`[data-show="${name}"]`)) place.textContent = keepUnits(text);
  }

  #fields(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[name]')].filter(
      ({ name }) => name in this.#values,
    );
  }

  #read(): void {
    const entries = this.#fields().flatMap((field): [string, number | boolean][] => {
      if (field.type === 'checkbox') return [[field.name, field.checked]];
      const usable = field.value !== '' && !field.validity.rangeUnderflow && !field.validity.rangeOverflow;
      return usable ? [[field.name, field.valueAsNumber]] : [];
    });
    // Each entry has the name of one of the values, and its type by the kind of the field.
    this.#values = { ...this.#values, ...(Object.fromEntries(entries) as Partial<T>) };
  }

  #write(): void {
    for (const field of this.#fields()) {
      const value = this.#values[field.name as keyof T];
      if (typeof value === 'boolean') field.checked = value;
      else field.value = String(value);
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
