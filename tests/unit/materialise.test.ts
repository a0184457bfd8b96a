import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { projectRoot, readLabs } from '../../tools/labs/catalogue.ts';
import { materialiseLabs } from '../../tools/labs/materialise.ts';
import { writeTree } from '../../tools/labs/write-tree.ts';

// Below the project, so that `#kit/…` means the course's kit in these labs as well.
let root: string;

beforeEach(async () => {
  await mkdir(join(projectRoot, '.generated'), { recursive: true });
  root = await mkdtemp(join(projectRoot, '.generated/materialise-test-'));
});
afterEach(() => rm(root, { recursive: true }));

const manifest = (changes: string): string => `
import { defineLab } from '#kit/manifest.ts';
export default defineLab({
  slug: 'first', title: 'First', summary: 'A lab.', lesson: 'first', minutes: 10,
  services: [{ name: 'orders', kind: 'service', summary: 'Orders.', entry: 'orders/main.ts', port: 3003 }],
  editable: ['orders/app.ts'],
  prediction: { question: 'Why?', options: [{ id: 'a', text: 'A' }, { id: 'b', text: 'B' }], answer: 'a', explanation: 'So.' },
  hints: ['Why?', 'Because.', 'So.'],
  checks: ['works'],
  mutants: [{ name: 'broken', mistake: 'It is broken.', caughtBy: 'works' }],
  ${changes}
});`;

const checkSource = `
import { expect } from 'vitest';
import { check } from '#kit/check.ts';
import { two } from './support.ts';
check({ id: 'works', type: 'in-process', title: 'It works', lesson: 'first#works', hint: 1 }, async (lab) => {
  const { answer } = await lab.load<{ answer: number }>('orders/app.ts', 'answer');
  expect(answer, 'the answer').toBe(two);
});`;

