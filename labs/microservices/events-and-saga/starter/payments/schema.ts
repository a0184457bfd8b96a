import { messagingSchema } from '../messaging/schema.ts';

const paymentsSchema = `
  create table charges (
    id text primary key,
    number integer not null,
    order_id text not null,
    amount integer not null,
    status text not null,
    version integer not null
  );
`;

export const migrations: readonly string[] = [paymentsSchema, messagingSchema];
