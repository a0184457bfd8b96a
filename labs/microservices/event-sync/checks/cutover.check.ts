import { expect } from 'vitest';

import { check } from '#kit/check.ts';
import type { CheckResponse, LabUnderTest } from '#kit/check.ts';

import { rename, soon, userAt, withShop } from './shop.ts';
import type { Running } from './shop.ts';

const post = (lab: LabUnderTest, { url }: Running, action: string): Promise<CheckResponse> =>
  lab.request(`${url}/sync/${action}`, { method: 'POST' });

async function names(lab: LabUnderTest, { url }: Running): Promise<string[]> {
  const orders = (await lab.request(`${url}/orders`)).json<{ customer: { name: string } | null }[]>();
  return orders.map(({ customer }) => customer?.name ?? 'nobody');
}

check(
  {
    id: 'backfill-keeps-newer',
    type: 'in-process',
    title: 'After a backfill under concurrent changes, the checksums of all buckets are equal',
    lesson: 'sync-by-events#backfill',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async ({ clock, startUsers, startMonolith }) => {
      const users = await startUsers();
      let held = false;
      const monolith = await startMonolith(users, {
        fetch: (send) => async (input, init) => {
          const answer = await send(input, init);
          if (held || !String(input).includes('/sync/snapshot')) return answer;
          held = true;
          // The page is on its way, and meanwhile two of its users are changed, and the changes applied.
          await rename(lab, users, 'u-02', 'Grace Hopper');
          await lab.request(`${users.url}/users/u-04`, { method: 'DELETE' });
          await clock.advance(soon);
          return answer;
        },
      });
      const filled = await post(lab, monolith, 'backfill');
      expect(filled.status, 'status of the backfill').toBe(200);
      await clock.advance(soon);
      expect(
        (await userAt(lab, monolith, 'u-02'))?.name,
        'a user changed while its page was on its way',
      ).toBe('Grace Hopper');
      expect(await userAt(lab, monolith, 'u-04'), 'a user deleted meanwhile').toBeUndefined();
      expect(await userAt(lab, monolith, 'u-07'), 'a user deleted before').toBeUndefined();
      const [own, theirs] = [monolith, users].map(({ url }) => lab.request(`${url}/sync/checksums`));
      expect((await own)?.json(), 'checksums by bucket').toEqual((await theirs)?.json());
    });
  },
);

check(
  {
    id: 'cutover-needs-equality',
    type: 'in-process',
    title: 'Reads move only when nothing is left to apply and both copies are equal',
    lesson: 'sync-by-events#cutover',
    hint: 3,
  },
  async (lab) => {
    await withShop(lab, async ({ clock, startUsers, startMonolith, emit }) => {
      const users = await startUsers();
      const monolith = await startMonolith(users);
      await clock.advance(soon);
      const different = await post(lab, monolith, 'cutover');
      expect(different.status, 'status of a cutover with three rows that differ').toBe(409);
      await post(lab, monolith, 'backfill');
      await post(lab, monolith, 'pause');
      await clock.advance(soon);
      // An event that changes nothing: the copies are equal, and still one is not applied.
      await emit({ id: 'u-01', version: 1, name: 'Ada', email: 'ada@example.com' });
      const behind = await post(lab, monolith, 'cutover');
      expect(behind.status, 'status of a cutover with a lag of 1').toBe(409);
      await rename(lab, users, 'u-02', 'Grace Hopper');
      await clock.advance(soon);
      expect((await names(lab, monolith))[1], 'name on an order, still from the table').toBe('Grace');
      await post(lab, monolith, 'resume');
      await clock.advance(soon);
      expect((await post(lab, monolith, 'cutover')).status, 'status of a cutover of equal copies').toBe(204);
      await post(lab, monolith, 'pause');
      await clock.advance(soon);
      await rename(lab, users, 'u-02', 'Rear Admiral Hopper');
      expect((await names(lab, monolith))[1], 'name on an order after the cutover').toBe(
        'Rear Admiral Hopper',
      );
    });
  },
);

check(
  {
    id: 'drop-needs-silence',
    type: 'in-process',
    title: 'The table is dropped only after 60 s in which nobody has read it',
    lesson: 'sync-by-events#drop',
    hint: 3,
  },
  async (lab) => {
    await withShop(lab, async ({ clock, startUsers, startMonolith }) => {
      const users = await startUsers();
      const monolith = await startMonolith(users);
      const drop = async (): Promise<number> => (await post(lab, monolith, 'drop-table')).status;
      await clock.advance(100_000);
      expect(await drop(), 'status before the cutover').toBe(409);
      await post(lab, monolith, 'backfill');
      await names(lab, monolith);
      expect((await post(lab, monolith, 'cutover')).status, 'status of the cutover').toBe(204);
      expect(await drop(), 'status right after the cutover').toBe(409);
      await clock.advance(50_000);
      await lab.request(`${monolith.url}/reports/customers`);
      await clock.advance(59_000);
      expect(await drop(), 'status 59 s after a report has read it').toBe(409);
      await clock.advance(1_000);
      expect(await drop(), 'status 60 s after it').toBe(204);
      expect((await names(lab, monolith))[0], 'name on an order without the table').toBe('Ada');
      const tables = await monolith.db.query("select name from sqlite_master where name = 'users'");
      expect(tables.length, 'tables named users').toBe(0);
    });
  },
);
