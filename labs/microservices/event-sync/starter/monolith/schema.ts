/** The tables of the monolith. Its users are as they were when the users service was set up, some days ago. */
export const migrations: readonly string[] = [
  `create table users (
     id text primary key,
     name text not null,
     email text not null,
     version integer not null,
     changed_at integer not null
   );
   create table user_tombstones (
     id text primary key,
     version integer not null
   );
   create table orders (
     id text primary key,
     user_id text not null,
     total integer not null
   );
   create table outbox (
     number integer primary key,
     record text not null
   );
   create table sync_state (
     id integer primary key,
     reads_from text not null
   );
   insert into users (id, name, email, version, changed_at) values
     ('u-01', 'Ada', 'ada@example.com', 1, 0),
     ('u-02', 'Grace', 'grace@example.com', 1, 0),
     ('u-03', 'Edsger', 'edsger@example.com', 1, 0),
     ('u-04', 'Barbara', 'barbara@example.com', 1, 0),
     ('u-05', 'Donald', 'donald@example.com', 1, 0),
     ('u-06', 'Radia', 'radia@example.com', 1, 0),
     ('u-07', 'Leslie', 'leslie@example.com', 1, 0),
     ('u-08', 'Frances', 'frances@example.com', 1, 0),
     ('u-09', 'Tony', 'tony@example.com', 1, 0),
     ('u-10', 'Margaret', 'margaret@example.com', 1, 0);
   insert into orders (id, user_id, total) values
     ('o-1', 'u-01', 2500), ('o-2', 'u-02', 3400), ('o-3', 'u-03', 450), ('o-4', 'u-04', 8900),
     ('o-5', 'u-05', 2500), ('o-6', 'u-06', 900), ('o-7', 'u-07', 2950), ('o-8', 'u-02', 450);
   insert into sync_state (id, reads_from) values (1, 'table');`,
];
