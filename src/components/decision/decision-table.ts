/** <decision-table>: reads the table anew when an answer changes, and keeps the answers in the address. */
import { LiveFigure } from '../figure/live-figure.ts';
import { fromQuery, toQuery } from './link.ts';
import { decide, defaults, type Answers } from './model.ts';
import { asText, ends, flipLines, parts, phrase, summary } from './words.ts';

function items(lines: readonly string[]): HTMLLIElement[] {
  return lines.map((textContent) => Object.assign(document.createElement('li'), { textContent }));
}

/** People, minutes and checkouts come in whole numbers. */
function whole(values: Answers): Answers {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? Math.round(value) : value,
  ]);
  // Rounding changes neither names nor types.
  return Object.fromEntries(entries) as Answers;
}

/** The address of this page that carries the answers. */
function address(answers: Answers): string {
  const url = new URL(location.href);
  url.search = toQuery(answers);
  url.hash = 'tool';
  return url.href;
}

class DecisionTable extends LiveFigure<Answers> {
  #answers = defaults;
  /** The address changes with the answers, but not before the reader has changed one. */
  #touched = false;

  constructor() {
    super(defaults);
  }

  override connectedCallback(): void {
    const linked = fromQuery(location.search);
    if (linked) this.#fill(linked);
    super.connectedCallback();
    this.#touched = true;
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const link = address(this.#answers);
      if (button?.dataset['copy'] === 'text') void this.#copy(asText(this.#answers, link));
      if (button?.dataset['copy'] === 'link') void this.#copy(link);
    });
  }

  protected override draw(values: Answers): string {
    const answers = whole(values);
    const decision = decide(answers);
    this.#answers = answers;
    for (const [name, text] of Object.entries(parts(answers, decision))) this.show(name, text);
    this.#list(
      'evidence',
      decision.evidence.map((name) => phrase(name, answers)),
    );
    this.#list('flips', flipLines(answers));
    const reached = ends(decision);
    for (const end of this.querySelectorAll('[data-end]')) {
      end.classList.toggle('reached', reached.includes(end.getAttribute('data-end') ?? ''));
    }
    this.show('text', asText(answers, address(answers)));
    this.show('copied', '');
    if (this.#touched) history.replaceState(history.state, '', `?${toQuery(answers)}${location.hash}`);
    return summary(answers);
  }

  #fill(answers: Answers): void {
    for (const field of this.querySelectorAll<HTMLInputElement>('input[name]')) {
      const value = Object.entries(answers).find(([name]) => name === field.name)?.[1];
      if (typeof value === 'boolean') field.checked = value;
      else if (value !== undefined) field.value = String(value);
    }
  }

  #list(name: string, lines: readonly string[]): void {
    this.querySelector(`[data-list="${name}"]`)?.replaceChildren(...items(lines));
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.show('copied', 'Copied.');
    } catch {
      this.show(
        'copied',
        'This browser does not let the page copy. Open the text below and copy it from there.',
      );
    }
  }
}

customElements.define('decision-table', DecisionTable);
