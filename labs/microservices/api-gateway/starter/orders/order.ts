import { Problem } from '#kit/problem.ts';

export interface Order {
  readonly id: string;
  /** Whose it is. */
  readonly userId: string;
  readonly item: string;
  /** Cents. */
  readonly amount: number;
  readonly status: 'CONFIRMED';
  readonly version: number;
}

/** What a shopper sends. Whose order it is going to be is not for the body to say. */
export type OrderRequest = Pick<Order, 'item' | 'amount'>;

/** @throws {Problem} 400 when the body is no order */
export function parseOrderRequest(body: unknown): OrderRequest {
  if (typeof body === 'object' && body !== null && 'item' in body && 'amount' in body) {
    const { item, amount } = body;
    const positive = typeof amount === 'number' && Number.isSafeInteger(amount) && amount > 0;
    if (typeof item === 'string' && item !== '' && positive) return { item, amount };
  }
  throw new Problem(400, 'Malformed order', {
    detail: 'An order has an `item` and an `amount`, a positive whole number of cents.',
  });
}
