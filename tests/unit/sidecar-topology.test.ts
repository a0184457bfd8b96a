import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../src/sidecar/topology.ts';

const service = (name: string, port?: number) => ({
  name,
  kind: 'service' as const,
  summary: name,
  entry: `${name}/main.ts`,
  port,
  replicas: 1,
  env: {},
});
const machine = { portFor: (logical: number): number => logical + 20_000 };
const services = [service('orders', 3003), service('payments', 3004), service('shopper')];

describe('topologyOf', () => {
  it('gives every link a port and tells its caller', () => {
    const { configuration, env, serviceAt } = topologyOf(
      {
        services,
        links: [
          { from: 'orders', to: 'payments', env: 'PAYMENTS_URL' },
          { from: 'orders', to: 'payments', env: 'REFUNDS_URL' },
          { from: 'shopper', to: 'orders', env: 'ORDERS_URL' },
        ],
      },
      machine,
      { hopSpans: 'off', seed: 4 },
    );
    expect(configuration).toEqual({
      services: [
        { name: 'orders', port: 23_003 },
        { name: 'payments', port: 23_004 },
      ],
      links: [
        { from: 'orders', to: 'payments', listen: 34_000 },
        { from: 'shopper', to: 'orders', listen: 34_001 },
      ],
      collector: 24_318,
      hopSpans: 'off',
      seed: 4,
    });
    expect(env['orders']).toEqual({
      OTEL_SERVICE_NAME: 'orders',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:24318',
      PAYMENTS_URL: 'http://127.0.0.1:34000',
      REFUNDS_URL: 'http://127.0.0.1:34000',
    });
    expect(env['shopper']).toMatchObject({ ORDERS_URL: 'http://127.0.0.1:34001' });
    expect([serviceAt(3004), serviceAt(14_000)]).toEqual(['payments', undefined]);
  });

  it('names a link that leads nowhere', () => {
    const links = [{ from: 'orders', to: 'shopper', env: 'SHOPPER_URL' }];
    expect(() => topologyOf({ services, links }, machine)).toThrow('shopper has no port');
  });
});
