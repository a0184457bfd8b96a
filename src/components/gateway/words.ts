/** The words of the figure: what each stage looks at, what it finds, and what the client gets. */
import { follow, limits, stages, type Asked, type Journey, type Reason, type Stage } from './model.ts';

export const stageNames: Readonly<Record<Stage, { name: string; asks: string }>> = {
  listener: { name: 'Listener', asks: 'by which door?' },
  route: { name: 'Route', asks: 'is there such a path?' },
  token: { name: 'Token', asks: 'who says who this is?' },
  scope: { name: 'Scope', asks: 'may they use this route?' },
  limit: { name: 'Limit', asks: 'has the client had its share?' },
  body: { name: 'Body', asks: 'is it small enough to carry?' },
  service: { name: 'Services', asks: 'what do they answer?' },
};

/** What the stage that ended a request says. */
const reasons: Readonly<Record<Reason, string>> = {
  plain: 'plain http: come back by https',
  'unknown-path': '/api/ordersX begins like /api/orders, but is no segment of it',
  'no-token': 'no token',
  unsigned: 'none is not among the algorithms of the configuration',
  'other-audience': 'the token was made for the bank',
  expired: 'exp is in the past',
  'no-scope': 'the token is good, and its scope has no orders',
  'over-limit': 'the bucket is empty',
  'too-large': `more than ${limits.kilobytes} KB`,
  'too-slow': `orders did not answer within ${limits.timeoutMs} ms`,
  'not-theirs': 'orders looked up whose it is: not theirs',
  degraded: 'products are away, the page comes without them',
  served: 'answered',
};

/** What a stage says when it lets a request through. */
function passed(stage: Stage, asked: Asked): string {
  switch (stage) {
    case 'listener':
      return 'https; TLS ends here';
    case 'route':
      return asked.home ? '/api/home, put together here' : '/api/orders, to orders';
    case 'token':
      return 'ES256, by a key of users; sub is u-2';
    case 'scope':
      return 'orders is among its words';
    case 'limit':
      return `${limits.burst - asked.before - 1} of ${limits.burst} left`;
    case 'body':
      return asked.home ? 'none to read' : `${asked.kilobytes} KB`;
    case 'service':
      return reasons.served;
  }
}

export interface StageLine {
  readonly stage: Stage;
  readonly state: 'passed' | 'ended' | 'not reached';
  readonly text: string;
}

/** One line for each stage. */
export function lines(asked: Asked): StageLine[] {
  const { endedAt, reason } = follow(asked);
  const end = stages.indexOf(endedAt);
  return stages.map((stage, index) => {
    if (index < end) return { stage, state: 'passed', text: passed(stage, asked) };
    if (index > end) return { stage, state: 'not reached', text: 'not reached' };
    return { stage, state: 'ended', text: reasons[reason] };
  });
}

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  308: 'Permanent Redirect',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  504: 'Gateway Timeout',
};

/** `429 Too Many Requests`. */
export function statusLine({ status }: Journey): string {
  return `${status} ${phrases[status] ?? ''}`.trim();
}

/** Header fields of the answer that matter in this case. */
export function answerFields(asked: Asked, { endedAt, reason, status }: Journey): string[] {
  const fields = ['X-Request-ID: 7c9e6679'];
  if (reason === 'plain') return ['Location: https://shop.example/api/orders/o-2', ...fields];
  fields.push('Strict-Transport-Security: max-age=31536000');
  if (reason === 'no-token') fields.push('WWW-Authenticate: Bearer realm="shop"');
  else if (status === 401) fields.push('WWW-Authenticate: Bearer error="invalid_token"');
  if (status === 403) fields.push('WWW-Authenticate: Bearer error="insufficient_scope"');
  if (stages.indexOf(endedAt) < stages.indexOf('limit')) return fields;
  const left = Math.max(0, limits.burst - asked.before - (status === 429 ? 0 : 1));
  const full = Math.ceil((limits.burst - left) / limits.perSecond);
  fields.push('RateLimit-Policy: "default";q=20;w=2', `RateLimit: "default";r=${left};t=${full}`);
  if (status === 429) fields.push('Retry-After: 1');
  return fields;
}

/** Who was called, and what for. */
export function calledWords({ called, ms }: Journey): string {
  if (called.length === 0) return 'no service';
  if (called.length === 1) return `${called[0]}, ${ms} ms`;
  return `${called.join(', ')}, at once: ${ms} ms`;
}

/** For whoever does not see the drawing. */
export function summary(asked: Asked): string {
  const journey = follow(asked);
  const { name } = stageNames[journey.endedAt];
  return `${name}: ${reasons[journey.reason]}. ${statusLine(journey)}. Called: ${calledWords(journey)}.`;
}
