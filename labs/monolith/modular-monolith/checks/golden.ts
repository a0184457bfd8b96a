/** What the shop answers, request by request from a new database on, as the starter did it before any change. */

export interface Golden {
  readonly request: string;
  readonly body?: unknown;
  /** Status, type, location if there is one, and body. */
  readonly answer: string;
}

export const golden: readonly Golden[] = [
  {
    request: 'GET /products',
    answer:
      '200 application/json [{"id":"p-1","name":"teapot","price":2500,"stock":100000,"version":1},{"id":"p-2","name":"cup","price":450,"stock":100000,"version":1},{"id":"p-3","name":"grand piano","price":1500000,"stock":3,"version":1},{"id":"p-4","name":"last lamp","price":8900,"stock":1,"version":1}]',
  },
  {
    request: 'GET /users/u-1',
    answer: '200 application/json {"id":"u-1","name":"Ada","email":"ada@example.com","version":1}',
  },
  {
    request: 'GET /users/u-0',
    answer: '404 application/problem+json {"type":"about:blank","title":"No such user","status":404}',
  },
  {
    request: 'GET /orders',
    answer:
      '200 application/json [{"id":"o-2","status":"CONFIRMED","total":3400,"customer":{"id":"u-2","name":"Grace"},"lines":[{"product":null,"quantity":1,"unitPrice":2500},{"product":{"id":"p-2","name":"cup"},"quantity":2,"unitPrice":450}],"version":2},{"id":"o-1","status":"CONFIRMED","total":2500,"customer":null,"lines":[{"product":{"id":"p-1","name":"teapot"},"quantity":1,"unitPrice":2500}],"version":2}]',
  },
  {
    request: 'POST /orders',
    body: {
      userId: 'u-1',
      lines: [
        { productId: 'p-2', quantity: 3 },
        { productId: 'p-1', quantity: 1 },
      ],
    },
    answer:
      '201 application/json /orders/o-3 {"id":"o-3","status":"CONFIRMED","total":3850,"customer":{"id":"u-1","name":"Ada"},"lines":[{"product":{"id":"p-2","name":"cup"},"quantity":3,"unitPrice":450},{"product":{"id":"p-1","name":"teapot"},"quantity":1,"unitPrice":2500}],"version":1}',
  },
  {
    request: 'POST /orders',
    body: { userId: 'u-3', lines: [{ productId: 'p-4', quantity: 1 }] },
    answer:
      '201 application/json /orders/o-4 {"id":"o-4","status":"CONFIRMED","total":8900,"customer":{"id":"u-3","name":"Edsger"},"lines":[{"product":{"id":"p-4","name":"last lamp"},"quantity":1,"unitPrice":8900}],"version":1}',
  },
  {
    request: 'POST /orders',
    body: { userId: 'u-3', lines: [{ productId: 'p-4', quantity: 1 }] },
    answer:
      '409 application/problem+json {"type":"about:blank","title":"Sold out","status":409,"detail":"There are no 1 of p-4 left."}',
  },
  {
    request: 'POST /orders',
    body: { userId: 'u-2', lines: [{ productId: 'p-3', quantity: 1 }] },
    answer:
      '402 application/problem+json {"type":"about:blank","title":"Payment declined","status":402,"detail":"The amount is above the limit of the card."}',
  },
  {
    request: 'POST /orders',
    body: { userId: 'u-0', lines: [{ productId: 'p-1', quantity: 1 }] },
    answer:
      '422 application/problem+json {"type":"about:blank","title":"No such customer","status":422,"detail":"There is no user u-0."}',
  },
  {
    request: 'POST /orders',
    body: {
      userId: 'u-1',
      lines: [
        { productId: 'p-1', quantity: 1 },
        { productId: 'p-0', quantity: 1 },
      ],
    },
    answer:
      '422 application/problem+json {"type":"about:blank","title":"No such product","status":422,"detail":"There is no p-0."}',
  },
  {
    request: 'POST /orders',
    body: { userId: 'u-1', lines: [] },
    answer:
      '400 application/problem+json {"type":"about:blank","title":"Malformed order","status":400,"detail":"An order has a `userId` and `lines`, each with a `productId` of its own and a `quantity` from 1."}',
  },
  {
    request: 'GET /orders/o-3',
    answer:
      '200 application/json {"id":"o-3","status":"CONFIRMED","total":3850,"customer":{"id":"u-1","name":"Ada"},"lines":[{"product":{"id":"p-2","name":"cup"},"quantity":3,"unitPrice":450},{"product":{"id":"p-1","name":"teapot"},"quantity":1,"unitPrice":2500}],"version":1}',
  },
  {
    request: 'GET /orders/o-1',
    answer:
      '200 application/json {"id":"o-1","status":"CONFIRMED","total":2500,"customer":null,"lines":[{"product":{"id":"p-1","name":"teapot"},"quantity":1,"unitPrice":2500}],"version":2}',
  },
  {
    request: 'GET /orders/o-99',
    answer: '404 application/problem+json {"type":"about:blank","title":"No such order","status":404}',
  },
  {
    request: 'PUT /users/u-1',
    body: { name: 'Ada Lovelace', email: 'ada@example.org' },
    answer: '200 application/json {"id":"u-1","name":"Ada Lovelace","email":"ada@example.org","version":2}',
  },
  {
    request: 'GET /orders?limit=3',
    answer:
      '200 application/json [{"id":"o-4","status":"CONFIRMED","total":8900,"customer":{"id":"u-3","name":"Edsger"},"lines":[{"product":{"id":"p-4","name":"last lamp"},"quantity":1,"unitPrice":8900}],"version":1},{"id":"o-3","status":"CONFIRMED","total":3850,"customer":{"id":"u-1","name":"Ada Lovelace"},"lines":[{"product":{"id":"p-2","name":"cup"},"quantity":3,"unitPrice":450},{"product":{"id":"p-1","name":"teapot"},"quantity":1,"unitPrice":2500}],"version":1},{"id":"o-2","status":"CONFIRMED","total":3400,"customer":{"id":"u-2","name":"Grace"},"lines":[{"product":null,"quantity":1,"unitPrice":2500},{"product":{"id":"p-2","name":"cup"},"quantity":2,"unitPrice":450}],"version":2}]',
  },
  {
    request: 'GET /payments',
    answer:
      '200 application/json [{"id":"pay-o-3","orderId":"o-3","amount":3850,"version":1},{"id":"pay-o-4","orderId":"o-4","amount":8900,"version":1}]',
  },
  {
    request: 'GET /notifications',
    answer:
      '200 application/json [{"id":"n-1","recipient":"ada@example.com","subject":"Order o-3 is confirmed","version":1},{"id":"n-2","recipient":"edsger@example.com","subject":"Order o-4 is confirmed","version":1}]',
  },
  {
    request: 'GET /products',
    answer:
      '200 application/json [{"id":"p-1","name":"teapot","price":2500,"stock":99999,"version":2},{"id":"p-2","name":"cup","price":450,"stock":99997,"version":2},{"id":"p-3","name":"grand piano","price":1500000,"stock":3,"version":1},{"id":"p-4","name":"last lamp","price":8900,"stock":0,"version":2}]',
  },
];
