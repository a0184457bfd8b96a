export const productsSchema = `
  create table products (
    id text primary key,
    name text not null,
    price integer not null,
    stock integer not null check (stock >= 0),
    version integer not null
  );
  insert into products (id, name, price, stock, version) values
    ('p-1', 'teapot', 2500, 100000, 1),
    ('p-2', 'cup', 450, 100000, 1),
    ('p-3', 'grand piano', 1500000, 3, 1),
    ('p-4', 'last lamp', 8900, 1, 1);
`;
