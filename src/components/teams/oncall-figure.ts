/** <oncall-figure>: works the rota out anew when a field changes. The markup is OncallFigure.astro's. */
import { LiveFigure } from '../figure/live-figure.ts';
import { broken, calendar, defaults, type Rota } from './model.ts';
import { cells, summary, verdict, weekNames } from './words.ts';

class OncallFigure extends LiveFigure<Rota> {
  constructor() {
    super(defaults);
  }

  protected override draw(values: Rota): string {
    // People and services come whole.
    const rota = {
      ...values,
      people: Math.round(values.people),
      onDuty: Math.round(values.onDuty),
      services: Math.round(values.services),
    };
    for (const [name, text] of Object.entries(cells(rota))) this.show(name, text);
    this.show('verdict', verdict(rota));
    const list: readonly string[] = broken(rota);
    for (const row of this.querySelectorAll<HTMLElement>('[data-bound]')) {
      row.classList.toggle('over', list.includes(row.dataset['bound'] ?? ''));
    }
    const weeks = this.querySelectorAll<HTMLElement>('li[data-week]');
    for (const [at, week] of calendar(rota, weeks.length).entries()) {
      const cell = weeks[at];
      if (cell) cell.dataset['week'] = week;
      this.show(`week-${at}`, weekNames[week]);
    }
    return summary(rota);
  }
}

customElements.define('oncall-figure', OncallFigure);
