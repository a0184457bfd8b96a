/** The checkout of the lesson as a trace: who works when, and whom the customer is waiting for. No DOM. */

/** What the reader may change. Milliseconds, but for the last. */
export interface Work {
  stripe: number;
  fraud: number;
  /** The gateway's look at the basket, for which nobody has made a span. */
  basket: number;
  mail: number;
  /** The fraud check and the charge run at once. */
  together: boolean;
}

export const defaults: Work = { stripe: 320, fraud: 50, basket: 55, mail: 5, together: false };

/** What the reader may not change. Milliseconds. */
const fixed = { customer: 2, insert: 2, receipt: 10, settle: 1, page: 10 };

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Bar extends Stretch {
  readonly id: string;
  readonly service: string;
  readonly name: string;
  /** 0 for the root. */
  readonly depth: number;
  /** Where the customer waited for this span itself, and for none below it. */
  readonly path: readonly Stretch[];
  /** Somebody waited for it to end. */
  readonly blocking: boolean;
}

export interface Waterfall {
  readonly bars: readonly Bar[];
  /** Milliseconds until the customer has the answer. */
  readonly total: number;
  /** Milliseconds until the last span has ended. */
  readonly end: number;
  /** Milliseconds of the root that no blocking span below it explains. */
  readonly unexplained: number;
}

export function waterfall({ stripe, fraud, basket, mail, together }: Work): Waterfall {
  const known = fixed.customer;
  const called = known + basket;
  const inserted = called + fixed.insert;
  const checked = inserted + fraud;
  const charging = together ? inserted : checked;
  const charged = charging + stripe;
  const last = Math.max(checked, charged);
  const paid = last + fixed.receipt;
  const ordered = paid + fixed.settle;
  const total = ordered + fixed.page;

  const whole = (start: number, end: number): readonly Stretch[] => (end > start ? [{ start, end }] : []);
  // Of two that run at once, the one that ends last is waited for, all the while.
  const fraudWaited = !together || checked > charged;
  const stripeWaited = !together || !fraudWaited;
  const bar = (
    id: string,
    [service = '', name = '']: readonly string[],
    depth: number,
    [start = 0, end = 0]: readonly number[],
    path = whole(start, end),
  ): Bar => ({ id, service, name, depth, start, end, path, blocking: true });

  const bars: Bar[] = [
    bar('root', ['gateway', 'POST /api/checkout'], 0, [0, total], whole(known, called)),
    bar('customer', ['gateway', 'know customer'], 1, [0, known]),
    bar('orders', ['orders', 'POST /orders'], 1, [called, ordered], whole(paid, ordered)),
    bar('insert', ['orders', 'INSERT orders'], 2, [called, inserted]),
    bar('payments', ['payments', 'POST /payments'], 2, [inserted, paid], whole(last, paid)),
    bar('fraud', ['payments', 'fraud check'], 3, [inserted, checked], fraudWaited ? undefined : []),
    bar('stripe', ['payments', 'Stripe charge'], 3, [charging, charged], stripeWaited ? undefined : []),
    {
      ...bar('mail', ['notifications', 'process orders'], 2, [ordered, ordered + mail], []),
      blocking: false,
    },
    bar('page', ['gateway', 'write page'], 1, [ordered, total]),
  ];
  return { bars, total, end: Math.max(total, ordered + mail), unexplained: called - known };
}

/** Milliseconds in which the customer waited for a span itself. */
export function waitedFor({ path }: Pick<Bar, 'path'>): number {
  return path.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** The span below the root that was waited for the longest. */
export function bottleneck({ bars }: Waterfall): Bar | undefined {
  return bars.slice(1).reduce<Bar | undefined>((most, each) => {
    return waitedFor(each) > (most ? waitedFor(most) : 0) ? each : most;
  }, undefined);
}
