/** <replica-figure>: draws anew what is read when a field changes. The markup is ReplicaFigure.astro's. */
import { LiveFigure } from '../figure/live-figure.ts';
import { defaults, outcome, phases, shown, strategies, type Scene, type Strategy } from './model.ts';
import { seconds, summary, verdict } from './words.ts';

class ReplicaFigure extends LiveFigure<Scene> {
  constructor() {
    super(defaults);
  }

  protected override draw(scene: Scene): string {
    this.show('lag-value', seconds(scene.lag));
    this.show('readAfter-value', seconds(scene.readAfter));
    for (const strategy of strategies) {
      const result = outcome(strategy, scene);
      this.show(`${strategy}-seen`, verdict(result));
      this.querySelector(`[data-row="${strategy}"]`)?.toggleAttribute('data-wrong', result.wrong);
      this.#drawStrip(strategy, scene, result.readAt);
    }
    return summary(scene);
  }

  #drawStrip(strategy: Strategy, scene: Scene, readAt: number): void {
    const strip = this.querySelector(`[data-strip="${strategy}"]`);
    const reader = strip?.querySelector('.read');
    if (!strip || !(reader instanceof HTMLElement)) return;
    reader.style.insetInlineStart = `${(100 * readAt) / shown}%`;
    const drawn = phases(strategy, scene).map(({ from, to, seen }) => {
      const part = document.createElement('span');
      part.className = 'phase';
      part.dataset['seen'] = seen;
      part.style.insetInlineStart = `${(100 * from) / shown}%`;
      part.style.width = `${(100 * (to - from)) / shown}%`;
      return part;
    });
    strip.replaceChildren(...drawn, reader);
  }
}

customElements.define('replica-figure', ReplicaFigure);
