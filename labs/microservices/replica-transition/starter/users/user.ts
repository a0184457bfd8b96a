/** What the users service and its callers say to one another. */
import { Problem } from '#kit/problem.ts';

/** A user as the interface shows it: these members and no others. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** One more with each change, on whichever side it is made. */
  readonly version: number;
}

/** What can be changed. */
export type UserChange = Pick<User, 'name' | 'email'>;

/** A row of the service’s own table `own_users`. */
export interface OwnRow extends User {
  /** 1 when the user has been deleted: the row stays and says so. */
  readonly deleted: 0 | 1;
  /** The version up to which the monolith has been told; 0 as long as it has been told nothing. */
  readonly written: number;
}

/** A row as it is sent to the monolith, and as the monolith answers. */
export type Copy = Omit<OwnRow, 'written'>;

/** One page of a list. */
export interface Page {
  /** By id, from small to large. */
  readonly users: readonly User[];
  /** The id to send as `after` for the next page, which is that of the last user here; null when there is none. */
  readonly next: string | null;
}

export interface PageRequest {
  /** How many users at most. */
  readonly limit: number;
  /** Only users with a larger id; the empty text for the first page. */
  readonly after: string;
}

/** @throws {Problem} 400 when the body does not say what a user is to be called and where to write to */
export function parseChange(body: unknown): UserChange {
  if (typeof body === 'object' && body !== null && 'name' in body && 'email' in body) {
    const { name, email } = body;
    if (typeof name === 'string' && name !== '' && typeof email === 'string' && email.includes('@'))
      return { name, email };
  }
  throw new Problem(400, 'Malformed user', { detail: 'A user has a `name` and an `email`.' });
}

/** @throws {Problem} 400 when the limit is not from 1 to 100 */
export function parsePage(query: URLSearchParams): PageRequest {
  const limit = Number(query.get('limit') ?? '20');
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100)
    return { limit, after: query.get('after') ?? '' };
  throw new Problem(400, 'Malformed limit', { detail: '`limit` is a whole number from 1 to 100.' });
}
