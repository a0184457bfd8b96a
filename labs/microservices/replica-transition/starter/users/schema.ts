/** What the users service has of its own: rows that were changed here, and no others. */
export const migrations: readonly string[] = [
  `
  create table own_users (
    id text primary key,
    name text not null,
    email text not null,
    version integer not null,
    deleted integer not null,
    written integer not null
  );
`,
];
