/** The orders service's client of the payments service. */
import type { CallOptions } from './circuit-breaker.ts';

export interface Charge {
  readonly orderId: string;
  /** Cents. */
  readonly amount: number;
}

/** The payments service answered, but not with success. */
export class PaymentsError extends Error {
  override readonly name = 'PaymentsError';
  readonly status: number;

  constructor(status: number) {
    super(`payments answered ${status}`);
    this.status = status;
  }
}

export interface PaymentsOptions {
  /** Base URL of the payments service. */
  readonly url: string;
  readonly fetch: typeof globalThis.fetch;
}

export interface Payments {
  /**
   * Charges a customer for an order.
   * @throws {PaymentsError} for any answer that is no success, or the error of `fetch` when there is no answer
   */
  charge(charge: Charge, traceparent: string, options: CallOptions): Promise<void>;
}

export function createPayments({ url, fetch }: PaymentsOptions): Payments {
  return {
    charge: async (charge, traceparent, { signal }) => {
      const response = await fetch(`${url}/payments`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', traceparent },
        body: JSON.stringify(charge),
        signal,
      });
      if (!response.ok) throw new PaymentsError(response.status);
    },
  };
}

/**
 * Whether an error of a charge says that the payments service is unwell. A client error is an answer: it says that the
 * request was wrong, not the service. Everything else, a refused connection included, is a failure.
 */
export function isPaymentsFailure(error: unknown): boolean {
  return error instanceof PaymentsError && error.status >= 500;
}
