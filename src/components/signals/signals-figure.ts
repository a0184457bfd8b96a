/** <signals-figure>: judges the shop anew when a measurement changes. The markup is SignalsFigure.astro's. */
import { LiveFigure } from '../figure/live-figure.ts';
import { judge, quietShop, type Shop } from './model.ts';
import { because, headline, stateNames, summary } from './words.ts';

class SignalsFigure extends LiveFigure<Shop> {
  constructor() {
    super(quietShop);
  }

  protected override draw(shop: Shop): string {
    const verdict = judge(shop);
    this.show('headline', headline(verdict));
    this.show('because', because(verdict, shop));
    for (const { signal, state, evidence, next } of verdict.findings) {
      this.querySelector(`[data-signal="${signal}"]`)?.setAttribute('data-state', state);
      this.show(`${signal}-state`, stateNames[state]);
      this.show(`${signal}-evidence`, evidence);
      this.show(`${signal}-next`, next);
    }
    return summary(verdict, shop);
  }
}

customElements.define('signals-figure', SignalsFigure);
