/** The waterfall of the lesson on tracing: the figures that its text states. */
import { describe, expect, test } from 'vitest';

import { bottleneck, defaults, waitedFor, waterfall } from '../../src/components/waterfall/model.ts';
import { barWords, summary } from '../../src/components/waterfall/words.ts';

const barOf = (id: string, work = defaults) => {
  const bar = waterfall(work).bars.find((each) => each.id === id);
  if (!bar) throw new Error(`There is no bar ${id}.`);
  return bar;
};

describe('the checkout of the lesson', () => {
  test('takes 450 ms: 395 in spans, 55 in none, and Stripe has most', () => {
    const trace = waterfall(defaults);
    expect(trace).toMatchObject({ total: 450, end: 450, unexplained: 55 });
    const explained = trace.bars.slice(1).reduce((sum, bar) => sum + waitedFor(bar), 0);
    expect(explained).toBe(395);
    expect(bottleneck(trace)?.id).toBe('stripe');
    expect(summary(trace)).toBe(
      'The customer waits 450 ms. The bottleneck is “Stripe charge” of payments, 320 ms. No span explains 55 ms.',
    );
  });

  test('says of each span what its time was', () => {
    expect(barWords(barOf('root'))).toBe('450 ms, 55 ms in no span');
    expect(barWords(barOf('orders'))).toBe('383 ms, 1 ms its own');
    expect(barWords(barOf('payments'))).toBe('380 ms, 10 ms its own');
    expect(barWords(barOf('stripe'))).toBe('320 ms, all on the path');
    expect(barWords(barOf('mail'))).toBe('5 ms, nobody waits');
  });
});

describe('what the reader changes', () => {
  test('half of Stripe’s time saves all of that half', () => {
    expect(waterfall({ ...defaults, stripe: 160 }).total).toBe(290);
  });

  test('at once, the shorter one is off the path', () => {
    const work = { ...defaults, together: true };
    expect(waterfall(work).total).toBe(400);
    expect(barWords(barOf('fraud', work))).toBe('50 ms, off the path');
    expect(barWords(barOf('stripe', { ...work, fraud: 400 }))).toBe('320 ms, off the path');
  });

  test('a slow mail makes nobody wait', () => {
    expect(waterfall({ ...defaults, mail: 1_000 })).toMatchObject({ total: 450, end: 1_440 });
  });

  test.each([defaults, { ...defaults, together: true }, { ...defaults, stripe: 0, fraud: 0, basket: 0 }])(
    'the path is as long as the wait',
    (work) => {
      const trace = waterfall(work);
      expect(trace.bars.reduce((sum, bar) => sum + waitedFor(bar), 0)).toBe(trace.total);
    },
  );
});
