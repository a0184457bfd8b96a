import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';
import type { Producer } from '#kit/event-log.ts';

import { never, rename, soon, userAt, withShop } from './shop.ts';

/** Calls back as soon as somebody sends, and never lets the sender hear how it ended. */
function unheard(onSend: () => void, deliver: boolean): (producer: Producer) => Producer {
  return (producer) => ({
    send: async (record) => {
      if (deliver) await producer.send(record);
      onSend();
      return never;
    },
    sendBatch: async (records) => {
      if (deliver) await producer.sendBatch(records);
      onSend();
      return never;
    },
  });
}

check(
  {
    id: 'crash-loses-nothing',
    type: 'in-process',
    title: 'A crash between commit and publish loses no change',
    lesson: 'sync-by-events#outbox',
    hint: 1,
  },
  async (lab) => {
    await withShop(lab, async ({ clock, startUsers, eventsIn }) => {
      for (const [method, id] of [['PUT', 'u-02'] as const, ['DELETE', 'u-08'] as const]) {
        let sent = (): void => undefined;
        const sending = new Promise<void>((resolve) => {
          sent = resolve;
        });
        const users = await startUsers({ producer: unheard(() => sent(), false) });
        const body = method === 'PUT' ? { body: { name: 'Grace Hopper', email: 'grace@example.com' } } : {};
        const answered = lab.request(`${users.url}/users/${id}`, { method, ...body }).catch(() => undefined);
        await Promise.race([answered, sending]);
        await clock.advance(soon);
        await users.crash();

        const again = await startUsers();
        await clock.advance(soon);
        const [row] = await again.db.query<{ version: number }>('select version from users where id = $1', [
          id,
        ]);
        if (row?.version !== 2)
          throw new CheckFailure(`version of ${id} after ${method}: 2`, String(row?.version));
        const versions = (await eventsIn('users')).flatMap((event) =>
          event.id === id ? [event.version] : [],
        );
        const what = `events of ${id}, whose ${method} was committed before the crash, after a restart`;
        expect(versions.length > 0 ? versions[0] : 'none', what).toBe(2);
        await again.crash();
      }

      // And one that comes after the first thing that was written, whatever that was.
      let written = 0;
      let stuck = (): void => undefined;
      const sticking = new Promise<void>((resolve) => {
        stuck = resolve;
      });
      const users = await startUsers({
        onAppend: async () => {
          written += 1;
          if (written < 2) return;
          stuck();
          await never;
        },
      });
      const answered = rename(lab, users, 'u-05', 'Donald Knuth').catch(() => undefined);
      await Promise.race([answered, sticking]);
      await clock.advance(soon);
      await users.crash();
      await startUsers();
      await clock.advance(soon);
      const told = (await eventsIn('users')).some(({ id, version }) => id === 'u-05' && version === 2);
      expect(told, 'an event of u-05, after a crash right behind the first write of its change').toBe(true);
    });
  },
);

check(
  {
    id: 'rollback-emits-nothing',
    type: 'in-process',
    title: 'A change that was rolled back is told to nobody',
    lesson: 'sync-by-events#dual-write',
    hint: 1,
  },
  async (lab) => {
    await withShop(lab, async ({ clock, startUsers, eventsIn }) => {
      let full = false;
      const users = await startUsers({
        onAppend: async () => {
          if (full) throw new Error('The disk is full.');
        },
      });
      const taken = await lab.request(`${users.url}/users/u-02`, {
        method: 'PUT',
        body: { name: 'Grace', email: 'ada@example.com' },
      });
      expect(taken.status, 'status for an email that somebody else has').toBe(409);
      full = true;
      const failed = await rename(lab, users, 'u-02', 'Grace Hopper');
      expect(failed.status, 'status when the database cannot commit').toBe(500);
      full = false;
      await clock.advance(soon);
      expect(await eventsIn('users'), 'events after two changes that were rolled back').toEqual([]);
      const changed = await rename(lab, users, 'u-02', 'Rear Admiral Hopper');
      expect(changed.status, 'status of the next change').toBe(200);
      await clock.advance(soon);
      expect(
        (await eventsIn('users')).map(({ version }) => version),
        'versions in the events after it',
      ).toEqual([2]);
    });
  },
);

check(
  {
    id: 'twice-is-harmless',
    type: 'in-process',
    title: 'After a crash behind the publish an event may come twice, and the copy is the same',
    lesson: 'sync-by-events#at-least-once',
    hint: 2,
  },
  async (lab) => {
    await withShop(lab, async ({ clock, startUsers, startMonolith, eventsIn }) => {
      let sent = (): void => undefined;
      const sending = new Promise<void>((resolve) => {
        sent = resolve;
      });
      const users = await startUsers({ producer: unheard(() => sent(), true) });
      const answered = rename(lab, users, 'u-02', 'Grace Hopper').catch(() => undefined);
      await Promise.race([answered, sending]);
      await clock.advance(soon);
      await users.crash();
      const again = await startUsers();
      await clock.advance(soon);
      const monolith = await startMonolith(again);
      await clock.advance(soon);
      const events = await eventsIn('users');
      expect(events.length, 'events of the change').toBeGreaterThanOrEqual(1);
      expect(new Set(events.map(({ version }) => version)), 'versions in them').toEqual(new Set([2]));
      const inService = await userAt(lab, again, 'u-02');
      expect(await userAt(lab, monolith, 'u-02'), 'the copy of the user').toEqual(inService);
      await rename(lab, again, 'u-02', 'Grace M. Hopper');
      await clock.advance(soon);
      expect(
        (await userAt(lab, monolith, 'u-02'))?.version,
        'version in the copy after one more change',
      ).toBe(3);
    });
  },
);
