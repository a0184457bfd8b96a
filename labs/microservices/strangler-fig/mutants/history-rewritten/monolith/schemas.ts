/** The tables of all modules. Each module says what its own are; here they only come together in one database. */
import { notificationsSchema } from './notifications/schema.ts';
import { ordersSchema } from './orders/schema.ts';
import { paymentsSchema } from './payments/schema.ts';
import { productsSchema } from './products/schema.ts';

const schemas: Readonly<Record<string, string>> = {
  products: productsSchema,
  orders: ordersSchema,
  payments: paymentsSchema,
  notifications: notificationsSchema,
};

export const migrations: readonly string[] = Object.values(schemas);

/** The module that a table belongs to, by table: `order_lines` belongs to `orders`. */
export const tableOwners: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(schemas).flatMap(([module, sql]) =>
    [...sql.matchAll(/create table (\w+)/g)].map((match) => [match[1] ?? '', module]),
  ),
);
