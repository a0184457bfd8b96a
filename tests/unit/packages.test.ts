/** Packages that lab code may import: which a lab needs, how they are prebuilt, and how they get into a machine. */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';

import type { Engine } from '../../src/engine/contract.ts';
import { engineWithPackages } from '../../src/workspace/packages.ts';
import { bundleVendor, vendoredPackages, vendorFolder } from '../../tools/bundle-vendor.ts';
import { projectRoot } from '../../tools/labs/catalogue.ts';
import { writeErased } from '../../tools/labs/erased.ts';
import { packagesOf } from '../../tools/labs/packages.ts';
import { FakeMachine } from './workspace-support.ts';

describe('packagesOf', () => {
  const kit = {
    'kit/clock.ts': `export const now = 1;`,
    'kit/database.ts': `import './database/sqlite.ts';`,
    'kit/database/sqlite.ts': `import sql from 'sql.js';\nimport fs from 'node:fs';`,
  };

  test('follows the kit, as far as the lab reaches into it', () => {
    expect(packagesOf({ ...kit, 'orders/main.ts': `import '#kit/clock.ts';` })).toEqual([]);
    expect(
      packagesOf({
        ...kit,
        'orders/main.ts': `import './db.ts';`,
        'orders/db.ts': `import '#kit/database.ts';`,
      }),
    ).toEqual(['sql.js']);
  });

  test('refuses a package that is not prebuilt, and says where to add it', () => {
    expect(() => packagesOf({ 'orders/main.ts': `import express from 'express';` })).toThrow(
      /"express", which is not there\. Packages for labs: .*sql\.js.* tools\/bundle-vendor\.ts/,
    );
  });
});

describe('prebuilt packages', () => {
  test('run beside a lab’s tree, and are not built again', async () => {
    const folder = await mkdtemp(join(projectRoot, '.generated/packages-test-'));
    try {
      await writeErased(folder, {
        'package.json': '{"type":"module"}',
        'main.ts': `import init from 'sql.js';\nexport const { Database } = await init();`,
      });
      // Twice, as with a lab that is checked again and again.
      await writeErased(folder, { 'package.json': '{"type":"module"}' });
      await writeFile(join(folder, 'main.js'), `export { default } from 'sql.js';`);
      const built = await stat(join(vendorFolder, 'sql.js/index.js'));
      await bundleVendor();
      expect((await stat(join(vendorFolder, 'sql.js/index.js'))).mtimeMs).toBe(built.mtimeMs);
      const module: unknown = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'main.js')).href);
      expect(module).toHaveProperty('default', expect.any(Function));
      expect(vendoredPackages).toContain('sql.js');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('engineWithPackages', () => {
  afterEach(() => vi.unstubAllGlobals());

  const engineOf = (...machines: FakeMachine[]): Engine => ({
    kind: 'offline',
    machine: async () => machines.shift() ?? new FakeMachine(),
    teardown: async () => undefined,
  });
  const urls = { 'node_modules/sql.js/index.js': '/assets/index.123.js' };

  test('mounts the files into each machine and fetches them once', async () => {
    const fetched = vi.fn(async (_url: string) => new Response('export default 1;'));
    vi.stubGlobal('fetch', fetched);
    const machines = [new FakeMachine(), new FakeMachine()];
    const mounts = machines.map((machine) => vi.spyOn(machine, 'mount'));
    const engine = engineWithPackages(engineOf(...machines), urls);
    await Promise.all([engine.machine(), engine.machine()]);
    const bytes = new TextEncoder().encode('export default 1;');
    for (const mount of mounts)
      expect(mount).toHaveBeenCalledExactlyOnceWith({ 'node_modules/sql.js/index.js': bytes });
    expect(fetched.mock.calls).toEqual([['/assets/index.123.js']]);
  });

  test('says that a file did not come, and tries again with the next machine', async () => {
    const answers = [new Response('', { status: 503 }), new Response('export default 1;')];
    vi.stubGlobal('fetch', async () => answers.shift());
    const engine = engineWithPackages(engineOf(), urls);
    await expect(engine.machine()).rejects.toThrow('503 for /assets/index.123.js');
    await engine.machine();
    expect(answers).toEqual([]);
  });

  test('is the engine itself where a lab needs none', () => {
    const engine = engineOf();
    expect(engineWithPackages(engine, {})).toBe(engine);
  });
});
