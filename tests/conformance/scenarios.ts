/** All scenarios: programs from `programs/`, and small files written out here. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleVendor, vendorFolder } from '../../tools/bundle-vendor.ts';
import { moduleScenarios } from './scenarios-modules.ts';
import { processScenarios } from './scenarios-processes.ts';
import type { Scenario, Step } from './scenario.ts';

/** The logical ports that scenarios use, far from those of the labs. */
export const ports = [46_101, 46_102, 46_103] as const;

/** A scenario before its files were read: `programs` are files of that folder, `packages` the prebuilt ones, by name. */
export interface ScenarioPlan {
  name: string;
  programs?: readonly string[];
  packages?: readonly string[];
  files?: Readonly<Record<string, string>>;
  steps: readonly Step[];
  says: readonly string[];
}

/** A program that runs from its start to its end by itself. */
function program(
  name: string,
  says: readonly string[],
  { env, packages = [] }: { env?: Record<string, string>; packages?: readonly string[] } = {},
): ScenarioPlan {
  return {
    name,
    packages,
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
  program('builtins', ['aGk_', 'readline ["a","bc","last"]'], { env: { GIVEN: 'yes' } }),
  program('crypto', ['"good":true,"forged":false', 'agreed true']),
  program('jose', ['from the set EdDSA {"known":"ada"', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'], {
    packages: ['jose'],
  }),
  ...moduleScenarios,
  ...processScenarios,
];

/** Reads the programs and gives every scenario complete. */
export async function loadScenarios(): Promise<Scenario[]> {
  await bundleVendor();
  return Promise.all(
    plans.map(async ({ name, programs = [], packages = [], files = {}, steps, says }) => {
      const texts = await Promise.all(
        programs.map(async (file) => {
          const text = await readFile(new URL(`programs/${file}`, import.meta.url), 'utf8');
          return [file, text] as const;
        }),
      );
      const modules = await Promise.all(packages.map(packageFiles));
      const whole = Object.assign(
        { 'package.json': '{"type":"module"}' },
        Object.fromEntries(texts),
        ...modules,
        files,
      );
      return { name, files: whole, ports, steps, says };
    }),
  );
}

/** A prebuilt package, as it is mounted. It has no other files than these. */
async function packageFiles(name: string): Promise<Record<string, string>> {
  const read = (file: string): Promise<string> => readFile(join(vendorFolder, name, file), 'utf8');
  return {
    [`node_modules/${name}/package.json`]: await read('package.json'),
    [`node_modules/${name}/index.js`]: await read('index.js'),
  };
}
