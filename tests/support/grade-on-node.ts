/** Grades the fake lab on real Node. */
import { readFile } from 'node:fs/promises';
import { grade, type GradeOptions } from '../../src/grading/grade.ts';
import type { Report } from '../../src/grading/report.ts';
import { fakeChecks, fakeFiles, fakeManifest } from './fake-lab/lab.ts';
import { NodeMachine } from './node-machine.ts';

const generated = (name: string): Promise<string> =>
  readFile(new URL(`../../.generated/grading/${name}`, import.meta.url), 'utf8');

/** What a run brings along, read once. `bundleGrading` must have run. */
const assets = async (): Promise<Pick<GradeOptions, 'runner' | 'vitest' | 'checks'>> => {
  const [runner, vitest, checks] = await Promise.all([
    generated('runner.js'),
    generated('vitest.js'),
    fakeChecks(),
  ]);
  return { runner, vitest, checks };
};
let read: ReturnType<typeof assets> | null = null;

/** @param count text of `counter/count.ts`; the right one when left out */
export async function gradeOnNode(count?: string, options: Partial<GradeOptions> = {}): Promise<Report> {
  read ??= assets();
  return grade({
    engine: { machine: () => NodeMachine.open({ ownPorts: true }) },
    manifest: fakeManifest,
    files: await fakeFiles(count),
    ...(await read),
    ...options,
  });
}
