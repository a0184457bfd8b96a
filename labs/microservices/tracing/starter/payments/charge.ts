import { Problem } from '#kit/problem.ts';

/** What orders asks payments for. */
export interface Charge {
  readonly orderId: string;
  /** Cents. */
  readonly amount: number;
}

/** @throws {Problem} 400 when the body is no charge */
export function parseCharge(body: unknown): Charge {
  if (typeof body === 'object' && body !== null && 'orderId' in body && 'amount' in body) {
    const { orderId, amount } = body;
    if (typeof orderId === 'string' && typeof amount === 'number') return { orderId, amount };
  }
  throw new Problem(400, 'Malformed charge', {
    detail: 'A charge has an `orderId` and an `amount` in cents.',
  });
}
