import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import { bearer, refuses, sentField, withGateway } from './gateway.ts';
import type { Field, GatewayUnderTest } from './gateway.ts';
import { token } from './tokens.ts';

check(
  {
    id: 'request-id',
    type: 'in-process',
    title: 'A sane X-Request-ID is kept, any other is replaced; it is sent on, logged, and on every answer',
    lesson: 'api-gateway#ids',
    hint: 2,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      const good = bearer(await token());
      const ask = async (id: string | undefined): Promise<string> => {
        const headers = id === undefined ? good : { ...good, 'x-request-id': id };
        const answer = await gateway.send('/api/orders', { headers });
        const given = answer.headers['x-request-id'] ?? '';
        const what = `with X-Request-ID ${JSON.stringify(id ?? 'left out').slice(0, 60)}`;
        expect(given.length, `length of X-Request-ID of the answer, ${what}`).toBeGreaterThan(0);
        expect(sentField(gateway, 'x-request-id'), `X-Request-ID that orders got, ${what}`).toBe(given);
        const line = gateway.logged.find((each) => each.includes(given));
        if (line === undefined)
          throw new CheckFailure(`a log line with ${given}`, gateway.logged.join(' | '));
        return given;
      };
      for (const sane of ['r-1', '7c9e6679-7425-40de-944b-e07fc1f90ae7', 'Job_7.retry', 'x'.repeat(64)])
        expect(await ask(sane), `X-Request-ID for ${sane}`).toBe(sane);
      const seen = new Set<string>();
      const insane = ['a b', 'x'.repeat(65), 'id="1"', '<script>', '../../etc', 'a,b', '%0aX', 'é'];
      for (const given of [undefined, ...insane]) {
        const id = await ask(given);
        if (!/^[A-Za-z0-9._-]{8,64}$/.test(id) || seen.has(id))
          throw new CheckFailure(
            `X-Request-ID in place of ${JSON.stringify(given ?? 'none')}: a new one`,
            id,
          );
        seen.add(id);
      }
      const [twice] = (
        await gateway.handle('/api/orders', [
          ...Object.entries(good),
          ['x-request-id', 'r-1'],
          ['x-request-id', 'r-2'],
        ])
      ).headers.filter(([name]) => name === 'x-request-id');
      expect(['r-1', 'r-2'].includes(twice?.[1] ?? 'r-1'), 'one of two X-Request-IDs was kept').toBe(false);
    });
    await withGateway(lab, { services: { orders: refuses } }, async (gateway) => {
      const id = { 'x-request-id': 'r-7' };
      for (const [path, headers] of [
        ['/nowhere', id],
        ['/api/orders', id],
        ['/api/orders', { ...id, ...bearer(await token()) }],
      ] as const) {
        const { status, headers: fields } = await gateway.send(path, { headers });
        expect(fields['x-request-id'], `X-Request-ID of a ${status}`).toBe('r-7');
      }
    });
  },
);

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const span = '00f067aa0ba902b7';
const valid = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-0[01]$/;

/** The traceparent and tracestate that orders got for a request with these fields. */
async function passedOn(
  gateway: GatewayUnderTest,
  fields: readonly Field[],
): Promise<[string, string | null]> {
  await gateway.handle('/api/orders', [...Object.entries(bearer(await token())), ...fields]);
  const traceparent = sentField(gateway, 'traceparent') ?? 'none';
  if (!valid.test(traceparent))
    throw new CheckFailure(`a valid traceparent for ${JSON.stringify(fields)}`, traceparent);
  return [traceparent, sentField(gateway, 'tracestate')];
}

check(
  {
    id: 'trace-goes-on',
    type: 'in-process',
    title: 'A valid traceparent is continued with its flag, any other begins a new trace',
    lesson: 'api-gateway#trace',
    hint: 3,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      const continued = {
        [`00-${trace}-${span}-01`]: '01',
        [`00-${trace}-${span}-00`]: '00',
        [`cc-${trace}-${span}-01`]: '01',
        [`cc-${trace}-${span}-01-what-is-to-come`]: '01',
      };
      for (const [sent, flags] of Object.entries(continued)) {
        const [traceparent] = await passedOn(gateway, [['traceparent', sent]]);
        expect(traceparent.slice(3, 35), `trace id that orders got for ${sent}`).toBe(trace);
        expect(traceparent.slice(-2), `flags that orders got for ${sent}`).toBe(flags);
      }
      const good = `00-${trace}-${span}-01`;
      const invalid = [
        [good.toUpperCase()],
        [`00-${'0'.repeat(32)}-${span}-01`],
        [`00-${trace}-${'0'.repeat(16)}-01`],
        [`ff-${trace}-${span}-01`],
        [`00-${trace.slice(1)}-${span}-01`],
        [`00-${trace}-${span}-1`],
        [`00-${trace}-${span}-01-more`],
        [`cc-${trace}-${span}-01.more`],
        [`${good}, ${good}`],
        [good, good],
        [''],
      ];
      const seen = new Set<string>();
      for (const values of invalid) {
        const fields = values.map((value): Field => ['traceparent', value]);
        const id = (await passedOn(gateway, fields))[0].slice(3, 35);
        const what = `trace id that orders got for ${values.join(' and ') || 'an empty field'}`;
        expect(id === trace || seen.has(id) ? 'an old one' : 'a new one', what).toBe('a new one');
        seen.add(id);
      }
      await passedOn(gateway, []);
      const home = [...Object.entries(bearer(await token())), ['traceparent', good] as const];
      await gateway.handle('/api/home', home);
      const calls = gateway.calls
        .slice(-3)
        .map(({ request }) => request.headers.get('traceparent')?.slice(3, 35));
      expect(calls, 'trace ids of the three calls for GET /api/home').toEqual([trace, trace, trace]);
    });
  },
);

check(
  {
    id: 'tracestate-goes-along',
    type: 'in-process',
    title: 'tracestate is passed on in its order with a valid traceparent, and dropped without one',
    lesson: 'api-gateway#trace',
    hint: 3,
  },
  async (lab) => {
    await withGateway(lab, {}, async (gateway) => {
      const parent: Field = ['traceparent', `00-${trace}-${span}-01`];
      const state = (value: string): Field => ['tracestate', value];
      const same = (value: string | null): string[] =>
        (value ?? 'none').split(',').map((each) => each.trim());
      const members = ['rojo=00f067aa0ba902b7', 'congo=t61rcWkgMzE', 'fw529a3039@dt=a b'];
      const [, kept] = await passedOn(gateway, [parent, state(members.join(','))]);
      expect(same(kept), 'members of tracestate that orders got').toEqual(members);
      const [, joined] = await passedOn(gateway, [parent, state('rojo=1'), state('congo=2,tango=3')]);
      expect(same(joined), 'members of two tracestates that orders got').toEqual([
        'rojo=1',
        'congo=2',
        'tango=3',
      ]);
      const [, lost] = await passedOn(gateway, [state('rojo=1')]);
      expect(lost, 'tracestate that orders got, when there was no traceparent').toBe(null);
      const [, orphan] = await passedOn(gateway, [
        ['traceparent', `ff-${trace}-${span}-01`],
        state('rojo=1'),
      ]);
      expect(orphan, 'tracestate that orders got, when the traceparent was not valid').toBe(null);
    });
  },
);
