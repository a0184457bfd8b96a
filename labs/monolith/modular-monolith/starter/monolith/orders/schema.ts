export const ordersSchema = `
  create table orders (
    id text primary key,
    number integer not null unique,
    user_id text not null,
    status text not null,
    total integer not null,
    version integer not null
  );
  create table order_lines (
    order_id text not null references orders (id),
    position integer not null,
    product_id text not null,
    quantity integer not null,
    unit_price integer not null,
    primary key (order_id, position)
  );
  insert into orders (id, number, user_id, status, total, version) values
    ('o-1', 1, 'u-0', 'CONFIRMED', 2500, 2),
    ('o-2', 2, 'u-2', 'CONFIRMED', 3400, 2);
  insert into order_lines (order_id, position, product_id, quantity, unit_price) values
    ('o-1', 1, 'p-1', 1, 2500),
    ('o-2', 1, 'p-0', 1, 2500),
    ('o-2', 2, 'p-2', 2, 450);
`;
