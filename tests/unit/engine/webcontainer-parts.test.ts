/** The parts of the WebContainer engine that need no browser. */
import { describe, expect, test } from 'vitest';
import type { PortEvent } from '../../../src/engine/contract.ts';
import { normalPath, toContainerTree } from '../../../src/engine/webcontainer/files.ts';
import { TerminalDecoder } from '../../../src/engine/webcontainer/output.ts';
import { PortSpace } from '../../../src/engine/webcontainer/ports.ts';
import { CoalescedWrites } from '../../../src/engine/webcontainer/writes.ts';

const asWire = (text: string): string => Buffer.from(text).toString('latin1');

const record = (space: PortSpace) => {
  const lease = space.lease();
  const events: PortEvent[] = [];
  lease.onPort((event) => events.push(event));
  return { lease, events };
};

const recorder = () => {
  const started: string[] = [];
  const open: PromiseWithResolvers<void>[] = [];
  const writes = new CoalescedWrites((path, data) => {
    started.push(`${path}=${String(data)}`);
    const gate = Promise.withResolvers<void>();
    open.push(gate);
    return gate.promise;
  });
  return { started, open, writes };
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('output', () => {
  test.each(['naïve €uro 🙂', 'one\r\ntwo\r\n', 'a\r\r\nb', 'progress\rbar', 'ends with\r'])(
    'is the same however it is cut: %j',
    (text) => {
      const wire = asWire(text);
      for (let at = 0; at <= wire.length; at += 1) {
        const decoder = new TerminalDecoder(true);
        const parts = [wire.slice(0, at), wire.slice(at)].map((part) => decoder.decode(part));
        expect(parts.join('') + decoder.flush()).toBe(text.replaceAll('\r\n', '\n'));
      }
    },
  );

  test('that the client has decoded already is taken as it is', () => {
    const decoder = new TerminalDecoder(false);
    expect(decoder.decode('€\r\n') + decoder.flush()).toBe('€\n');
  });
});

describe('ports', () => {
  test('are the logical ones for the first machine, and others for each further one', () => {
    const space = new PortSpace();
    const [live, run, other] = [space.lease(), space.lease(), space.lease()];
    expect(live.portFor(3000)).toBe(3000);
    const assigned = [run.portFor(3000), run.portFor(3001), other.portFor(3000)];
    expect(new Set([3000, 3001, ...assigned]).size).toBe(5);
    expect(run.portFor(3000)).toBe(assigned[0]);
  });

  test('are told to the machine that has them, by their logical number', () => {
    const space = new PortSpace();
    const live = record(space);
    const run = record(space);
    space.tell(3000, 'open');
    space.tell(run.lease.portFor(3000), 'open');
    space.tell(run.lease.portFor(3000), 'close');
    space.tell(9999, 'open');
    expect(live.events).toEqual([
      { port: 3000, type: 'open' },
      { port: 9999, type: 'open' },
    ]);
    expect(run.events).toEqual([
      { port: 3000, type: 'open' },
      { port: 3000, type: 'close' },
    ]);
  });

  test('of a machine that is gone go to the next one, and late events to nobody', () => {
    const space = new PortSpace();
    const live = record(space);
    const run = record(space);
    const old = run.lease.portFor(3000);
    run.lease.release();
    live.lease.release();
    const next = record(space);
    expect(next.lease.portFor(3000)).toBe(3000);
    expect(space.lease().portFor(3000)).not.toBe(old);
    space.tell(3000, 'open');
    expect([live.lease.portFor(3000), run.lease.portFor(3000)]).toEqual([3000, old]);
    expect(live.events).toEqual([]);
    expect(run.events).toEqual([]);
    expect(next.events).toEqual([{ port: 3000, type: 'open' }]);
  });

  test('that are still open are given to nobody else', () => {
    const space = new PortSpace();
    space.lease();
    const run = space.lease();
    const port = run.portFor(3000);
    space.tell(port, 'open');
    run.release();
    const other = space.lease();
    const ports = Array.from({ length: 9999 }, (_, logical) => other.portFor(logical));
    expect(ports).not.toContain(port);
  });
});

describe('writes', () => {
  test('of one file go one by one, and of those that wait only the latest', async () => {
    const { started, open, writes } = recorder();
    const all = ['1', '2', '3'].map((data) => writes.write('a', data));
    void writes.write('b', '1');
    expect(started).toEqual(['a=1', 'b=1']);
    open[0]?.resolve();
    await all[0];
    await settled();
    expect(started).toEqual(['a=1', 'b=1', 'a=3']);
    open[2]?.resolve();
    await Promise.all(all);
  });

  test('that fail fail for their own caller only', async () => {
    const { started, open, writes } = recorder();
    const first = writes.write('a', '1');
    const second = writes.write('a', '2');
    open[0]?.reject(new Error('full'));
    await expect(first).rejects.toThrow('full');
    await settled();
    open[1]?.resolve();
    await second;
    expect(started).toEqual(['a=1', 'a=2']);
  });

  test('are over when idle says so', async () => {
    const { open, writes } = recorder();
    let idle = false;
    void writes.write('a', '1');
    void writes.write('a', '2');
    const over = writes.idle().then(() => {
      idle = true;
      return idle;
    });
    open[0]?.resolve();
    await settled();
    expect(idle).toBe(false);
    open[1]?.resolve();
    expect(await over).toBe(true);
  });
});

describe('files', () => {
  test('become the tree of the client', () => {
    const bytes = new Uint8Array([1]);
    expect(toContainerTree({ 'a.js': 'a', 'b/c/d.bin': bytes, './b/e': 'e' })).toEqual({
      'a.js': { file: { contents: 'a' } },
      b: {
        directory: {
          c: { directory: { 'd.bin': { file: { contents: bytes } } } },
          e: { file: { contents: 'e' } },
        },
      },
    });
  });

  test('cannot be a file and a folder', () => {
    expect(() => toContainerTree({ a: '', 'a/b': '' })).toThrow('"a/b" needs a folder where there is a file');
    expect(() => toContainerTree({ 'a/b': '', a: '' })).toThrow('"a" is given twice');
  });

  test.each(['', '.', '../other', 'a/../../b'])('do not leave the machine: %j', (path) => {
    expect(() => normalPath(path)).toThrow('is no path inside the machine');
  });
});
