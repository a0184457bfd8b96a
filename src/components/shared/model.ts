/**
 * What becomes of five statements of the shop when modules take their tables out of the common database. The statement
 * is orders' or users' own; orders stays where it is.
 */

export const movable = ['users', 'products', 'payments'] as const;
export type Movable = (typeof movable)[number];
export type Module = Movable | 'orders';

export type Split = Record<Movable, boolean> & {
  /** Which of {@link statements} is looked at. */
  statement: number;
  /** Orders on a page. */
  rows: number;
};

export const defaults: Split = { statement: 0, rows: 50, users: true, products: true, payments: false };

/** Products in an order, on average. */
export const linesPerOrder = 3;
/** A call over the network takes so many milliseconds: the figure that the course has used from the start. */
export const callMs = 2;
/** Users whom the search finds, and how many ids fit into a call. */
export const found = 4_000;
/** Orders in a month, for the report. */
export const monthly = 90_000;
export const idsPerCall = 1_000;

export const kinds = ['list', 'checkout', 'delete', 'search', 'report'] as const;
export type Kind = (typeof kinds)[number];

export interface Statement {
  readonly kind: Kind;
  readonly label: string;
  readonly sql: string;
  /** Modules whose tables it touches. */
  readonly touches: readonly Module[];
}

export const statements: readonly Statement[] = [
  {
    kind: 'list',
    label: 'List orders with names',
    sql: 'SELECT o.id, u.name, p.title\n  FROM orders o\n  JOIN order_lines l ON l.order_id = o.id\n  JOIN users u ON u.id = o.user_id\n  JOIN products p ON p.id = l.product_id',
    touches: ['orders', 'users', 'products'],
  },
  {
    kind: 'checkout',
    label: 'Check out',
    sql: 'BEGIN;\nUPDATE products SET stock = stock - 1 …;\nINSERT INTO payments …;\nINSERT INTO orders …;\nCOMMIT;',
    touches: ['orders', 'products', 'payments'],
  },
  {
    kind: 'delete',
    label: 'Delete a user',
    sql: 'DELETE FROM users WHERE id = $1;\n-- refused while an order points there:\n-- orders.user_id REFERENCES users (id)',
    touches: ['orders', 'users'],
  },
  {
    kind: 'search',
    label: 'Orders of all Millers',
    sql: "SELECT o.* FROM orders o\n  JOIN users u ON u.id = o.user_id\n WHERE u.name LIKE 'Miller%'\n ORDER BY o.placed_at DESC LIMIT 20",
    touches: ['orders', 'users'],
  },
  {
    kind: 'report',
    label: 'Revenue by country',
    sql: 'SELECT u.country, sum(p.cents)\n  FROM orders o\n  JOIN users u ON u.id = o.user_id\n  JOIN payments p ON p.order_id = o.id\n GROUP BY u.country',
    touches: ['orders', 'users', 'payments'],
  },
];

export interface Outcome {
  readonly statement: Statement;
  /** Modules that it touches and that are elsewhere. */
  readonly gone: readonly Movable[];
  /** Calls over the network when each row, or each portion, is asked for by itself. */
  readonly naive: number;
  /** Calls of what one would do instead. */
  readonly instead: number;
  /** How long the naive calls take, one after the other, in milliseconds. */
  readonly naiveMs: number;
  /** How long a request waits for calls when those of `instead` are made, in milliseconds. */
  readonly insteadMs: number;
}

export function outcome(split: Split): Outcome {
  const statement = statements[split.statement] ?? statements[0];
  if (!statement) throw new Error('There is no statement to look at.');
  const gone = movable.filter((module) => split[module] && statement.touches.includes(module));
  const { naive, instead, waits } = calls(statement.kind, gone, split.rows);
  return { statement, gone, naive, instead, naiveMs: naive * callMs, insteadMs: waits * callMs };
}

/** `waits` is how many calls a request has to sit through, one after the other. */
function calls(
  kind: Kind,
  gone: readonly Movable[],
  rows: number,
): { naive: number; instead: number; waits: number } {
  const count = gone.length;
  if (kind === 'list') {
    const naive =
      (gone.includes('users') ? rows : 0) + (gone.includes('products') ? rows * linesPerOrder : 0);
    // Side by side: a page waits for the slower one.
    return { naive, instead: count, waits: Math.min(1, count) };
  }
  // One step a service, one after the other: what is taken must be known before the next one begins.
  if (kind === 'checkout') return { naive: count, instead: count, waits: count };
  if (kind === 'delete') return { naive: count, instead: 0, waits: 0 };
  const portions = Math.ceil((kind === 'search' ? found : monthly) / idsPerCall);
  return { naive: portions * count, instead: 0, waits: 0 };
}
