/** All scenarios: programs from `programs/`, and small files written out here. */
import { readFile } from 'node:fs/promises';
import { moduleScenarios } from './scenarios-modules.ts';
import { processScenarios } from './scenarios-processes.ts';
import type { Scenario, Step } from './scenario.ts';

/** The logical ports that scenarios use, far from those of the labs. */
export const ports = [46_101, 46_102, 46_103] as const;

/** A scenario before its files were read: `programs` are files of that folder, by name. */
export interface ScenarioPlan {
  name: string;
  programs?: readonly string[];
  files?: Readonly<Record<string, string>>;
  steps: readonly Step[];
  says: readonly string[];
}

/** A program that runs from its start to its end by itself. */
function program(name: string, says: readonly string[], env?: Record<string, string>): ScenarioPlan {
  return {
    name,
    programs: [`${name}.js`, 'say.js'],
    steps: [
      { do: 'start', name: 'main', file: `${name}.js`, args: ['given'], ...(env ? { env } : {}) },
      { do: 'exit', name: 'main' },
      { do: 'readFile', path: 'kept.json' },
    ],
    says,
  };
}

const plans: readonly ScenarioPlan[] = [
  program('http-basics', ['"status":201', 'closed false']),
  program('http-errors', ['ECONNREFUSED', 'socket hang up', 'ERR_HTTP_HEADERS_SENT']),
  program('http-streaming', ['the writer waits for the reader true', 'all of it came true']),
  program('http-agent', ['one connection 1', 'at most two at once 2']),
  program('http-server-life', ['EADDRINUSE', 'listens again "again"']),
  program('fetch', ['ECONNREFUSED', 'UND_ERR_SOCKET', 'aborted body is not read true']),
  program('timers', ['["not refreshed","refreshed"]', 'exit']),
  program('files', ['ENOENT', 'removed false', 'kept.json: {"kept":true}']),
  program('streams', ['from web "blob"', 'on [1,2]']),
  program('builtins', ['aGk_', 'readline ["a","bc","last"]'], { GIVEN: 'yes' }),
  program('crypto', ['"good":true,"forged":false', 'agreed true']),
  ...moduleScenarios,
  ...processScenarios,
];

/** Reads the programs and gives every scenario complete. */
export function loadScenarios(): Promise<Scenario[]> {
  return Promise.all(
    plans.map(async ({ name, programs = [], files = {}, steps, says }) => {
      const texts = await Promise.all(
        programs.map(async (file) => {
          const text = await readFile(new URL(`programs/${file}`, import.meta.url), 'utf8');
          return [file, text] as const;
        }),
      );
      const whole = { 'package.json': '{"type":"module"}', ...Object.fromEntries(texts), ...files };
      return { name, files: whole, ports, steps, says };
    }),
  );
}
