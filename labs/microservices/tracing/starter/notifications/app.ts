/** The notifications service: writes to customers about what has happened. */
import type { Tracer } from '@opentelemetry/api';

import type { Clock } from '#kit/clock.ts';
import { createService } from '#kit/http.ts';
import type { Service } from '#kit/http.ts';
import type { Log } from '#kit/log.ts';

import { consumer } from '../tracing/messaging.ts';
import { parseEvent } from './event.ts';

export interface AppDependencies {
  readonly clock: Clock;
  readonly log: Log;
  readonly tracer: Tracer;
}

export function createApp({ clock, log: ownLog, tracer }: AppDependencies): Service {
  const process = consumer(tracer, ownLog, async ({ type, key }, { log }) => {
    // Writing the mail.
    await clock.sleep(5);
    log.info('mail sent', { about: type, order: key });
  });
  return createService({
    log: ownLog,
    routes: {
      // How events get here is no work of this service: the event's own headers say which trace it belongs to.
      'POST /events': async ({ body }) => {
        await process(parseEvent(body));
        return { status: 204 };
      },
    },
  });
}
