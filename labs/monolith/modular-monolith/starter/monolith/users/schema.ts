export const usersSchema = `
  create table users (
    id text primary key,
    name text not null,
    email text not null,
    version integer not null
  );
  insert into users (id, name, email, version) values
    ('u-1', 'Ada', 'ada@example.com', 1),
    ('u-2', 'Grace', 'grace@example.com', 1),
    ('u-3', 'Edsger', 'edsger@example.com', 1),
    ('u-4', 'Barbara', 'barbara@example.com', 1);
`;
