/** What the checks share: the whole gateway in this process, with the services behind it made up by the check. */
import { CheckFailure } from '#kit/check.ts';
import type { CheckRequest, CheckResponse, LabUnderTest } from '#kit/check.ts';
import { manualClock } from '#kit/clock.ts';
import type { ManualClock } from '#kit/clock.ts';
import { createLog } from '#kit/log.ts';

import type * as AppModule from '#generated/labs/api-gateway/trees/starter/gateway/app.ts';
import type * as GatewayModule from '#generated/labs/api-gateway/trees/starter/gateway/gateway.ts';
import type * as TypesModule from '#generated/labs/api-gateway/trees/starter/gateway/types.ts';
import { audience, epoch, issuer, keySet, token } from './tokens.ts';

export type Upstream = TypesModule.Upstream;
export type Field = TypesModule.Field;
export type Answer = TypesModule.GatewayAnswer;

/** What a service does with a request. */
export type Service = (request: Request) => Response | Promise<Response>;

const urls: Readonly<Record<Upstream, string>> = {
  users: 'http://users.test',
  products: 'http://products.test',
  orders: 'http://orders.test',
};
const keysPath = '/.well-known/jwks.json';

/** A call that reached a service. */
export interface Call {
  readonly upstream: Upstream;
  /** Path and query. */
  readonly target: string;
  readonly request: Request;
  readonly body: string;
}

export interface GatewayUnderTest {
  readonly clock: ManualClock;
  /** Lines of the log. */
  readonly logged: readonly string[];
  /** What reached the services, without the questions for keys. */
  readonly calls: readonly Call[];
  /** How often the users service was asked for its keys. */
  readonly keyRequests: number;
  /** Over HTTP, with a good token of Grace’s unless headers say otherwise. */
  send(path: string, request?: CheckRequest): Promise<CheckResponse>;
  /** Handed as it stands to a gateway of its own, without HTTP: whatever no client library would send. */
  handle(target: string, headers: readonly Field[]): Promise<Answer>;
  /** Sends a request. Whenever no more services are being reached, time moves on by so much, until there is an answer. */
  sendInSteps(ms: number, path: string): Promise<CheckResponse>;
}

export interface Setting {
  readonly services?: Partial<Record<Upstream, Service>>;
  /** What the users service says when it is asked for its keys. */
  readonly keys?: Service;
  readonly scheme?: TypesModule.Scheme;
}

export const hangs: Service = () => new Promise(() => undefined);

export const refuses: Service = () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1'), { code: 'ECONNREFUSED' });
  return Promise.reject(new TypeError('fetch failed', { cause }));
};

const answers: Readonly<Record<Upstream, Service>> = {
  users: ({ url }) => Response.json({ id: url.split('/').at(-1), name: 'Grace' }),
  products: () => Response.json([{ id: 'p-1', name: 'Teapot' }]),
  orders: () => Response.json([{ id: 'o-2', item: 'cup' }]),
};

export async function withGateway(
  lab: LabUnderTest,
  { services = {}, keys = async () => Response.json(await keySet()), scheme = 'https' }: Setting,
  body: (gateway: GatewayUnderTest) => Promise<void>,
): Promise<void> {
  const { createApp } = await lab.load<typeof AppModule>('gateway/app.ts', 'createApp');
  const { createGateway } = await lab.load<typeof GatewayModule>('gateway/gateway.ts', 'createGateway');
  const clock = manualClock();
  const logged: string[] = [];
  const calls: Call[] = [];
  let keyRequests = 0;
  let onCall = (): void => {};

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const { origin, pathname, search } = new URL(request.url);
    const upstream = (Object.keys(urls) as Upstream[]).find((each) => urls[each] === origin); // its keys are these
    if (!upstream)
      throw new CheckFailure('calls to the services of the shop only', `a call to ${request.url}`);
    if (pathname === keysPath) {
      keyRequests += 1;
      return within(keys(request), init?.signal);
    }
    calls.push({ upstream, target: pathname + search, request, body: await request.clone().text() });
    onCall();
    return within((services[upstream] ?? answers[upstream])(request), init?.signal);
  };
  const dependencies = {
    clock,
    date: () => new Date(epoch * 1_000 + clock.now()),
    fetch,
    log: createLog((line) => void logged.push(line)),
    config: {
      scheme,
      origin: issuer,
      urls,
      tokens: { issuer, audience, algorithms: ['ES256'] },
    },
  };
  const app = createApp(dependencies);
  const gateway = createGateway(dependencies);
  const good = await token();
  const { url } = await app.listen(0);
  const send = (path: string, { headers, ...rest }: CheckRequest = {}): Promise<CheckResponse> =>
    lab.request(url + path, { ...rest, headers: headers ?? bearer(good) });
  try {
    await body({
      clock,
      logged,
      calls,
      get keyRequests() {
        return keyRequests;
      },
      send,
      handle: (target, headers) =>
        gateway.handle({
          method: 'GET',
          target,
          headers: [['host', 'shop.example'], ...headers],
          body: (async function* () {})(),
          clientAddress: '203.0.113.7',
        }),
      sendInSteps: async (ms, path) => {
        const before = calls.length;
        const reached = new Promise<void>((resolve) => {
          onCall = resolve;
        });
        const waiting = new Set(['answer']);
        const answer = send(path).finally(() => waiting.clear());
        // Time stands still until a service has been reached: with a gateway that reaches none, for good.
        await Promise.race([reached, answer]);
        for (let step = 0; step < mostSteps && waiting.size > 0; step += 1) {
          await quiet(() => calls.length - before);
          await clock.advance(ms);
        }
        return answer;
      },
    });
  } finally {
    await app.close();
  }
}

const mostSteps = 12;
/** More turns of the event loop than a gateway needs from one call to those that it makes at the same time. */
const quietTurns = 25;

/** Resolves when some turns of the event loop have gone by without a further call. */
export async function quiet(count: () => number): Promise<void> {
  let seen = count();
  for (let turn = 0; turn < quietTurns; turn += 1) {
    await new Promise<void>((resolve) => void setImmediate(resolve));
    if (count() === seen) continue;
    seen = count();
    turn = 0;
  }
}

function within(
  answer: Response | Promise<Response>,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([answer, aborted]);
}

export function bearer(credentials: string): Record<string, string> {
  return { authorization: `Bearer ${credentials}` };
}

/** Fails unless the answer is a problem with this status. */
export function expectProblem({ status, headers, body }: CheckResponse, wanted: number, what: string): void {
  const type = headers['content-type'] ?? 'no content type';
  if (status === wanted && type.startsWith('application/problem+json')) return;
  throw new CheckFailure(
    `answer to ${what}: ${wanted}, application/problem+json`,
    `${status}, ${type}, ${body.slice(0, 200)}`,
  );
}

/** What a service was sent of a field. */
export function sentField(gateway: GatewayUnderTest, name: string): string | null {
  const call = gateway.calls.at(-1);
  if (!call) throw new CheckFailure('a call to a service', 'there was none');
  return call.request.headers.get(name);
}