async function lab(slug: string, changes = '', files: Record<string, string | null> = {}): Promise<void> {
  const all: Record<string, string | null> = {
    'lab.ts': manifest(changes),
    'brief.mdx': '## Goal\n',
    'starter/orders/main.ts': "import './app.ts';\nimport '#kit/clock.ts';\n",
    'starter/orders/app.ts': 'export const answer: number = 1;\n',
    'solution/orders/app.ts': 'export const answer: number = 2;\n',
    'mutants/broken/orders/app.ts': 'export const answer: number = 3;\n',
    'checks/works.check.ts': checkSource,
    'checks/support.ts': 'export const two = 2;\n',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    const target = join(root, 'labs/monolith', slug, path);
    if (text === null) continue;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

const target = (): string => join(root, 'out');
const output = (path: string): Promise<string> => readFile(join(target(), path), 'utf8');
const materialise = (): Promise<void> => materialiseLabs(root, target());

describe('materialiseLabs', () => {
  test('writes trees, manifests, sources and checks', async () => {
    await lab('first');
    await materialise();
    expect(await output('first/trees/starter/orders/app.ts')).toContain('= 1');
    expect(await output('first/trees/solution/orders/app.ts')).toContain('= 2');
    expect(await output('first/trees/mutants/broken/orders/app.ts')).toContain('= 3');
    expect(await output('first/trees/mutants/broken/orders/main.ts')).toContain('./app.ts');
    expect(await output('first/trees/starter/kit/clock.ts')).toContain('manualClock');
    // What the lab does not use, and what is not for labs.
    for (const file of ['http.ts', 'manifest.ts', 'check.ts', 'check-http.ts']) {
      await expect(stat(join(target(), `first/trees/starter/kit/${file}`))).rejects.toThrow('ENOENT');
    }
    expect(JSON.parse(await output('first/trees/starter/package.json'))).toEqual({
      type: 'module',
      imports: { '#kit/*': './kit/*' },
    });
    expect(JSON.parse(await output('first/manifest.json'))).toMatchObject({ slug: 'first', hidden: [] });
    expect(JSON.parse(await output('index.json'))).toMatchObject([{ slug: 'first' }]);
    const starter: unknown = JSON.parse(await output('first/starter.json'));
    expect(starter).toMatchObject({ files: { 'orders/app.ts': 'export const answer: number = 1;\n' } });
    expect(starter).toHaveProperty(['files', 'kit/clock.ts']);
    expect(JSON.parse(await output('first/solution.json'))).toHaveProperty(
      ['files', 'orders/app.ts'],
      expect.stringContaining('= 2'),
    );
  });

  test('bundles the checks with all but Vitest and the sources of the lab, and lets a host be set', async () => {
    await lab('first');
    await materialise();
    const bundle = await output('first/checks.js');
    const imports = [...bundle.matchAll(/^import .* from "(.+)";$/gm)].map((each) => each[1]);
    expect(new Set(imports)).toEqual(new Set(['vitest', './sources.js']));
    expect(bundle).toMatch(/export \{\s*setCheckHost\s*\}/);
  });

  test('writes only what changed, and removes what is stale', async () => {
    await lab('first');
    await materialise();
    const time = async (path: string): Promise<number> => (await stat(join(target(), path))).mtimeMs;
    const before = await time('first/trees/starter/orders/main.ts');
    await mkdir(join(target(), 'gone/trees'), { recursive: true });
    await writeFile(join(target(), 'gone/trees/old.ts'), '');
    await lab('first', '', { 'starter/orders/app.ts': 'export const answer: number = 0;\n' });
    await materialise();
    expect(await output('first/trees/starter/orders/app.ts')).toContain('= 0');
    expect(await time('first/trees/starter/orders/main.ts')).toBe(before);
    await expect(stat(join(target(), 'gone'))).rejects.toThrow('ENOENT');
  });

  test('a lab begins where its base ended', async () => {
    await lab('first');
    await lab('second', "slug: 'second', base: 'first',", {
      'starter/orders/main.ts': null,
      'starter/orders/app.ts': null,
      'starter/orders/more.ts': "import { answer } from './app.ts';\nexport { answer };\n",
      'solution/orders/app.ts': 'export const answer: number = 4;\n',
    });
    await materialise();
    expect(await output('second/trees/starter/orders/app.ts')).toContain('= 2');
    expect(await output('second/trees/starter/orders/main.ts')).toContain('./app.ts');
    expect(await output('second/trees/solution/orders/app.ts')).toContain('= 4');
  });

  test.each([
    ["slug: 'other',", {}, 'lab.ts: slug: is "other", but the folder is named "first".'],
    ['minutes: 1,', {}, 'minutes'],
    ["editable: ['orders/none.ts'],", {}, 'lab.ts: editable.0: orders/none.ts is not among'],
    ["base: 'none',", {}, 'lab.ts: base: there is no lab "none".'],
    ["base: 'first',", {}, 'base: goes round in a circle'],
    ['', { 'solution/orders/main.ts': '' }, 'solution/orders/main.ts: is not editable'],
    [
      '',
      { 'mutants/broken/orders/app.ts': 'export const answer: number = 2;\n' },
      'is the same as the file it is laid over',
    ],
    ['', { 'mutants/extra/orders/app.ts': '' }, 'mutants/extra: is not in the manifest.'],
    ['', { 'mutants/broken/orders/app.ts': null }, 'mutants/broken: is empty or missing.'],
    ['', { 'checks/works.check.ts': null }, 'checks: there is no file *.check.ts.'],
    ['', { 'brief.mdx': null }, 'brief.mdx: is missing.'],
    ['', { 'lab.ts': 'export const nothing = 1;' }, 'lab.ts: default export'],
  ])('names what is wrong: %s%o', async (changes, files, message) => {
    await lab('first', changes, files);
    await expect(materialise()).rejects.toThrow(message);
    await expect(materialise()).rejects.toThrow('labs/monolith/first/');
  });
});

test('readLabs finds the labs of the course', async () => {
  expect((await readLabs()).map((each) => each.slug)).toContain('circuit-breaker');
});

test('writeTree leaves an empty folder where there is nothing to write', async () => {
  await cp(join(projectRoot, 'labs/kit'), target(), { recursive: true });
  await writeTree(target(), {});
  expect((await stat(target())).isDirectory()).toBe(true);
  await expect(stat(join(target(), 'clock.ts'))).rejects.toThrow('ENOENT');
});
