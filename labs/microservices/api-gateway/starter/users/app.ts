/** The users service: profiles, logins, the tokens that they end in, and the keys to verify them with. */
import { createService } from '#kit/http.ts';
import type { Service, ServiceRequest } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

import { createSigner } from './signer.ts';

interface User {
  readonly id: string;
  readonly name: string;
  /** What a token may be used for. */
  readonly scope: string;
  readonly version: number;
}

/** All of them have the same password, so that there is nothing to remember. */
const password = 'teapot';

const users = new Map<string, User>(
  ['Ada', 'Grace', 'Edsger', 'Barbara'].map((name, index) => {
    const id = `u-${index + 1}`;
    // Barbara writes for the catalogue, and has no business with orders.
    const scope = name === 'Barbara' ? 'users products' : 'users products orders';
    return [id, { id, name, scope, version: 1 }];
  }),
);

export interface AppDependencies {
  /** The time of day. */
  readonly date: () => Date;
  readonly log: Log;
}

export function createApp({ date, log }: AppDependencies): Service {
  const signer = createSigner(date);
  return createService({
    log,
    routes: {
      'POST /api/auth/login': async ({ body, traceparent }) => {
        const user = loggedIn(body);
        log.info('login', { user: user.id, traceparent });
        const token = await signer.sign(user.id, user.scope);
        return {
          status: 200,
          headers: { 'cache-control': 'no-store' },
          body: { access_token: token, token_type: 'Bearer', expires_in: signer.expiresInSeconds },
        };
      },
      // Whose profile this is can be known here only: the gateway knows who asks, and nothing of users.
      'GET /api/users/:id': (request) => {
        const user = users.get(request.params['id'] ?? '');
        if (!user || user.id !== callerOf(request)) throw new Problem(404, 'No such user');
        return { status: 200, body: { id: user.id, name: user.name, version: user.version } };
      },
      'GET /.well-known/jwks.json': async () => ({ status: 200, body: await signer.publicKeys() }),
      // For the operators; the gateway’s table does not lead here.
      'POST /keys': async () => {
        const kid = await signer.rotate();
        log.warn('signing with a new key', { kid });
        return { status: 201, body: { kid } };
      },
    },
  });
}

/** Who asks, as the gateway says. */
function callerOf({ headers }: ServiceRequest): string {
  const caller = headers['x-user-id'];
  if (typeof caller !== 'string') throw new Problem(401, 'Unauthorized');
  return caller;
}

/** @throws {Problem} 401 when there is no such user, or the password is wrong */
function loggedIn(body: unknown): User {
  if (typeof body === 'object' && body !== null && 'user' in body && 'password' in body) {
    const user = users.get(String(body.user));
    if (user && body.password === password) return user;
  }
  throw new Problem(401, 'Unauthorized', {
    detail: `Send { "user": "u-2", "password": "${password}" }.`,
    headers: { 'www-authenticate': 'Bearer realm="shop"' },
  });
}
