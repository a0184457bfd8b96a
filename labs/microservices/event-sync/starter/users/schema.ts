/** The tables of the users service. A user who was deleted stays as a row, with the version of the deletion. */
export const migrations: readonly string[] = [
  `create table users (
     id text primary key,
     name text not null,
     email text unique,
     version integer not null,
     deleted integer not null
   );
   create table outbox (
     number integer primary key,
     record text not null
   );
   insert into users (id, name, email, version, deleted) values
     ('u-01', 'Ada', 'ada@example.com', 1, 0),
     ('u-02', 'Grace', 'grace@example.com', 1, 0),
     ('u-03', 'Edsger Dijkstra', 'edsger@example.com', 3, 0),
     ('u-04', 'Barbara', 'barbara@example.com', 1, 0),
     ('u-05', 'Donald', 'donald@example.com', 1, 0),
     ('u-06', 'Radia', 'radia@example.com', 1, 0),
     ('u-07', 'Leslie', null, 2, 1),
     ('u-08', 'Frances', 'frances@example.com', 1, 0),
     ('u-09', 'Tony', 'tony@example.com', 1, 0),
     ('u-10', 'Margaret', 'margaret@example.com', 1, 0),
     ('u-11', 'Alan', 'alan@example.com', 1, 0);`,
];
