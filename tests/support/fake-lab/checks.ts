import { check } from '#kit/check.ts';
import { expect } from 'vitest';
import type * as Count from './counter/count.ts';

export { setCheckHost } from '#kit/check.ts';

const path = 'counter/count.ts';
const lesson = 'fake-lesson#counting';

check(
  { id: 'starts-at-zero', type: 'in-process', title: 'A counter starts at zero', lesson, hint: 1 },
  async (lab) => {
    const { Counter } = await lab.load<typeof Count>(path, 'Counter');
    expect(new Counter().value, 'value at first').toBe(0);
  },
);

check({ id: 'counts', type: 'in-process', title: 'A counter counts', lesson, hint: 1 }, async (lab) => {
  const { Counter } = await lab.load<typeof Count>(path, 'Counter');
  const counter = new Counter();
  expect(counter.add(), 'value after one step').toBe(1);
  expect(counter.add(2), 'value after three steps').toBe(3);
});

check(
  { id: 'remembers', type: 'in-process', title: 'A counter has a history', lesson, hint: 2 },
  async (lab) => {
    const { Counter } = await lab.load<typeof Count>(path, 'Counter');
    const counter = new Counter();
    counter.add(3);
    expect(counter.state(), 'state after three steps').toEqual({ value: 3, history: [0, 1, 2] });
  },
);

check(
  { id: 'throws-below-zero', type: 'in-process', title: 'A counter stays at or above zero', lesson, hint: 2 },
  async (lab) => {
    const { Counter } = await lab.load<typeof Count>(path, 'Counter');
    const counter = new Counter();
    expect(() => counter.add(-1), 'a step below zero').toThrow(RangeError);
  },
);

check({ id: 'waits', type: 'in-process', title: 'A counter settles', lesson, hint: 3 }, async (lab) => {
  const { Counter } = await lab.load<typeof Count>(path, 'Counter');
  const counter = new Counter();
  counter.add(2);
  await expect(counter.settled(), 'value once settled').resolves.toBe(2);
});

check(
  { id: 'serves', type: 'processes', title: 'The service counts seconds', lesson, hint: 3 },
  async (lab) => {
    const service = await lab.start('counter');
    await service.advance(2_500);
    const { json } = await lab.request(`${service.url}/`);
    expect(json(), 'state after two seconds').toEqual({ value: 2, history: [0, 1] });
    await service.kill();
  },
);
