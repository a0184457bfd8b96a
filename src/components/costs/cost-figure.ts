/** <cost-figure>: works the sum out anew when a field changes. The markup is CostFigure.astro's. */
import { LiveFigure } from '../figure/live-figure.ts';
import {
  chainAvailability,
  defaults,
  downMinutes,
  inOneProcess,
  overNetwork,
  plotMinutes,
  type Chain,
} from './model.ts';
import { column, duration, factor, summary } from './words.ts';

class CostFigure extends LiveFigure<Chain> {
  constructor() {
    super(defaults);
  }

  protected override draw(values: Chain): string {
    // Half a service makes no sense, and a call that is slow is not faster than a typical one.
    const chain = {
      ...values,
      services: Math.round(values.services),
      calls: Math.round(values.calls),
      p99: Math.max(values.p50, values.p99),
    };
    const calls = chain.services * chain.calls;
    this.show('services', String(chain.services));
    this.show('calls', String(calls));
    this.show('other-calls', String(calls - 1));
    this.show('factor', factor(chain.availability));
    this.show('first-down', duration(downMinutes(chain.availability)));
    for (const [name, text] of Object.entries(column(overNetwork(chain)))) this.show(name, text);
    for (const [name, text] of Object.entries(column(inOneProcess(chain)))) this.show(`single-${name}`, text);
    this.#drawBars(chain);
    return summary(chain);
  }

  /** One bar for each further service: the minutes of failure of the chain up to it. */
  #drawBars(chain: Chain): void {
    const { availability, services } = chain;
    const bars = this.querySelector('[data-bars]');
    if (!bars) return;
    while (bars.childElementCount > services) bars.lastElementChild?.remove();
    while (bars.childElementCount < services) bars.append(document.createElement('span'));
    const highest = plotMinutes(chain);
    for (const [at, bar] of [...bars.children].entries()) {
      if (!(bar instanceof HTMLElement)) continue;
      const minutes = downMinutes(chainAvailability(availability, at + 1));
      bar.style.height = `${(100 * minutes) / highest}%`;
    }
  }
}

customElements.define('cost-figure', CostFigure);
