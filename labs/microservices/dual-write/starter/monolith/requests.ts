/** What comes from outside, made sure of before it is used. */
import { Problem } from '#kit/problem.ts';

import type { Side, UserChange } from '../copies/types.ts';

const malformed = 'Send at least one of `name`, `email` and `phone`: texts, and a phone may be null.';

/** @throws {Problem} 400 when the body changes nothing, or is no change of a user */
export function parseUserChange(body: unknown): UserChange {
  const members = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const known = members.every(
    ([name, value]) =>
      ((name === 'name' || name === 'email' || name === 'phone') && typeof value === 'string') ||
      (name === 'phone' && value === null),
  );
  if (!known || members.length === 0) throw new Problem(400, 'Malformed change', { detail: malformed });
  return Object.fromEntries(members);
}

/** @throws {Problem} 400 when the body is not `{ "side": "users" }` */
export function parseSide(body: unknown): Side {
  const side = typeof body === 'object' && body !== null && 'side' in body ? body.side : undefined;
  if (side === 'monolith' || side === 'users') return side;
  throw new Problem(400, 'Malformed side', { detail: 'Send { "side": "users" } or { "side": "monolith" }.' });
}
