export const paymentsSchema = `
  create table payments (
    id text primary key,
    order_id text not null unique,
    amount integer not null,
    version integer not null
  );
`;
