/** <import-figure>: draws the imports that the reader adds, and what the rule says of each. Markup: ImportFigure.astro. */
import { line } from './layout.ts';
import { add, found, judge, modules, remove, tidy, type Import, type Module, type Target } from './model.ts';
import { news, sentence, summary, verdictWords } from './words.ts';

const presets: Record<string, readonly Import[]> = { tidy, found, empty: [] };

function isModule(value: string): value is Module {
  return (modules as readonly string[]).includes(value);
}

class ImportFigure extends HTMLElement {
  #imports = tidy;
  /** Two live regions take turns: a text that repeats is announced again. */
  #turn = 0;

  connectedCallback(): void {
    this.querySelector('form')?.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#add();
    });
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      const preset = presets[button?.dataset['graph'] ?? ''];
      if (preset) this.#show(preset, summary(preset));
      const index = button?.dataset['remove'];
      if (index !== undefined) this.#remove(Number(index));
    });
    this.#show(this.#imports);
  }

  #choice(name: string): string {
    return this.querySelector<HTMLSelectElement>(`select[name="${name}"]`)?.value ?? '';
  }

  #add(): void {
    const [from, to] = [this.#choice('from'), this.#choice('to')];
    if (!isModule(from) || !isModule(to)) return;
    if (from === to) {
      this.#announce(`Within ${from} every file may import every other.`);
      return;
    }
    const target: Target = this.#choice('target') === 'inside' ? 'inside' : 'facade';
    const one: Import = { from, to, target };
    const imports = add(this.#imports, one);
    this.#show(imports, news(imports, one));
  }

  #remove(index: number): void {
    const one = this.#imports[index];
    if (!one) return;
    const imports = remove(this.#imports, one);
    this.#show(imports, `Removed. ${summary(imports)}`);
    // The button is gone; the keyboard goes on at its neighbour.
    const buttons = this.querySelectorAll<HTMLElement>('[data-remove]');
    (buttons[Math.min(index, buttons.length - 1)] ?? this.querySelector('select'))?.focus();
  }

  #show(imports: readonly Import[], announcement?: string): void {
    this.#imports = imports;
    this.querySelector('[data-lines]')?.replaceChildren(...imports.map((each) => this.#line(each)));
    this.querySelector('[data-imports]')?.replaceChildren(...imports.map((each, at) => this.#row(each, at)));
    const total = this.querySelector('[data-summary]');
    if (total) total.textContent = summary(imports);
    if (announcement !== undefined) this.#announce(announcement);
  }

  #line(one: Import): SVGPathElement {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    const { allowed } = judge(this.#imports, one);
    path.setAttribute('d', line(one));
    path.setAttribute('class', allowed ? 'import' : 'import refused');
    path.setAttribute('marker-end', `url(#${allowed ? 'import-head' : 'import-head-refused'})`);
    return path;
  }

  #row(one: Import, index: number): HTMLTableRowElement {
    const row = document.createElement('tr');
    const verdict = judge(this.#imports, one);
    const words = document.createElement('td');
    words.className = verdict.allowed ? '' : 'refused';
    words.textContent = verdictWords(verdict, one);
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.dataset['remove'] = String(index);
    button.textContent = 'Remove';
    button.setAttribute('aria-label', `Remove: ${sentence(one)}`);
    const source = document.createElement('td');
    source.textContent = sentence(one);
    const last = document.createElement('td');
    last.append(button);
    row.append(source, words, last);
    return row;
  }

  #announce(text: string): void {
    const regions = this.querySelectorAll('[data-status]');
    for (const region of regions) region.textContent = '';
    const region = regions[this.#turn % regions.length];
    if (region) region.textContent = text;
    this.#turn++;
  }
}

customElements.define('import-figure', ImportFigure);
