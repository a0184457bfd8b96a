/** Runs a lab on this machine: every service a Node process, all of their output in one console. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { compiledName } from '../../src/engine/erase.ts';
import { serviceEnvironment } from '../../src/engine/environment.ts';
import { writeErased } from './erased.ts';
import { LabError } from './catalogue.ts';
import type { Lab } from './catalogue.ts';
import { freePorts, isOpen } from './ports.ts';
import type { SourceTree } from './trees.ts';

export interface RunOptions {
  /** Ports by the name of the service; others get the manifest's port, or a free one where that is taken. */
  readonly ports: Readonly<Record<string, number>>;
  readonly print: (line: string) => void;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

/**
 * Runs until the signal is aborted or every process has ended.
 * @throws {LabError} when the code cannot run at all, or a given port names no service
 */
export async function runServices(lab: Lab, tree: SourceTree, options: RunOptions): Promise<void> {
  const { manifest } = lab;
  const ports = await choosePorts(lab, options.ports);
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'split-decision-run-')));
  const children: ChildProcess[] = [];
  const stop = (): void => {
    for (const child of children) child.kill('SIGKILL');
  };
  try {
    const { problems } = await writeErased(folder, tree);
    if (problems.length > 0) throw new LabError(problems.map((each) => each.message).join('\n'));
    const width = Math.max(...manifest.services.map((service) => service.name.length));
    options.signal.addEventListener('abort', stop);
    for (const service of manifest.services) {
      const env = serviceEnvironment(manifest, service, (port) => ports.get(port) ?? port);
      for (let replica = 0; replica < service.replicas && !options.signal.aborted; replica += 1) {
        const child = spawn(process.execPath, [compiledName(service.entry)], {
          cwd: folder,
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        children.push(child);
        const print = (line: string): void => options.print(`${service.name.padEnd(width)} | ${line}`);
        createInterface(child.stdout).on('line', print);
        createInterface(child.stderr).on('line', print);
        child.once('exit', (code) => {
          if (!options.signal.aborted) print(`ended with exit code ${String(code)}`);
        });
      }
    }
    await Promise.all(
      children.map((child) =>
        child.exitCode === null && child.signalCode === null ? once(child, 'exit') : child,
      ),
    );
  } finally {
    options.signal.removeEventListener('abort', stop);
    stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function choosePorts(lab: Lab, given: Readonly<Record<string, number>>): Promise<Map<number, number>> {
  const services = lab.manifest.services.filter((service) => service.port !== undefined);
  for (const name of Object.keys(given)) {
    if (services.some((service) => service.name === name)) continue;
    const list = services.map((service) => service.name).join(', ');
    throw new LabError(`--port: "${name}" is no service with a port. These are: ${list}.`);
  }
  const free = await freePorts(services.flatMap((service) => service.port ?? []));
  const chosen = new Map<number, number>();
  for (const { name, port = 0 } of services) {
    const wanted = given[name] ?? port;
    chosen.set(
      port,
      given[name] === undefined && (await isOpen(wanted)) ? (free.get(port) ?? wanted) : wanted,
    );
  }
  return chosen;
}
