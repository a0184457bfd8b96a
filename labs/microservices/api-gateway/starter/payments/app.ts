/** The payments service: charges cards, and keeps what it charged. */
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';
import { Problem } from '#kit/problem.ts';

/** No card is good for more than this many cents. */
const cardLimit = 100_000;

interface Payment {
  readonly id: string;
  readonly orderId: string;
  /** Cents. */
  readonly amount: number;
  readonly version: number;
}

export function createApp({ log }: { readonly log: Log }): Service {
  const payments = new Map<string, Payment>();
  return createService({
    log,
    routes: {
      'POST /payments': ({ body, traceparent }) => {
        const { orderId, amount } = parseCharge(body);
        if (payments.has(orderId))
          throw new Problem(409, 'Already charged', { detail: `Order ${orderId} is paid.` });
        if (amount > cardLimit)
          throw new Problem(402, 'Card declined', { detail: 'The amount is above the limit.' });
        const payment: Payment = { id: `p-${payments.size + 1}`, orderId, amount, version: 1 };
        payments.set(orderId, payment);
        log.info('charged', { order: orderId, amount, traceparent });
        return { status: 201, body: payment };
      },
      'GET /payments': () => ({ status: 200, body: [...payments.values()] }),
    },
  });
}

function parseCharge(body: unknown): { orderId: string; amount: number } {
  if (typeof body === 'object' && body !== null && 'orderId' in body && 'amount' in body) {
    const { orderId, amount } = body;
    if (typeof orderId === 'string' && typeof amount === 'number') return { orderId, amount };
  }
  throw new Problem(400, 'Malformed charge', {
    detail: 'A charge has an `orderId` and an `amount` in cents.',
  });
}
