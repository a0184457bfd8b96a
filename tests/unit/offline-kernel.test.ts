/** What the offline engine's kernel makes of messages that a process could forge, and of its files. */
import { expect, test } from 'vitest';
import { FileStore, normalise } from '../../src/engine/offline/files.ts';
import { readFromProcess } from '../../src/engine/offline/kernel/validate.ts';
import { caps } from '../../src/engine/offline/protocol.ts';

test.each([
  null,
  'exit',
  7,
  {},
  { type: 'request', id: 1, method: 'process.kill', params: { machine: 1, pid: 100 } },
  { type: 'exit' },
  { type: 'output', text: 5 },
  { type: 'listen', id: 1, port: 70_000 },
  { type: 'listen', id: 1, port: '80' },
  { type: 'connect', connection: 1, port: 80 },
  { type: 'connect', connection: -1, port: 80, wire: {} },
  { type: 'file', id: 1, operation: { op: 'remove', path: '/' } },
  { type: 'file', id: 1, operation: { op: 'write', path: '../up', data: '' } },
  { type: 'file', id: 1, operation: { op: 'write', path: '/a/../b', data: '' } },
  { type: 'file', id: 1, operation: { op: 'write', path: '/a', data: { length: 1 } } },
  { type: 'file', id: 1, operation: { op: 'chmod', path: '/a' } },
  { type: 'subtle', id: 1, method: 'constructor', args: [] },
  { type: 'subtle', id: 1, method: 'sign', args: [1] },
])('%j is dropped', (message) => {
  expect(readFromProcess(message)).toBeUndefined();
});

test('what is read holds only the fields that belong to it', () => {
  expect(readFromProcess({ type: 'exit', code: 257, pid: 5, machine: 2 })).toEqual({ type: 'exit', code: 1 });
  expect(readFromProcess({ type: 'unlisten', port: 80, process: 3 })).toEqual({ type: 'unlisten', port: 80 });
});

test('paths never climb above the root', () => {
  expect(normalise('../../etc/passwd', '/a')).toBe('/etc/passwd');
  expect(normalise('./a//b/../c')).toBe('/a/c');
});

test('a full disk refuses what would not fit, and what is there stays', () => {
  const files = new FileStore();
  const half = 'x'.repeat(caps.fileBytes / 2);
  files.apply({ op: 'write', path: '/a', data: half, at: 1 });
  expect(() => files.apply({ op: 'write', path: '/b', data: `${half}y`, at: 1 })).toThrow('ENOSPC');
  expect(() => files.apply({ op: 'append', path: '/a', data: `${half}y`, at: 1 })).toThrow('ENOSPC');
  expect(files.read('/a')).toHaveLength(half.length);
  files.apply({ op: 'remove', path: '/a', at: 1 });
  files.apply({ op: 'write', path: '/b', data: `${half}y`, at: 1 });
});

test('a folder moves with all it holds, and not into itself', () => {
  const files = new FileStore();
  files.makeFolders('/a/b', 1);
  files.apply({ op: 'write', path: '/a/b/c', data: new Uint8Array([1]), at: 1 });
  files.apply({ op: 'rename', from: '/a', to: '/z', at: 2 });
  expect(files.list('/z/b')).toEqual(['c']);
  expect(files.get('/a')).toBeUndefined();
  expect(() => files.apply({ op: 'rename', from: '/z', to: '/z/b/y', at: 2 })).toThrow('EINVAL');
});
