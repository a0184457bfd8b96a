/** <gateway-figure>: follows the request that the fields describe, stage by stage. Markup: GatewayFigure.astro. */
import { LiveFigure } from '../figure/live-figure.ts';
import { defaults, follow, type Asked } from './model.ts';
import { answerFields, calledWords, lines, statusLine, summary } from './words.ts';

class GatewayFigure extends LiveFigure<Asked> {
  constructor() {
    super(defaults);
  }

  protected override draw(values: Asked): string {
    // Requests and kilobytes come in whole numbers.
    const asked = { ...values, before: Math.round(values.before), kilobytes: Math.round(values.kilobytes) };
    const journey = follow(asked);
    for (const { stage, state, text } of lines(asked)) {
      this.show(`stage-${stage}`, text);
      this.querySelector(`[data-stage="${stage}"]`)?.setAttribute('data-state', state);
    }
    this.show('status', statusLine(journey));
    this.show('called', calledWords(journey));
    this.show('fields', answerFields(asked, journey).join('\n'));
    return summary(asked);
  }
}

customElements.define('gateway-figure', GatewayFigure);
