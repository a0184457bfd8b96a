/** The table of users, with its first rows. Both copies have it; a value is written as its side writes it. */
import type { Side, UserRow } from './types.ts';

const names = [
  'Ada',
  'Grace',
  'Edsger',
  'Barbara',
  'Donald',
  'Frances',
  'Tony',
  'Radia',
  'Alan',
  'Margaret',
  'Niklaus',
  'Karen',
];

export function usersSchema(side: Side): string {
  const rows = names.map((name, index) => {
    const phone = index % 2 === 0 ? 'null' : `'+31 20 555 01${String(index).padStart(2, '0')}'`;
    const joined = inStyle(side, `2026-03-${String(index + 1).padStart(2, '0')}T09:00:00Z`);
    return `('u-${index + 1}', '${name}', '${name.toLowerCase()}@example.com', ${phone}, '${joined}', 1)`;
  });
  return `
  create table users (
    id text primary key,
    name text not null,
    email text not null,
    phone text,
    joined_at text not null,
    version integer not null
  );
  insert into users (id, name, email, phone, joined_at, version) values
    ${rows.join(',\n    ')};
`;
}

/** A time as a side writes it. */
export function inStyle(side: Side, joinedAt: string): string {
  const utc = new Date(joinedAt).toISOString().replace('.000Z', 'Z');
  return side === 'monolith' ? utc.replace('Z', '+00:00') : utc;
}

/** A row of the table as its side tells it. */
export function told(side: Side, { phone, ...row }: UserRow): UserRow {
  return side === 'users' && phone === null ? row : { ...row, phone: phone ?? null };
}
