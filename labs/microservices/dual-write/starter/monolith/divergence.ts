/** Tells the map how many rows differ between the copies. It looks at them from outside, once a second. */
import type { Clock } from '#kit/clock.ts';
import { createGauge } from '#kit/gauge.ts';

import type { ShownRow } from '../copies/routes.ts';

export async function watchDivergence(clock: Clock, urls: readonly [string, string]): Promise<never> {
  const report = createGauge('copies.divergence');
  let before = new Map<string, string>();
  for (;;) {
    await clock.sleep(1_000);
    const [ours, theirs] = await Promise.all(urls.map(rowsOf));
    // A service that is away has no rows to count.
    if (!ours || !theirs) continue;
    const now = differences(ours, theirs);
    // What differs in two looks is no write that was on its way.
    report([...now].filter(([id, both]) => before.get(id) === both).length, { to: 'users' });
    before = now;
  }
}

/** Both rows of each user that differs, by id. */
function differences(ours: readonly string[], theirs: readonly string[]): Map<string, string> {
  const [one, other] = [ours, theirs].map((rows) => new Map(rows.map((row) => [idOf(row), row])));
  const ids = new Set([...ours, ...theirs].map(idOf));
  return new Map(
    [...ids].flatMap((id) => {
      const both = [one?.get(id), other?.get(id)];
      return both[0] === both[1] ? [] : [[id, both.join(' ')] as const];
    }),
  );
}

function idOf(row: string): string {
  // Only `rowsOf` makes them.
  return (JSON.parse(row) as ShownRow).id;
}

async function rowsOf(url: string): Promise<readonly string[] | undefined> {
  try {
    const response = await fetch(`${url}/copy`, { signal: AbortSignal.timeout(1_000) });
    // What both sides show is built from one type.
    return ((await response.json()) as ShownRow[]).map((row) => JSON.stringify(row));
  } catch {
    return undefined;
  }
}
