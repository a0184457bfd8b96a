/** Users as the monolith keeps them. Whoever is deleted stays as a row that says so. */
export const migrations: readonly string[] = [
  `
  create table users (
    id text primary key,
    name text not null,
    email text not null,
    version integer not null,
    deleted integer not null
  );
  insert into users (id, name, email, version, deleted) values
    ('u-01', 'Ada', 'ada@example.com', 1, 0),
    ('u-02', 'Grace', 'grace@example.com', 1, 0),
    ('u-03', 'Edsger', 'edsger@example.com', 1, 0),
    ('u-04', 'Barbara', 'barbara@example.com', 1, 0),
    ('u-05', 'Donald', 'donald@example.com', 1, 0),
    ('u-06', 'Frances', 'frances@example.com', 1, 0),
    ('u-07', 'Alan', 'alan@example.com', 1, 0),
    ('u-08', 'Radia', 'radia@example.com', 1, 0);
`,
];
