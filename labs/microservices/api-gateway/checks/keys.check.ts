import { expect } from 'vitest';

import { check } from '#kit/check.ts';

import { bearer, expectProblem, quiet, refuses, withGateway } from './gateway.ts';
import type { Service } from './gateway.ts';
import { keySet, token } from './tokens.ts';

check(
  {
    id: 'unknown-key-asks-once',
    type: 'in-process',
    title: 'However many tokens name an unknown key, the keys are asked for at most once in 30 s',
    lesson: 'api-gateway#keys',
    hint: 1,
  },
  async (lab) => {
    let answerWithKeys = (): void => {};
    const asked = new Promise<void>((resolve) => {
      answerWithKeys = resolve;
    });
    const keys: Service = async () => {
      await asked;
      return Response.json(await keySet());
    };
    await withGateway(lab, { keys }, async (gateway) => {
      const good = Object.entries(bearer(await token()));
      const first = Promise.all(Array.from({ length: 5 }, () => gateway.handle('/api/orders', good)));
      await quiet(() => gateway.keyRequests);
      expect(gateway.keyRequests, 'requests for keys while five good tokens wait for the first answer').toBe(
        1,
      );
      answerWithKeys();
      const statuses = (await first).map(({ status }) => status);
      expect(statuses, 'statuses of five good tokens at once').toEqual([200, 200, 200, 200, 200]);
      const made = await Promise.all(
        Array.from({ length: 12 }, (_, index) => token({}, { kid: `made-up-${index}` }, 'mallory')),
      );
      const send = async (each: string): Promise<number> =>
        (await gateway.handle('/api/orders', Object.entries(bearer(each)))).status;
      const flood = async (): Promise<void> => {
        for (const each of made.slice(0, 4))
          expect(await send(each), 'status of a token with an unknown key').toBe(401);
        await Promise.all(made.slice(4).map(send));
      };
      await flood();
      expect(gateway.keyRequests, 'requests for keys after 12 unknown ones within 30 s of the first').toBe(1);
      await gateway.clock.advance(30_000);
      await flood();
      expect(gateway.keyRequests, 'requests for keys after 12 more, 30 s later').toBe(2);
      await gateway.clock.advance(29_000);
      await flood();
      expect(gateway.keyRequests, 'requests for keys after 12 more, 29 s later').toBe(2);
      await gateway.clock.advance(1_000);
      await flood();
      expect(gateway.keyRequests, 'requests for keys after 12 more, 30 s after the last one').toBe(3);
    });
  },
);

check(
  {
    id: 'keys-may-change',
    type: 'in-process',
    title: 'A key that is new in the set is found, and good tokens stay good while the keys are out of reach',
    lesson: 'api-gateway#keys',
    hint: 2,
  },
  async (lab) => {
    let keys: Service = async () => Response.json(await keySet(['k-1']));
    await withGateway(lab, { keys: (request) => keys(request) }, async (gateway) => {
      const status = async (kid: string): Promise<number> =>
        (await gateway.send('/api/orders', { headers: bearer(await token({}, {}, kid)) })).status;
      expect(await status('k-1'), 'status with a token of k-1').toBe(200);
      await gateway.clock.advance(30_000);
      keys = async () => Response.json(await keySet(['k-1', 'k-2']));
      expect(await status('k-2'), 'status with a token of k-2, when it is new in the set').toBe(200);
      expect(gateway.keyRequests, 'requests for keys').toBe(2);

      await gateway.clock.advance(30_000);
      for (const [what, broken] of [
        ['refuses', refuses],
        ['answers 500', () => Response.json({ title: 'Out' }, { status: 500 })],
        ['sends what is no key set', () => new Response('<html>')],
      ] as const) {
        keys = broken;
        const known = `status with a token of k-1 while users ${what}`;
        expect(await status('k-3'), `status with a token of k-3 while users ${what}`).toBe(401);
        expect(await status('k-1'), known).toBe(200);
        await gateway.clock.advance(30_000);
      }
      keys = async () => Response.json(await keySet(['k-2']));
      expect(await status('k-3'), 'status with a token of k-3').toBe(401);
      expect(await status('k-1'), 'status with a token of k-1, when the set has it no more').toBe(401);
    });
  },
);

check(
  {
    id: 'no-keys-no-verdict',
    type: 'in-process',
    title: 'As long as no keys could be had, a token is answered with 503, and with them as soon as they can',
    lesson: 'api-gateway#keys',
    hint: 2,
  },
  async (lab) => {
    let keys: Service = refuses;
    await withGateway(lab, { keys: (request) => keys(request) }, async (gateway) => {
      expectProblem(await gateway.send('/api/orders'), 503, 'a good token while users refuses');
      keys = () => Response.json({ title: 'Out' }, { status: 500 });
      expectProblem(await gateway.send('/api/orders'), 503, 'a good token while users answers 500');
      expect(gateway.calls.length, 'calls that reached orders').toBe(0);
      expect((await gateway.send('/api/auth/login', { headers: {} })).status, 'status of an open route').toBe(
        200,
      );
      keys = async () => Response.json(await keySet());
      expect((await gateway.send('/api/orders')).status, 'status once the keys are there').toBe(200);
    });
  },
);
