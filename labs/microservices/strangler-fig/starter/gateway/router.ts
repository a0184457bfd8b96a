/** Decides which side answers a request: a naive router, as many an introduction has it. */
import { readFile } from 'node:fs/promises';

import type { Clock } from '#kit/clock.ts';
import { openDatabase } from '#kit/database.ts';

import { migrations } from '../monolith/schemas.ts';
import { forward } from './forward.ts';
import type { Rollout } from './rollout.ts';
import type { GatewayAnswer, GatewayRequest, Observation, Side } from './types.ts';

export interface RouterOptions {
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly rollout: Rollout;
  /** To be told of each call to either side that is made for `/users`. */
  readonly observe: (observation: Observation) => void;
  /** Base URLs of both sides, without a trailing slash. */
  readonly urls: Readonly<Record<Side, string>>;
}

export interface Routed extends GatewayAnswer {
  /** Who gave this answer. */
  readonly side: Side;
}

export interface Router {
  handle(request: GatewayRequest): Promise<Routed>;
}

export function createRouter({ fetch, rollout, urls }: RouterOptions): Router {
  const { signal } = new AbortController();
  return {
    handle: async (request) => {
      const [, user] = /^\/users\/([^/?]+)/.exec(request.target) ?? [];
      if (user === undefined)
        return { side: 'monolith', ...(await forward(request, urls.monolith, { fetch, signal })) };
      if (Math.random() * 100 < (await rollout.percent()))
        return { side: 'users', ...(await forward(request, urls.users, { fetch, signal })) };
      if (request.method !== 'GET')
        return { side: 'monolith', ...(await forward(request, urls.monolith, { fetch, signal })) };
      return { side: 'monolith', ...(await readUserRow(user)) };
    },
  };
}

/** Reads the monolith's own table, past the monolith. */
async function readUserRow(id: string): Promise<GatewayAnswer> {
  const lines = (await readFile('data/shop.journal', 'utf8')).split('\n').slice(0, -1);
  const journal = { read: async () => lines, append: async () => {}, close: async () => {} };
  const db = await openDatabase({ name: 'shop', migrations, journal });
  const [row] = await db.query('select id, name, email, version from users where id = $1', [id]);
  await db.close();
  return {
    status: row ? 200 : 404,
    headers: [['content-type', 'application/json']],
    body: new TextEncoder().encode(JSON.stringify(row ?? { title: 'No such user', status: 404 })),
  };
}
