/** <cascade-figure>: works the chain out anew when a field changes. The markup is CascadeFigure.astro's. */
import { LiveFigure } from '../figure/live-figure.ts';
import { healthy, outcome, type Setup } from './model.ts';
import { count, room, seconds, summary } from './words.ts';

/** More marks than this are no easier to count than a number. */
const mostMarks = 125;

class CascadeFigure extends LiveFigure<Setup> {
  constructor() {
    super(healthy);
  }

  protected override draw(values: Setup): string {
    // Half a try makes no sense, and nobody waits for less than no time.
    const setup = {
      ...values,
      attempts: Math.round(values.attempts),
      timeout: Math.max(0.01, values.timeout),
    };
    const result = outcome(setup);
    for (const load of result.loads) {
      const row = this.querySelector(`[data-layer="${load.layer}"]`);
      const set = (name: string, text: string): void => {
        const cell = row?.querySelector(`[data-cell="${name}"]`);
        if (cell) cell.textContent = text;
      };
      set('calls', count(load.perCheckout));
      set('rate', `${count(load.perSecond)} /s`);
      set('held', load.perSecond === 0 ? '–' : seconds(load.held));
      set('flight', count(load.inFlight));
      set('room', room(load));
      row?.classList.toggle('full', load.layer !== 'app' && Number.isFinite(load.fullAfter));
      this.#mark(load.layer, Math.min(load.perCheckout, mostMarks));
    }
    const text = summary(result);
    this.show('summary', text);
    return text;
  }

  /** One mark for each request of one checkout. */
  #mark(layer: string, wanted: number): void {
    const marks = this.querySelector(`[data-marks="${layer}"]`);
    if (!marks) return;
    while (marks.childElementCount > wanted) marks.lastElementChild?.remove();
    while (marks.childElementCount < wanted) marks.append(document.createElement('span'));
  }
}

customElements.define('cascade-figure', CascadeFigure);
