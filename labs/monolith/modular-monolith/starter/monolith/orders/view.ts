/** An order as the shop shows it. Customer and products are as they are now, and null if they are no more. */
export interface OrderView {
  readonly id: string;
  readonly status: string;
  /** Cents. */
  readonly total: number;
  readonly customer: Named | null;
  readonly lines: readonly OrderLineView[];
  readonly version: number;
}

export interface OrderLineView {
  readonly product: Named | null;
  readonly quantity: number;
  /** Cents, as it was when the order was placed. */
  readonly unitPrice: number;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}
