/** <shared-figure>: shows what becomes of a statement when a field changes. The markup is SharedFigure.astro's. */
import { LiveFigure } from '../figure/live-figure.ts';
import { defaults, outcome, type Split } from './model.ts';
import { rows, summary } from './words.ts';

class SharedFigure extends LiveFigure<Split> {
  constructor() {
    super(defaults);
  }

  protected override draw(values: Split): string {
    const result = outcome({ ...values, rows: Math.round(values.rows) });
    const { statement } = result;
    this.show('sql', statement.sql);
    for (const [name, text] of Object.entries(rows(result))) this.show(name, text);
    for (const [index, button] of [...this.querySelectorAll('[data-preset]')].entries())
      button.setAttribute('aria-pressed', String(index === values.statement));
    const touched: readonly string[] = statement.touches;
    for (const chip of this.querySelectorAll('[data-module]')) {
      const name = chip.getAttribute('data-module') ?? '';
      const left = name in values && values[name as keyof Split] === true;
      chip.toggleAttribute('data-left', left);
      chip.toggleAttribute('data-touched', touched.includes(name));
    }
    return summary(result);
  }
}

customElements.define('shared-figure', SharedFigure);
