/** What comes from outside, made sure of before any module sees it. */
import { Problem } from '#kit/problem.ts';

/** What a shopper sends to order. */
export interface OrderRequest {
  readonly userId: string;
  /** At least one, and none names a product that another one names. */
  readonly lines: readonly OrderRequestLine[];
}

export interface OrderRequestLine {
  readonly productId: string;
  readonly quantity: number;
}

/** @throws {Problem} 400 when the body is no order */
export function parseOrderRequest(body: unknown): OrderRequest {
  const { userId, lines } = membersOf(body);
  const parsed = Array.isArray(lines) ? lines.map(parseLine) : [];
  const complete = parsed.filter((line) => line !== undefined);
  const products = new Set(complete.map((line) => line.productId));
  const whole = parsed.length > 0 && parsed.length === complete.length && complete.length === products.size;
  if (typeof userId === 'string' && whole) return { userId, lines: complete };
  throw new Problem(400, 'Malformed order', {
    detail:
      'An order has a `userId` and `lines`, each with a `productId` of its own and a `quantity` from 1.',
  });
}

function parseLine(line: unknown): OrderRequestLine | undefined {
  const { productId, quantity } = membersOf(line);
  if (typeof productId !== 'string' || !Number.isSafeInteger(quantity)) return undefined;
  return Number(quantity) > 0 ? { productId, quantity: Number(quantity) } : undefined;
}

/** How many orders a list may have, from `?limit=`: 1 to 100, by default 50. */
export function parseLimit(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 50);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 100) return limit;
  throw new Problem(400, 'Malformed limit', { detail: '`limit` is a whole number from 1 to 100.' });
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  // Any object can be asked for members by name.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
