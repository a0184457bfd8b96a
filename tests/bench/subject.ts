/** What is measured: a lab of the course, or a project of the benchmark's own, with all that its runs need. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import type { LabManifest } from '../../labs/kit/manifest.ts';
import { eraseTree } from '../../src/engine/erase.ts';
import { writeTree } from '../../tools/labs/write-tree.ts';
import { readSources } from '../support/lab-sources.ts';
import { textFiles } from '../support/text-files.ts';
import type { Subject } from './bench.ts';
import { projectOf, type Shape } from './project.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
export const generated = (path: string): Promise<string> => readFile(join(root, '.generated', path), 'utf8');

export interface Measurable {
  /** As the table calls it. */
  readonly name: string;
  readonly subject: Subject;
  /** Processes that it has when it is open. */
  readonly processes: number;
  /** Services that a request passes through; 0 where there is no load. */
  readonly hops: number;
  /** Its checks as an author runs them, by `vitest run` on Node. */
  vitestRun(): Promise<unknown>;
}

const grading = async (): Promise<Pick<Subject, 'runner' | 'vitest'>> => {
  const [runner, vitest] = await Promise.all([
    generated('grading/runner.js'),
    generated('grading/vitest.js'),
  ]);
  return { runner, vitest };
};

/** The lab's solution. */
export async function labSubject(slug: string): Promise<Measurable> {
  const [manifestText, checks] = await Promise.all([
    generated(`labs/${slug}/manifest.json`),
    generated(`labs/${slug}/checks.js`),
  ]);
  // Written by the tool that has validated it.
  const manifest = JSON.parse(manifestText) as LabManifest;
  const { files } = eraseTree(await readSources(join(root, `.generated/labs/${slug}/trees/solution`)));
  const [file = ''] = manifest.editable;
  const service = manifest.services.find(({ name }) => file.startsWith(`${name}/`))?.name;
  if (service === undefined) throw new Error(`No service of ${slug} has the folder of ${file}.`);
  return {
    name: slug,
    subject: {
      manifest: manifestText,
      files: textFiles(files),
      ...(await grading()),
      checks,
      edit: { file, service },
    },
    processes: manifest.services.reduce((sum, { replicas }) => sum + replicas, 0),
    hops: 0,
    vitestRun: () =>
      run(process.execPath, ['tools/lab.ts', 'check', slug, '--against', 'solution'], { cwd: root }),
  };
}

export async function projectSubject(shape: Shape): Promise<Measurable> {
  const { manifest, files, edit, checks, tests } = projectOf(shape);
  const { outputFiles } = await build({
    stdin: { contents: checks, resolveDir: root, sourcefile: 'checks.ts', loader: 'ts' },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    external: ['vitest'],
    keepNames: true,
  });
  // Below the project's root, where Vitest is found.
  const folder = join(root, '.generated/bench', manifest.slug);
  await writeTree(folder, { ...files, 'checks.test.js': tests });
  const vitest = join(dirname(fileURLToPath(import.meta.resolve('vitest/package.json'))), 'vitest.mjs');
  return {
    name: `${counted(shape.services, 'service')} × ${counted(shape.files, 'file')}`,
    subject: {
      manifest: JSON.stringify(manifest),
      files,
      ...(await grading()),
      checks: outputFiles[0]?.text ?? '',
      edit,
    },
    processes: shape.services,
    hops: shape.services,
    vitestRun: () => run(process.execPath, [vitest, 'run', '--root', folder], { cwd: folder }),
  };
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
