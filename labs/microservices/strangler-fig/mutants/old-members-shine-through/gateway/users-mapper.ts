/** Between the monolith's model of a user and the one that the interface has agreed on. */

/** As the monolith shows it. */
export interface MonolithUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly version: number;
}

/** What the monolith lets one change. */
export type MonolithChange = Pick<MonolithUser, 'name' | 'email'>;

/** As the interface shows it, and the users service too. */
export interface User {
  readonly id: string;
  readonly displayName: string;
  readonly contact: { readonly email: string };
  readonly version: number;
}

/** What the interface lets one change. */
export type UserChange = Pick<User, 'displayName' | 'contact'>;

export function fromMonolith(user: MonolithUser): User {
  return { ...user, displayName: user.name, contact: { email: user.email } };
}

export function toMonolith({ displayName, contact }: UserChange): MonolithChange {
  return { name: displayName, email: contact.email };
}
