/** A process of the WebContainer engine, with a runtime that does not keep to what it should. */
import type { WebContainerProcess } from '@webcontainer/api';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ContainerProcess } from '../../../src/engine/webcontainer/process.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function fakeRemote() {
  const exit = Promise.withResolvers<number>();
  const output = new TransformStream<string, string>();
  const written: string[] = [];
  const kill = vi.fn();
  const remote: WebContainerProcess = {
    exit: exit.promise,
    input: new WritableStream({ write: (text) => void written.push(text) }),
    output: output.readable,
    kill,
    resize: () => {},
  };
  return { remote, exit, written, kill, output: output.writable.getWriter() };
}

async function read(stream: ReadableStream<string>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

test('output that comes after the exit is waited for', async () => {
  const { remote, exit, output } = fakeRemote();
  const process = new ContainerProcess(remote, false);
  const all = read(process.output);
  exit.resolve(0);
  await vi.advanceTimersByTimeAsync(400);
  void output.write('late');
  await vi.advanceTimersByTimeAsync(400);
  void output.write(' and later');
  await vi.advanceTimersByTimeAsync(100);
  void output.close();
  expect(await all).toBe('late and later');
  expect(await process.exit).toBe(0);
});

test('output that the runtime never closes ends soon after the exit', async () => {
  const { remote, exit, output } = fakeRemote();
  const process = new ContainerProcess(remote, false);
  const all = read(process.output);
  void output.write('all there is\r');
  exit.resolve(0);
  await vi.advanceTimersByTimeAsync(2000);
  expect(await all).toBe('all there is\r');
});

test('a kill is 137 whatever code the runtime gives, and waits for the end', async () => {
  const { remote, exit, kill, written } = fakeRemote();
  const process = new ContainerProcess(remote, false);
  await process.write('before\n');
  let ended = false;
  const killing = process.kill().then(() => {
    ended = true;
    return ended;
  });
  await vi.advanceTimersByTimeAsync(100);
  expect(kill).toHaveBeenCalledOnce();
  expect(ended).toBe(false);
  exit.resolve(0);
  await killing;
  expect(await process.exit).toBe(137);
  await process.write('after\n');
  expect(written).toEqual(['before\n']);
});

test('a process that the runtime cannot kill is waited for no longer than a few seconds', async () => {
  const { remote } = fakeRemote();
  const process = new ContainerProcess(remote, false);
  const all = read(process.output);
  const killing = process.kill();
  await vi.advanceTimersByTimeAsync(4000);
  await killing;
  expect(await process.exit).toBe(137);
  expect(await all).toBe('');
});

test('who stops reading does not stop the process', async () => {
  const { remote, exit, output } = fakeRemote();
  const process = new ContainerProcess(remote, false);
  await process.output.cancel();
  await output.write('to nobody');
  exit.resolve(7);
  expect(await process.exit).toBe(7);
  await vi.advanceTimersByTimeAsync(1000);
});
