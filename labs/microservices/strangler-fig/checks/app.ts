/** The whole gateway in this process, over HTTP, with a store and both sides made up by the check. */
import { CheckFailure } from '#kit/check.ts';
import type { CheckResponse, LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { ManualClock } from '#kit/clock.ts';

import type * as AppModule from '#generated/labs/strangler-fig/trees/starter/gateway/app.ts';
import { upstreams, urls } from './gateway.ts';
import type { Call, Side, Upstream } from './gateway.ts';
import { silent, withService } from './shop.ts';

/** A store that does what it is told: holds a percentage, fails, or never answers. */
export interface Store {
  percent: number;
  state: 'well' | 'down' | 'hanging';
}

export interface GatewayUnderTest {
  readonly clock: ManualClock;
  readonly calls: readonly Call[];
  get(path: string, user?: string): Promise<CheckResponse>;
  set(percent: number): Promise<CheckResponse>;
  /** Who was called for `GET /users/u-1`; the first one, if it was both. */
  sideOf(user: string): Promise<Side>;
  /** Has the percentage read anew. */
  refresh(): Promise<void>;
}

export async function withGateway(
  lab: LabUnderTest,
  store: Store,
  given: Partial<Record<Side, Upstream>>,
  body: (gateway: GatewayUnderTest) => Promise<void>,
): Promise<void> {
  const { createApp } = await lab.load<typeof AppModule>('gateway/app.ts', 'createApp');
  const clock = manualClock();
  const { calls, fetch } = upstreams(given);
  const done = async (): Promise<void> => {
    if (store.state === 'hanging') await new Promise(() => undefined);
    if (store.state === 'down') throw new Error('the store cannot be reached');
  };
  const app = createApp({
    clock,
    fetch,
    log: silent,
    store: {
      read: async () => {
        await done();
        return store.percent;
      },
      write: async (percent) => {
        await done();
        store.percent = percent;
      },
    },
    config: { urls },
  });
  await withService(app, async (url) => {
    const refresh = (): Promise<void> => clock.advance(1_000);
    await refresh();
    const get = (path: string, user = 'u-1'): Promise<CheckResponse> =>
      lab.request(url + path, { headers: { 'x-user-id': user } });
    await body({
      clock,
      calls,
      get,
      refresh,
      set: (percent) => lab.request(`${url}/rollout`, { method: 'PUT', body: { percent } }),
      sideOf: async (user) => {
        const before = calls.length;
        const { status, body: text } = await get('/users/u-1', user);
        const call = calls[before];
        if (!call || status !== 200) throw new CheckFailure('GET /users/u-1: 200', `${status}, ${text}`);
        return call.side;
      },
    });
  });
}
