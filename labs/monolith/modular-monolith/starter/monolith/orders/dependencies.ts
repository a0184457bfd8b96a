/** What the orders module is given: its own view of the database, and the facades of the other modules. */
import type { Clock } from '#kit/clock.ts';
import type { ModuleDatabase } from '#kit/database.ts';
import type { Log } from '#kit/log.ts';

import type { Analytics } from '../analytics/index.ts';
import type { Notifications } from '../notifications/index.ts';
import type { Payments } from '../payments/index.ts';
import type { Products } from '../products/index.ts';
import type { Users } from '../users/index.ts';

export interface OrdersDependencies {
  readonly db: ModuleDatabase;
  readonly users: Users;
  readonly products: Products;
  readonly payments: Payments;
  readonly notifications: Notifications;
  readonly analytics: Analytics;
  readonly clock: Clock;
  readonly log: Log;
}
