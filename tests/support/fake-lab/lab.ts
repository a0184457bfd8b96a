/** A lab small enough to grade in a test: a counter, and a service that answers with it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { LabManifest } from '../../../labs/kit/manifest.ts';
import { defineLab } from '../../../labs/kit/manifest.ts';
import type { FileTree } from '../../../src/engine/contract.ts';
import { eraseTree } from '../../../src/engine/erase.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const kit = fileURLToPath(new URL('../../../labs/kit', import.meta.url));

export const fakeManifest: LabManifest = defineLab({
  slug: 'fake-lab',
  title: 'A fake lab',
  summary: 'Count.',
  lesson: 'fake-lesson',
  minutes: 10,
  services: [{ name: 'counter', kind: 'service', summary: 'Counts.', entry: 'counter/main.ts', port: 3990 }],
  editable: ['counter/count.ts'],
  prediction: {
    question: 'What comes after one?',
    options: [
      { id: 'two', text: 'Two' },
      { id: 'three', text: 'Three' },
    ],
    answer: 'two',
    explanation: 'It does.',
  },
  hints: ['Which number is next?', 'Numbers grow by one.', 'Add one.'],
  checks: ['starts-at-zero', 'counts', 'remembers', 'throws-below-zero', 'waits', 'serves'],
  mutants: [],
});

/** The learner's tree as written, with `counter/count.ts` replaced. */
export async function fakeSources(count?: string): Promise<Record<string, string>> {
  return {
    'package.json': '{"type":"module","imports":{"#kit/*":"./kit/*"}}',
    'kit/clock.ts': await readFile(join(kit, 'clock.ts'), 'utf8'),
    'counter/main.ts': await readFile(join(folder, 'counter/main.ts'), 'utf8'),
    'counter/count.ts': count ?? (await readFile(join(folder, 'counter/count.ts'), 'utf8')),
  };
}

/** The same as the engine runs it. */
export async function fakeFiles(count?: string): Promise<FileTree> {
  return eraseTree(await fakeSources(count)).files;
}

/** The checks as one module, built like those of real labs. */
export async function fakeChecks(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'checks.ts')],
    absWorkingDir: join(folder, '../../..'),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['vitest'],
    keepNames: true,
  });
  return outputFiles[0]?.text ?? '';
}
