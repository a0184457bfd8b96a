/** The users service: users as the new interface has them, with data of its own. */
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

export interface User {
  readonly id: string;
  readonly displayName: string;
  readonly contact: { readonly email: string };
  readonly version: number;
}

/** A copy of the monolith's users, as they were when the service was set up. */
const copied: readonly User[] = ['Ada', 'Grace', 'Edsger', 'Barbara'].map((displayName, index) => ({
  id: `u-${index + 1}`,
  displayName,
  contact: { email: `${displayName.toLowerCase()}@example.com` },
  version: 1,
}));

export function createApp({ log }: { readonly log: Log }): Service {
  const users = new Map(copied.map((user) => [user.id, user]));
  const required = (id: string | undefined): User => {
    const user = users.get(id ?? '');
    if (!user) throw new Problem(404, 'No such user');
    return user;
  };
  return createService({
    log,
    routes: {
      /** Those of `?ids=u-1,u-2` that there are. */
      'GET /users': ({ query }) => {
        const ids = new Set((query.get('ids') ?? '').split(','));
        return { status: 200, body: [...users.values()].filter(({ id }) => ids.has(id)) };
      },
      'GET /users/:id': ({ params }) => ({ status: 200, body: required(params['id']) }),
      'PUT /users/:id': ({ params, body, traceparent }) => {
        const { id, version } = required(params['id']);
        const user: User = { id, ...parseChange(body), version: version + 1 };
        users.set(id, user);
        log.info('user changed', { id, traceparent });
        return { status: 200, body: user };
      },
    },
  });
}

/** @throws {Problem} 400 when the body does not say what a user is to be called and where to write to */
function parseChange(body: unknown): Pick<User, 'displayName' | 'contact'> {
  if (typeof body === 'object' && body !== null && 'displayName' in body && 'contact' in body) {
    const { displayName, contact } = body;
    if (typeof displayName === 'string' && displayName !== '' && typeof contact === 'object' && contact) {
      if ('email' in contact && typeof contact.email === 'string' && contact.email.includes('@'))
        return { displayName, contact: { email: contact.email } };
    }
  }
  throw new Problem(400, 'Malformed user', { detail: 'A user has a `displayName` and a `contact.email`.' });
}
