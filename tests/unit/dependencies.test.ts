/** The picture of modules: who may import whom. Dependencies run one way. */
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findCycle, importsOf } from '../../labs/kit/check-imports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The code of a file as TypeScript: of a component only its scripts. */
function scriptOf(path: string, text: string): string {
  if (path.endsWith('.svelte'))
    return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code).join('\n');
  if (path.endsWith('.astro')) return /^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
  return text;
}

const paths = (
  await Promise.all(
    ['src', 'labs'].map((folder) =>
      readdir(`${root}${folder}`, { recursive: true }).then((all) => all.map((path) => `${folder}/${path}`)),
    ),
  )
)
  .flat()
  .filter((path) => /\.(ts|svelte|astro)$/.test(path) && !path.endsWith('.d.ts'));
// The reader of imports knows files by `.ts`; components are given that ending for it.
const sources = Object.fromEntries(
  await Promise.all(
    paths.map(
      async (path) => [`${path}.ts`, scriptOf(path, await readFile(`${root}${path}`, 'utf8'))] as const,
    ),
  ),
);
const imports = importsOf(sources).map(({ from, to }) => ({ from: from.replace(/\.ts$/, ''), to }));

/** `src/engine` for `src/engine/offline/index.ts`, `labs` for everything in there. */
const room = (path: string): string => /^(src\/[^/]+(?=\/)|labs|src)/.exec(path)?.[0] ?? path;
const between = imports.filter(({ from, to }) => /^(src|labs)\//.test(to) && room(from) !== room(to));

/** What each room may import. What is not listed may import anything but is imported by no room listed here. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  labs: [],
  'src/engine': ['labs'],
  'src/sidecar': ['labs', 'src/engine'],
  'src/grading': ['labs', 'src/engine'],
  'src/progress': ['labs', 'src/grading'],
  'src/offline': [],
  'src/interview': ['labs', 'src/content'],
  'src/workspace': ['labs', 'src/engine', 'src/sidecar', 'src/grading', 'src/progress', 'src/components'],
};

test('the rooms were found', () => {
  for (const name of Object.keys(allowed))
    expect(
      paths.some((path) => room(path) === name),
      name,
    ).toBe(true);
  expect(between.length).toBeGreaterThan(20);
});

test.each(Object.entries(allowed))('%s imports only what it may', (name, may) => {
  const wrong = between.filter(({ from, to }) => room(from) === name && !may.includes(room(to)));
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('no two rooms need each other', () => {
  expect(findCycle(between.map(({ from, to }) => [room(from), room(to)]))).toBeUndefined();
});

test('labs know nothing of the site', () => {
  const wrong = imports.filter(({ from, to }) => from.startsWith('labs/') && /(^|\/)src\//.test(to));
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('only the wiring of the lab screen knows the engines by name', () => {
  const wrong = imports.filter(
    ({ from, to }) =>
      from.startsWith('src/workspace/') &&
      /^src\/engine\/(offline|webcontainer)\//.test(to) &&
      from !== 'src/workspace/wiring.ts',
  );
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});
