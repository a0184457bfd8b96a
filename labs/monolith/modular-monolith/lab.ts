import { defineLab } from '#kit/manifest.ts';

export default defineLab({
  slug: 'modular-monolith',
  title: 'Modular monolith',
  summary:
    'A shop in one process whose modules read each other’s tables and fall with each other. Draw the borders, have them measured, and find out how much of what services promise needs no network.',
  lesson: 'modular-monolith',
  minutes: 80,
  services: [
    {
      name: 'monolith',
      kind: 'service',
      summary: 'The whole shop: users, products, orders, payments, notifications, analytics.',
      entry: 'monolith/main.ts',
      port: 3000,
    },
    {
      name: 'analytics',
      kind: 'service',
      summary: 'A company outside that counts events.',
      entry: 'analytics/main.ts',
      port: 3007,
    },
    {
      name: 'shopper',
      kind: 'client',
      summary: 'Orders a teapot about once a second.',
      entry: 'shopper/main.ts',
    },
  ],
  links: [
    { from: 'monolith', to: 'analytics', env: 'ANALYTICS_URL' },
    { from: 'shopper', to: 'monolith', env: 'SHOP_URL' },
  ],
  databases: [{ name: 'shop-db', summary: 'All tables of the shop, in one database.', owner: 'monolith' }],
  editable: [
    'monolith/orders/checkout.ts',
    'monolith/orders/index.ts',
    'monolith/orders/repository.ts',
    'monolith/users/index.ts',
    'monolith/products/index.ts',
    'monolith/payments/index.ts',
    'monolith/notifications/index.ts',
    'monolith/analytics/index.ts',
    'monolith/analytics/bulkhead.ts',
  ],
  hidden: [
    'kit/database/access.ts',
    'kit/database/error.ts',
    'kit/database/journal.ts',
    'kit/database/lock.ts',
    'kit/database/sql.ts',
    'kit/database/sqlite.ts',
  ],
  presets: [
    {
      id: 'order',
      title: 'Order a teapot and a cup',
      service: 'monolith',
      method: 'POST',
      path: '/orders',
      body: {
        userId: 'u-2',
        lines: [
          { productId: 'p-1', quantity: 1 },
          { productId: 'p-2', quantity: 2 },
        ],
      },
    },
    {
      id: 'declined-order',
      title: 'Order more than the card is good for',
      service: 'monolith',
      method: 'POST',
      path: '/orders',
      body: { userId: 'u-2', lines: [{ productId: 'p-3', quantity: 1 }] },
    },
    { id: 'orders', title: 'The latest 50 orders', service: 'monolith', method: 'GET', path: '/orders' },
    {
      id: 'modules',
      title: 'Who calls whom, and who reads whose tables',
      service: 'monolith',
      method: 'GET',
      path: '/modules',
    },
    { id: 'products', title: 'Products and stock', service: 'monolith', method: 'GET', path: '/products' },
    { id: 'payments', title: 'All payments', service: 'monolith', method: 'GET', path: '/payments' },
    {
      id: 'analytics',
      title: 'What became of the events',
      service: 'monolith',
      method: 'GET',
      path: '/analytics',
    },
  ],
  traffic: { rps: 8, requests: [{ preset: 'order', weight: 3 }, { preset: 'orders' }] },
  prediction: {
    question:
      'After each order the shop tells a company outside about it, for its statistics. You stop that company on the map while the shopper goes on ordering. What does the shopper get, and what is in the database?',
    options: [
      {
        id: 'nothing-changes',
        text: '201 as before, and the order is there: statistics are not part of an order.',
      },
      { id: 'rolled-back', text: 'An error, and no order: the transaction was rolled back.' },
      { id: 'charged-anyway', text: 'An error, and the order is there all the same, charged to the card.' },
      { id: 'waiting', text: 'No answer: the request waits for the company to come back.' },
    ],
    answer: 'charged-anyway',
    explanation:
      'The transaction is committed when the event is sent. The event fails, the error goes up through checkout, and the shopper reads 500 for an order that is paid; whoever tries again pays twice. With a company that answers slowly, every order would wait for it. All of that in one process: modules alone keep no failure apart.',
  },
  hints: [
    'Make a list: which file imports what from another module’s folder? For each such import ask what the orders module really wants to know or to have done, in one sentence, without naming a table. That sentence is a method of a facade. And who has to know of whom: does a mail have to know what an order is?',
    'Handles carry names: a statement counts for the module whose `db` it is sent through, so a facade has to run it, not hand it out. For a list, first collect all ids, then ask each facade once, then put the names in from a Map; what is no more is not in the Map. What an order has to know can be asked before its transaction begins. What it changes belongs inside: hand `tx` to the facade, which joins it with `db.in(tx)`; an error that is thrown inside rolls everything back, so let it through.',
    'In orders: `const customers = await users.byIds([...new Set(rows.map((row) => row.userId))])`, and in products: `take: (tx, id, quantity) => takeStock(db.in(tx), id, quantity)`. In the bulkhead: `if (running >= limit) { dropped += 1; return; }`, then `running += 1; task().then(end, end);` with an `end` that takes one off. Nobody awaits it, and both ends make room.',
  ],
  checks: [
    'no-deep-imports',
    'no-import-cycles',
    'own-tables-only',
    'same-answers',
    'listing-is-batched',
    'declined-payment-leaves-no-trace',
    'sold-out-leaves-no-trace',
    'analytics-throws',
    'analytics-hangs',
    'five-events-at-most',
    'dropped-events-are-counted',
    'bulkhead-lets-go',
    'shop-outlives-analytics',
  ],
  mutants: [
    {
      name: 'types-from-the-inside',
      mistake: 'Types are imported past the facade.',
      caughtBy: 'no-deep-imports',
    },
    {
      name: 'mail-knows-orders',
      mistake: 'Notifications takes the orders module’s type, which takes the notifications facade’s.',
      caughtBy: 'no-import-cycles',
    },
    {
      name: 'repository-behind-the-facade',
      mistake: 'The facade re-exports its repository, and orders runs it with a handle of its own.',
      caughtBy: 'own-tables-only',
    },
    {
      name: 'sql-through-the-facade',
      mistake: 'The users facade runs any SQL that it is given, and orders writes it.',
      caughtBy: 'own-tables-only',
    },
    {
      name: 'the-lost-are-left-out',
      mistake: 'Orders whose customer is no more vanish from the list, as with an inner join.',
      caughtBy: 'same-answers',
    },
    {
      name: 'names-as-they-were',
      mistake: 'Customers are cached by the orders module, and keep the names that they had.',
      caughtBy: 'same-answers',
    },
    {
      name: 'a-call-per-order',
      mistake: 'N+1: each order of a list asks for its own customer and products.',
      caughtBy: 'listing-is-batched',
    },
    {
      name: 'a-statement-per-user',
      mistake: 'N+1 behind the facade: one call, and in it one statement for each user.',
      caughtBy: 'listing-is-batched',
    },
    {
      name: 'payment-failure-hidden',
      mistake: 'Whatever goes wrong with the payment is logged, and the order stands.',
      caughtBy: 'declined-payment-leaves-no-trace',
    },
    {
      name: 'stock-outside-the-transaction',
      mistake: 'Stock is taken before the transaction begins, and stays taken when it is rolled back.',
      caughtBy: 'declined-payment-leaves-no-trace',
    },
    {
      name: 'stock-put-back-by-hand',
      mistake:
        'Stock is taken line by line outside of the transaction, and only a declined payment puts it back.',
      caughtBy: 'sold-out-leaves-no-trace',
    },
    {
      name: 'limited-but-awaited',
      mistake: 'The bulkhead counts and drops, but checkout waits for the event and fails with it.',
      caughtBy: 'analytics-throws',
    },
    {
      name: 'awaited-with-a-catch',
      mistake: 'Errors of analytics are caught, but checkout waits for it.',
      caughtBy: 'analytics-hangs',
    },
    {
      name: 'unbounded-fire-and-forget',
      mistake: 'Nobody waits for events, and nobody counts them: any number is on its way.',
      caughtBy: 'five-events-at-most',
    },
    {
      name: 'queued-not-dropped',
      mistake: 'Events above the limit wait in a queue that grows for ever.',
      caughtBy: 'dropped-events-are-counted',
    },
    {
      name: 'failures-keep-their-place',
      mistake: 'An event that fails never makes room for another one.',
      caughtBy: 'bulkhead-lets-go',
    },
    {
      name: 'rejection-unhandled',
      mistake: 'Nobody awaits the event and nobody catches its error, which ends the process.',
      caughtBy: 'shop-outlives-analytics',
    },
  ],
});
