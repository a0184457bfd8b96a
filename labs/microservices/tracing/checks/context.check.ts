import { expect } from 'vitest';

import { check, CheckFailure } from '#kit/check.ts';

import { parentId, through, traceId, traceparent } from './context.ts';
import { withShop } from './shop.ts';

check(
  {
    id: 'malformed-traceparent-begins-anew',
    type: 'in-process',
    title: 'A traceparent that is not valid is as good as none: a new trace begins',
    lesson: 'tracing#traceparent',
    hint: 3,
  },
  async (lab) => {
    const pass = await through(lab);
    expect(pass({ traceparent })['traceparent'], `what becomes of ${traceparent}`).toBe(traceparent);
    const malformed: [string, string | string[]][] = [
      ['upper case', traceparent.toUpperCase()],
      ['a trace id of zeros', `00-${'0'.repeat(32)}-${parentId}-01`],
      ['a parent id of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
      ['version ff', `ff-${traceId}-${parentId}-01`],
      ['a trace id that is short', `00-${traceId.slice(1)}-${parentId}-01`],
      ['a trace id that is long', `00-${traceId}0-${parentId}-01`],
      ['a parent id that is short', `00-${traceId}-${parentId.slice(1)}-01`],
      ['a digit that is none', `00-${traceId.slice(1)}g-${parentId}-01`],
      ['flags of one digit', `00-${traceId}-${parentId}-1`],
      ['no flags', `00-${traceId}-${parentId}`],
      ['version 00 with more behind it', `${traceparent}-more`],
      ['two headers in one line', `${traceparent}, ${traceparent}`],
      ['two headers', [traceparent, traceparent]],
      ['nothing in it', ''],
    ];
    for (const [what, value] of malformed) {
      const passed = pass({ traceparent: value })['traceparent'];
      if (passed === undefined) continue;
      throw new CheckFailure(
        `a traceparent with ${what} is not used (${String(value)})`,
        `${passed} goes on`,
      );
    }
    await withShop(lab, {}, async ({ checkout, spans, calls }) => {
      await checkout({ traceparent: `00-${traceId}-${'0'.repeat(16)}-01` });
      const [root] = spans.filter((each) => each.service === 'gateway' && each.kind === 'server');
      expect(
        root?.parentSpanId,
        'parent of the gateway’s span after a malformed traceparent',
      ).toBeUndefined();
      expect(calls[0]?.headers.get('traceparent'), 'traceparent of the call to orders').toMatch(
        /^00-(?!4bf92f)[0-9a-f]{32}-[0-9a-f]{16}-01$/,
      );
    });
  },
);

check(
  {
    id: 'later-versions-are-continued',
    type: 'in-process',
    title: 'Version cc is read as far as it is known, and goes on as version 00',
    lesson: 'tracing#traceparent',
    hint: 3,
  },
  async (lab) => {
    const pass = await through(lab);
    for (const rest of ['', '-what-the-future-brings']) {
      const given = `cc-${traceId}-${parentId}-01${rest}`;
      expect(pass({ traceparent: given })['traceparent'], `what becomes of ${given}`).toBe(traceparent);
    }
    const unreadable = `cc-${traceId}-${parentId}-01.what-the-future-does-not-bring`;
    expect(pass({ traceparent: unreadable })['traceparent'], `what becomes of ${unreadable}`).toBeUndefined();
    const spaced = ` \t${traceparent}\t `;
    expect(pass({ traceparent: spaced })['traceparent'], 'what becomes of one between blanks and tabs').toBe(
      traceparent,
    );
  },
);

check(
  {
    id: 'sampled-bit-is-kept',
    type: 'in-process',
    title: 'The sampled bit goes on as it came, and other flags do not go on',
    lesson: 'tracing#sampling',
    hint: 3,
  },
  async (lab) => {
    const pass = await through(lab);
    for (const [given, sent] of [
      ['00', '00'],
      ['01', '01'],
      ['02', '00'],
      ['ff', '01'],
    ]) {
      const passed = pass({ traceparent: `00-${traceId}-${parentId}-${given}` })['traceparent'];
      expect(passed?.slice(-2), `flags that go on for ${given}`).toBe(sent);
    }
    await withShop(lab, {}, async ({ checkout, processed, calls, spans }) => {
      await checkout({ traceparent: `00-${traceId}-${parentId}-00` });
      await processed(1);
      expect(spans.length, 'spans recorded of a trace that is not sampled').toBe(0);
      const sent = calls.slice(0, 2).map(({ headers }) => headers.get('traceparent') ?? 'none');
      for (const each of sent)
        expect(each, 'traceparent of a call in a trace that is not sampled').toMatch(
          new RegExp(`^00-${traceId}-(?!${parentId})[0-9a-f]{16}-00$`),
        );
    });
  },
);

check(
  {
    id: 'tracestate-is-kept',
    type: 'in-process',
    title: 'tracestate reaches the last service: all entries, in their order',
    lesson: 'tracing#tracestate',
    hint: 3,
  },
  async (lab) => {
    const pass = await through(lab);
    const passed = (tracestate: string | string[]): string | undefined =>
      pass({ traceparent, tracestate })['tracestate'];
    expect(passed('rojo=00f067,congo=t61rcW'), 'what becomes of rojo=00f067,congo=t61rcW').toBe(
      'rojo=00f067,congo=t61rcW',
    );
    expect(passed(['foo=1,bar=2', 'rojo=1', 'baz=3']), 'what becomes of three headers').toBe(
      'foo=1,bar=2,rojo=1,baz=3',
    );
    expect(passed('foo=1 \t , \tbar=2,\t baz=3'), 'what becomes of blanks and tabs around entries').toBe(
      'foo=1,bar=2,baz=3',
    );
    expect(passed('foo=1,,bar=2,'), 'what becomes of empty entries').toBe('foo=1,bar=2');
    expect(passed('foo=a b  c'), 'what becomes of blanks within a value').toBe('foo=a b  c');
    expect(passed('fw529a3039@dt=FfAAAA,a-b_c*d/e=1'), 'what becomes of keys with all their characters').toBe(
      'fw529a3039@dt=FfAAAA,a-b_c*d/e=1',
    );
    const most = Array.from({ length: 32 }, (_, index) => `k${index}=${index}`).join(',');
    expect(passed(most), 'what becomes of 32 entries').toBe(most);
    expect(passed(''), 'what becomes of an empty tracestate').toBeUndefined();
    await withShop(lab, {}, async ({ checkout, calls }) => {
      await checkout({ traceparent, tracestate: 'rojo=1,congo=2' });
      const states = calls.slice(0, 2).map(({ headers }) => headers.get('tracestate') ?? 'none');
      expect(states, 'tracestate of the calls to orders and to payments').toEqual([
        'rojo=1,congo=2',
        'rojo=1,congo=2',
      ]);
    });
  },
);

check(
  {
    id: 'tracestate-is-dropped',
    type: 'in-process',
    title: 'tracestate goes no further without a valid traceparent, or when it cannot be read',
    lesson: 'tracing#tracestate',
    hint: 3,
  },
  async (lab) => {
    const pass = await through(lab);
    expect(pass({ tracestate: 'foo=1' })['tracestate'], 'tracestate without a traceparent').toBeUndefined();
    expect(
      pass({ traceparent: traceparent.toUpperCase(), tracestate: 'foo=1' })['tracestate'],
      'tracestate with a malformed traceparent',
    ).toBeUndefined();
    const tooMany = Array.from({ length: 33 }, (_, index) => `k${index}=${index}`).join(',');
    for (const [what, tracestate] of [
      ['an entry without a value', 'foo=,bar=3'],
      ['an entry without a sign', 'foo,bar=3'],
      ['two signs in an entry', 'foo=bar=baz'],
      ['a key in upper case', 'FOO=1'],
      ['a key with a dot', 'foo.bar=1'],
      ['a blank after the key', 'foo =1'],
      ['a key that ends with its @', 'foo@=1,bar=2'],
      ['a key that begins with its @', '@foo=1,bar=2'],
      ['a key with two @', 'foo@bar@baz=1,bar=2'],
      ['a key of 257 characters', `foo=1,${'z'.repeat(257)}=1`],
      ['33 entries', tooMany],
    ] as const) {
      const passed = pass({ traceparent, tracestate });
      expect(passed['tracestate'], `what becomes of a tracestate with ${what}`).toBeUndefined();
      expect(passed['traceparent'], `what becomes of the traceparent beside it`).toBe(traceparent);
    }
    await withShop(lab, {}, async ({ checkout, calls }) => {
      await checkout({ tracestate: 'foo=1' });
      expect(calls[0]?.headers.get('tracestate'), 'tracestate of a call in a new trace').toBeNull();
    });
  },
);
