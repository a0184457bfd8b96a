import { describe, expect, it } from 'vitest';
import { replayOf } from '../../src/workspace/panels/checks/replay.ts';

const service = (name: string, port?: number) => ({
  name,
  kind: 'service' as const,
  summary: '.',
  entry: `${name}/main.ts`,
  replicas: 1,
  env: {},
  ...(port === undefined ? {} : { port }),
});
const preset = (id: string, to: string, method: 'GET' | 'POST', path: string) => ({
  id,
  title: id,
  service: to,
  method,
  path,
  headers: {},
});
const lab = {
  services: [service('gateway', 8080), service('orders', 3003), service('shopper')],
  presets: [
    preset('order', 'gateway', 'POST', '/orders?fast=1'),
    preset('stock', 'orders', 'GET', '/stock/7'),
  ],
};
const exchange = (start: string, body = '') => ({
  exchange: { request: { start, headers: { 'content-type': 'application/json' }, body }, response: null },
});

describe('the request of a failed check', () => {
  it.each([
    ['POST /orders', 'gateway'],
    ['GET /stock/9', 'orders'],
    ['GET /gateway/health', 'gateway'],
  ])('%s goes to %s', (start, to) => {
    expect(replayOf(lab, exchange(start))?.service).toBe(to);
  });

  it('is sent as it was, headers and body', () => {
    expect(replayOf(lab, exchange('POST /orders?x=1', '{"item":"teapot"}'))).toEqual({
      service: 'gateway',
      method: 'POST',
      path: '/orders?x=1',
      headers: [['content-type', 'application/json']],
      body: '{"item":"teapot"}',
    });
  });

  it('is not guessed', () => {
    expect(replayOf(lab, { exchange: null })).toBeNull();
    expect(replayOf(lab, exchange('GET /elsewhere'))).toBeNull();
    expect(replayOf(lab, exchange('POST /orders', '{"long": …'))).toBeNull();
    expect(replayOf(lab, exchange('no request line'))).toBeNull();
  });

  it('goes to the only service there is', () => {
    const single = { services: [service('monolith', 3000), service('shopper')], presets: [] };
    expect(replayOf(single, exchange('GET /anything'))?.service).toBe('monolith');
  });
});
