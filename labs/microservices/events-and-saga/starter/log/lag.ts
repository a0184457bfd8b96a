/** Tells the map how far each group is behind. The log does so itself, because a group that is dead cannot. */
import type { Clock } from '#kit/clock.ts';
import type { Admin } from '#kit/event-log.ts';
import { createGauge } from '#kit/gauge.ts';

export interface LagOptions {
  readonly admin: Admin;
  readonly clock: Clock;
  /** Groups, which are called as the services are. */
  readonly groups: readonly string[];
}

const everyMs = 500;

export function watchLag({ admin, clock, groups }: LagOptions): void {
  const reports = groups.map((group) => ({ group, report: createGauge('consumer.lag', { service: group }) }));
  const look = async (): Promise<void> => {
    for (const { group, report } of reports) {
      const { offsets } = await admin.describeGroup(group);
      report(
        offsets.reduce((sum, { lag }) => sum + lag, 0),
        { to: 'log' },
      );
    }
    clock.setTimeout(() => void look(), everyMs);
  };
  void look();
}
