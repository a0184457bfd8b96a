/** Processes that checks start: their code is put back while none of them can be reading it. */
import { describe, expect, it } from 'vitest';
import type { Machine, PortEvent, Process } from '../../src/engine/contract.ts';
import { defaultLimits } from '../../src/grading/limits.ts';
import { Services } from '../../src/grading/services.ts';
import { fakeManifest } from '../support/fake-lab/lab.ts';

/** A machine that notes what is asked of it; a process listens when the test says so. */
function notingMachine() {
  const notes: string[] = [];
  const listeners = new Set<(event: PortEvent) => void>();
  const spawned: (() => void)[] = [];
  const port = fakeManifest.services.find((each) => each.port !== undefined)?.port ?? 0;
  const machine: Pick<Machine, 'mount' | 'spawn' | 'portFor' | 'onPort'> = {
    mount: async () => {
      notes.push('mount');
      await Promise.resolve();
      notes.push('mounted');
    },
    spawn: async () => {
      notes.push('spawn');
      spawned.splice(0).forEach((each) => each());
      const process: Partial<Process> = {
        output: new ReadableStream<string>(),
        exit: new Promise<number>(() => {}),
        kill: async () => {},
      };
      // Nothing else of it is asked for.
      return process as Process;
    },
    portFor: (logical) => logical,
    onPort: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return {
    notes,
    machine: machine as Machine,
    untilSpawned: () => new Promise<void>((resolve) => void spawned.push(resolve)),
    listen: () => listeners.forEach((each) => each({ type: 'open', port })),
  };
}

const served = fakeManifest.services.find((each) => each.port !== undefined)?.name ?? '';
const files = { 'counter/main.js': '' };

describe('services of checks', () => {
  it('that are started together share one mount', async () => {
    const { notes, machine, untilSpawned, listen } = notingMachine();
    const services = new Services(machine, fakeManifest, files, defaultLimits);
    const first = untilSpawned();
    const starts = Promise.all([services.start(served, {}), services.start(served, {})]);
    await first;
    await Promise.resolve();
    listen();
    await starts;
    expect(notes).toEqual(['mount', 'mounted', 'spawn', 'spawn']);
  });

  it('are not written over while one of them has not come to listen', async () => {
    const { notes, machine, untilSpawned, listen } = notingMachine();
    const services = new Services(machine, fakeManifest, files, defaultLimits);
    const first = untilSpawned();
    const one = services.start(served, {});
    await first;
    const second = untilSpawned();
    const two = services.start(served, {});
    // Long enough for everything that does not wait.
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(notes).toEqual(['mount', 'mounted', 'spawn']);
    listen();
    await one;
    await second;
    await new Promise((resolve) => setTimeout(resolve, 0));
    listen();
    await two;
    expect(notes).toEqual(['mount', 'mounted', 'spawn', 'mount', 'mounted', 'spawn']);
  });
});
