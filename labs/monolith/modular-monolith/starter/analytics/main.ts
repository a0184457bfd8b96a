/** A company outside that counts events for us. What is in them, it alone knows. */
import { portFromEnv } from '#kit/env.ts';
import { createService } from '#kit/http.ts';
import { createLog } from '#kit/log.ts';

let events = 0;
await createService({
  log: createLog(),
  routes: {
    'POST /events': () => {
      events += 1;
      return { status: 202 };
    },
    'GET /events': () => ({ status: 200, body: { events } }),
  },
}).listen(portFromEnv());
