/** The chain of the lesson on calls between services: the figures that its text states. */
import { describe, expect, test } from 'vitest';

import { healthy, outcome, type Layer, type Setup } from '../../src/components/cascade/model.ts';
import { summary } from '../../src/components/cascade/words.ts';

const at = (layer: Layer, setup: Setup) => {
  const load = outcome(setup).loads.find((each) => each.layer === layer);
  if (!load) throw new Error(`There is no ${layer}.`);
  return load;
};
const hanging = { ...healthy, latency: 30 };

describe('while payments is well', () => {
  test('a checkout is one call, and ten are under way', () => {
    expect(at('payments', healthy)).toMatchObject({ perCheckout: 1, perSecond: 50 });
    expect(at('orders', healthy).inFlight).toBeCloseTo(10);
    expect(summary(outcome(healthy))).toBe(
      'A checkout is answered after 0.2 s. One call reaches payments for it. Everybody has room.',
    );
  });
});

describe('while payments hangs', () => {
  test('three layers with three tries make 27 calls', () => {
    const { loads } = outcome(hanging);
    expect(loads.map((each) => each.perCheckout)).toEqual([1, 3, 9, 27]);
    expect(at('payments', hanging).perSecond).toBe(1_350);
    expect(at('orders', hanging)).toMatchObject({ held: 3, inFlight: 1_350 });
    expect(at('orders', hanging).fullAfter).toBeCloseTo(200 / 450);
    expect(summary(outcome(hanging))).toBe(
      'A checkout fails after 3 s. 27 calls reach payments for it. Gateway, orders and payments run out of places.',
    );
  });

  test('one layer that retries makes three', () => {
    const setup = { ...hanging, everyLayer: false };
    expect(outcome(setup).loads.map((each) => each.perCheckout)).toEqual([1, 1, 1, 3]);
    expect(outcome(setup).wait).toBe(1);
  });

  test('one deadline for all leaves time for one try, and work stops with it', () => {
    const setup = { ...hanging, deadline: true };
    expect(outcome(setup)).toMatchObject({ wait: 1, succeeds: false });
    expect(outcome(setup).loads.map((each) => each.perCheckout)).toEqual([1, 1, 1, 1]);
    expect(at('payments', setup).inFlight).toBe(50);
  });

  test('an open breaker calls nobody, and orders answers', () => {
    const setup = { ...hanging, breaker: true };
    expect(outcome(setup)).toMatchObject({ succeeds: true, wait: 0.001 });
    expect(at('payments', setup)).toMatchObject({ perCheckout: 0, inFlight: 0 });
  });
});

describe('while payments is down', () => {
  test('retries multiply just the same, but nothing fills up', () => {
    const setup = { ...healthy, down: true };
    expect(at('payments', setup).perCheckout).toBe(27);
    expect(outcome(setup).loads.every((each) => each.fullAfter === Infinity)).toBe(true);
    expect(outcome(setup).wait).toBeCloseTo(0.135);
  });

  test('a deadline does not stop retries that fail at once', () => {
    expect(at('payments', { ...healthy, down: true, deadline: true }).perCheckout).toBe(27);
  });
});

test('slow, but within the timeout, is not retried', () => {
  const setup = { ...healthy, latency: 0.9 };
  expect(outcome(setup).loads.map((each) => each.perCheckout)).toEqual([1, 1, 1, 1]);
  expect(at('orders', setup).inFlight).toBeCloseTo(45);
});
