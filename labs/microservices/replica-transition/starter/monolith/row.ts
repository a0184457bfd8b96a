/** What the monolith knows of a user, and what it is sent by the users service. */
import { Problem } from '#kit/problem.ts';

/** A row of the monolith's table `users`. */
export interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** One more with each change. */
  readonly version: number;
  readonly deleted: 0 | 1;
}

/** @throws {Problem} 400 when the body is no row */
export function parseRow(id: string, body: unknown): Row {
  if (typeof body === 'object' && body !== null && 'version' in body && 'deleted' in body) {
    const { version, deleted } = body;
    if (Number.isInteger(version) && (deleted === 0 || deleted === 1))
      return { id, ...parseChange(body), version: Number(version), deleted };
  }
  throw new Problem(400, 'Malformed copy', { detail: 'A copy has name, email, version and deleted.' });
}

/** @throws {Problem} 400 when the body does not say what a user is to be called and where to write to */
export function parseChange(body: unknown): Pick<Row, 'name' | 'email'> {
  if (typeof body === 'object' && body !== null && 'name' in body && 'email' in body) {
    const { name, email } = body;
    if (typeof name === 'string' && name !== '' && typeof email === 'string' && email.includes('@'))
      return { name, email };
  }
  throw new Problem(400, 'Malformed user', { detail: 'A user has a `name` and an `email`.' });
}
