import { describe, expect, test } from 'vitest';

import { CheckFailure, describeFailure } from '../../labs/kit/check-failure.ts';
import { exchangeRecorder } from '../../labs/kit/check-http.ts';
import type { Exchange } from '../../labs/kit/check-http.ts';
import { createService } from '../../labs/kit/http.ts';

function thrownBy(body: () => void): unknown {
  try {
    body();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}

const actual = (value: unknown): string => describeFailure(thrownBy(() => expect(value).toBe(1))).actual;

describe('describeFailure', () => {
  test.each([
    {
      name: 'values',
      body: () => expect('closed', 'state after the fifth failure').toBe('open'),
      expected: 'state after the fifth failure: "open"',
      actual: '"closed"',
    },
    {
      name: 'objects',
      body: () => expect({ a: [1] }, 'row').toEqual({ a: [2] }),
      expected: 'row: {"a":[2]}',
      actual: '{"a":[1]}',
    },
    {
      name: 'a negated one',
      body: () => expect('open', 'state').not.toBe('open'),
      expected: "state: not to be 'open'",
      actual: '"open"',
    },
    {
      name: 'a comparison',
      body: () => expect(3, 'calls').toBeGreaterThan(5),
      expected: 'calls: to be greater than 5',
      actual: '3',
    },
    { name: 'no label', body: () => expect(1).toBe(2), expected: '2', actual: '1' },
    {
      name: 'undefined',
      body: () => expect(undefined, 'retryAfterMs').toBe(18_000),
      expected: 'retryAfterMs: 18000',
      actual: 'undefined',
    },
  ])('an assertion: $name', ({ body, ...failure }) => {
    expect(describeFailure(thrownBy(body))).toMatchObject({
      expected: failure.expected,
      actual: failure.actual,
    });
  });

  test('an error of the code under test', () => {
    const cause = new Error('connect ECONNREFUSED');
    expect(describeFailure(new TypeError('fetch failed', { cause }))).toEqual({
      expected: 'no error',
      actual: 'TypeError: fetch failed (connect ECONNREFUSED)',
    });
    expect(describeFailure('a string').actual).toBe('"a string" was thrown');
  });

  test('a failure in words of its own, which keeps the place of its cause', () => {
    const cause = new Error('there is no file orders/app.ts');
    const failure = new CheckFailure('orders/app.ts can be imported', cause.message, cause);
    expect(describeFailure(failure)).toEqual({
      expected: 'orders/app.ts can be imported',
      actual: 'there is no file orders/app.ts',
    });
    expect(failure.stack).toBe(cause.stack);
  });

  test('what is long or cannot be written as JSON', () => {
    const round: Record<string, unknown> = {};
    round['self'] = round;
    expect(actual(round)).toBe('[object Object]');
    expect(actual('x'.repeat(1000)).length).toBeLessThan(700);
    expect(actual(new RangeError('no'))).toBe('RangeError: no');
  });
});

describe('exchangeRecorder', () => {
  test('records what was sent and what came back', async () => {
    const service = createService({
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      routes: { 'POST /orders': ({ body }) => ({ status: 201, body }) },
    });
    const { url } = await service.listen(0);
    const exchanges: Exchange[] = [];
    const request = exchangeRecorder((exchange) => exchanges.push(exchange));
    const response = await request(`${url}/orders?a=1`, { method: 'POST', body: { item: 'teapot' } });
    expect(response.status).toBe(201);
    expect(response.json()).toEqual({ item: 'teapot' });
    expect(exchanges[0]?.response).toBeNull();
    expect(exchanges[1]).toMatchObject({
      request: {
        start: 'POST /orders?a=1',
        headers: { 'content-type': 'application/json' },
        body: '{"item":"teapot"}',
      },
      response: { start: '201 Created', body: '{"item":"teapot"}' },
    });
    const live = await request(`${url}/health/live`);
    expect(live.headers['content-type']).toBe('application/json');

    await service.close();
    const refused = await request(`${url}/orders`).catch(describeFailure);
    expect(refused).toMatchObject({ expected: 'an answer to GET /orders' });
    expect(refused).toMatchObject({
      actual: expect.stringMatching(
        /^there was none: (Error: connect ECONNREFUSED|SocketError: other side closed)/,
      ),
    });
    expect(exchanges.at(-1)?.response).toBeNull();
  });
});
