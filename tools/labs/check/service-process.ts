/** Services of a lab as real Node processes. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

import type { CheckHost, StartedService } from '../../../labs/kit/check.ts';
import { compiledName } from '../../../src/engine/erase.ts';
import { defaultLimits } from '../../../src/grading/limits.ts';
import { serviceEnvironment } from '../../../src/engine/environment.ts';
import { freePorts, isOpen } from '../ports.ts';
import type { LabRun } from './run-context.ts';

/**
 * @param tell is told of each process, so that none outlives the run
 * @returns how a run's services are started: each on a port that stays its own for the whole run
 */
export function serviceStarter(
  run: Pick<LabRun, 'manifest' | 'root'>,
  tell: (type: 'service' | 'service-ended', pid: number) => void,
): CheckHost['start'] {
  const logical = run.manifest.services.flatMap((service) => service.port ?? []);
  let ports: Promise<Map<number, number>> | undefined;
  return async (name, env) => {
    const service = run.manifest.services.find((each) => each.name === name);
    if (!service) throw new Error(`this lab has no service "${name}"`);
    ports ??= freePorts(logical);
    const taken = await ports;
    const portFor = (port: number): number => taken.get(port) ?? port;
    const child = spawn(process.execPath, [compiledName(service.entry)], {
      cwd: run.root,
      env: { ...serviceEnvironment(run.manifest, service, portFor), LAB_CLOCK: 'manual', ...env },
    });
    const { pid } = child;
    if (pid !== undefined) {
      tell('service', pid);
      child.once('exit', () => tell('service-ended', pid));
    }
    return control(name, child, service.port === undefined ? undefined : portFor(service.port));
  };
}

async function control(
  name: string,
  child: ChildProcessWithoutNullStreams,
  port: number | undefined,
): Promise<StartedService> {
  const waiting: (() => void)[] = [];
  const tail: string[] = [];
  let code: number | null | undefined;
  child.once('exit', (exitCode) => {
    code = exitCode;
    for (const resolve of waiting.splice(0)) resolve();
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      if (line.startsWith('{"advanced":')) waiting.shift()?.();
      else tail.splice(0, Math.max(0, tail.push(line) - 8));
    });
  }
  // Writing to a process that has just died is no error of the check.
  child.stdin.on('error', () => undefined);
  const ended = (): Error =>
    new Error(`${name} ended with exit code ${String(code)}: ${tail.join('\n').slice(-500)}`);

  if (port !== undefined) {
    const deadline = performance.now() + defaultLimits.serviceMs;
    while (!(await isOpen(port))) {
      if (code !== undefined) throw ended();
      if (performance.now() > deadline) throw new Error(`${name} did not listen on its port in time`);
      await pause(10);
    }
  }
  return {
    url: port === undefined ? '' : `http://127.0.0.1:${port}`,
    kill: async () => {
      child.kill('SIGKILL');
      if (code === undefined) await once(child, 'exit');
    },
    advance: async (ms) => {
      const moved = new Promise<void>((resolve) => waiting.push(resolve));
      child.stdin.write(`${JSON.stringify({ advance: ms })}\n`);
      if (code === undefined) await moved;
      if (code !== undefined) throw ended();
    },
  };
}
