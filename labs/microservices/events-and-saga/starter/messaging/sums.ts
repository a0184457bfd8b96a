/** Money by tens of orders: what orders and payments lay side by side to see whether they agree. */

/** As the database groups it: block 0 is o-1 to o-10. */
export interface BlockSum {
  readonly block: number;
  readonly payments: number;
  readonly cents: number;
}

export interface PaymentSum {
  /** `o-1 to o-10` */
  readonly orders: string;
  readonly payments: number;
  readonly cents: number;
}

export function paymentSum({ block, payments, cents }: BlockSum): PaymentSum {
  return { orders: `o-${block * 10 + 1} to o-${block * 10 + 10}`, payments, cents };
}
