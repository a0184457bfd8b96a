/** What happens in the shop, as the services tell each other. Each event is told under its order's id. */

interface About {
  /** Names this event, for good: it stays the same however often the event is delivered. */
  readonly id: string;
  readonly orderId: string;
  /** Cents. */
  readonly amount: number;
}

/** Told by orders, on the topic `orders`. */
export type OrderEvent =
  | (About & { readonly type: 'OrderCreated'; readonly item: string })
  | (About & { readonly type: 'RefundRequested' });

/** Told by payments, on the topic `payments`. */
export type PaymentEvent =
  | (About & { readonly type: 'PaymentCompleted' })
  | (About & { readonly type: 'PaymentFailed'; readonly reason: string })
  | (About & { readonly type: 'PaymentRefunded' });

export type ShopEvent = OrderEvent | PaymentEvent;

const types: readonly string[] = [
  'OrderCreated',
  'RefundRequested',
  'PaymentCompleted',
  'PaymentFailed',
  'PaymentRefunded',
] satisfies ShopEvent['type'][];

/**
 * Reads the value of a record.
 * @throws {Error} when it is no event of the shop
 */
export function parseEvent(value: string | null): ShopEvent {
  const event: unknown = JSON.parse(value ?? 'null');
  if (typeof event !== 'object' || event === null) throw new Error('The value is no event.');
  const { id, type, orderId, amount } = event as Record<string, unknown>;
  if (typeof id !== 'string' || typeof orderId !== 'string')
    throw new Error('The event has no id or no order.');
  if (typeof type !== 'string' || !types.includes(type))
    throw new Error(`There is no event "${String(type)}".`);
  if (typeof amount !== 'number') throw new Error('The event has no amount.');
  // Its type is known, and whoever tells an event of that type gives it the rest.
  return event as ShopEvent;
}
