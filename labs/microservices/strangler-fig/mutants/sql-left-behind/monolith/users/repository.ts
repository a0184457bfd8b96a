/** Users, as their service has them. Inside the module only: what others may ask for is in index.ts. */
import type { Queryable } from '#kit/database.ts';

/** A user as the rest of the monolith wants to know it. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export interface UsersService {
  readonly fetch: typeof globalThis.fetch;
  /** Base URL of the users service. */
  readonly url: string;
}

/** As the users service shows a user. */
interface Shown {
  readonly id: string;
  readonly displayName: string;
  readonly contact: { readonly email: string };
}

/** Those of the users that there are, in no order. */
export async function fetchUsers({ fetch, url }: UsersService, ids: readonly string[]): Promise<User[]> {
  const response = await fetch(`${url}/users?ids=${ids.map(encodeURIComponent).join(',')}`);
  if (!response.ok) throw new Error(`the users service answered ${response.status}`);
  // The shape is what the interface of the users service says.
  const users = (await response.json()) as Shown[];
  return users.map(({ id, displayName, contact }) => ({ id, name: displayName, email: contact.email }));
}

/** Kept for the nightly export. */
export async function findUsers(db: Queryable): Promise<User[]> {
  return db.query<User>('select id, name, email from users');
}
