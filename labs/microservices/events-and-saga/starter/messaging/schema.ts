/** The tables that a service needs to send and to receive, in its own database. */
export const messagingSchema = `
  create table inbox (
    event_id text primary key
  );
  create table outbox (
    seq integer primary key,
    topic text not null,
    event text not null,
    traceparent text not null
  );
`;
