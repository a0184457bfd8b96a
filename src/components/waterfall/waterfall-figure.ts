/** <waterfall-figure>: draws the checkout anew when the reader changes what takes how long. Markup: WaterfallFigure.astro. */
import { LiveFigure } from '../figure/live-figure.ts';
import { defaults, waterfall, type Stretch, type Work } from './model.ts';
import { barWords, milliseconds, summary } from './words.ts';

class WaterfallFigure extends LiveFigure<Work> {
  constructor() {
    super(defaults);
  }

  protected override draw(work: Work): string {
    const trace = waterfall(work);
    for (const bar of trace.bars) {
      const row = this.querySelector(`[data-bar="${bar.id}"]`);
      const words = row?.querySelector('[data-words]');
      if (words) words.textContent = barWords(bar);
      const whole = this.#stretch(bar, trace.end, 'bar');
      const path = bar.path.map((each) => this.#stretch(each, trace.end, bar.id === 'root' ? 'gap' : 'path'));
      row?.querySelector('[data-track]')?.replaceChildren(whole, ...path);
    }
    this.show('end', milliseconds(trace.end));
    const text = summary(trace);
    this.show('summary', text);
    return text;
  }

  #stretch({ start, end }: Stretch, total: number, className: string): HTMLElement {
    const element = document.createElement('span');
    element.className = className;
    element.style.insetInlineStart = `${(100 * start) / total}%`;
    element.style.width = `${(100 * (end - start)) / total}%`;
    return element;
  }
}

customElements.define('waterfall-figure', WaterfallFigure);
