import { messagingSchema } from '../messaging/schema.ts';

const mailsSchema = `
  create table mails (
    number integer primary key,
    order_id text not null,
    text text not null
  );
`;

export const migrations: readonly string[] = [mailsSchema, messagingSchema];
