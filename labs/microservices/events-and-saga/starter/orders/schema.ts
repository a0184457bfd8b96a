import { messagingSchema } from '../messaging/schema.ts';

const ordersSchema = `
  create table orders (
    id text primary key,
    number integer not null,
    item text not null,
    amount integer not null,
    status text not null,
    version integer not null
  );
  create table stock (
    item text primary key,
    quantity integer not null
  );
  insert into stock (item, quantity) values ('teapot', 100000), ('grand piano', 5);
`;

export const migrations: readonly string[] = [ordersSchema, messagingSchema];
