/** What is measured of an engine. The same code runs in the page against the offline engine, and on real Node. */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { Engine, FileTree, Machine } from '../../src/engine/contract.ts';
import { compiledName } from '../../src/engine/erase.ts';
import { grade, verdict, type GradeOptions } from '../../src/grading/grade.ts';
import { LabRun } from '../../src/workspace/run.ts';

/** A lab with everything that its runs need. */
export interface Subject extends Pick<GradeOptions, 'runner' | 'vitest' | 'checks'> {
  /** As JSON, in which form it goes into the page. */
  readonly manifest: string;
  /** The solution's tree, erased. */
  readonly files: Readonly<Record<string, string>>;
  /** An editable file, and the service that restarts when it is saved. */
  readonly edit: { readonly file: string; readonly service: string };
}

/** Milliseconds, one for each round. */
export interface Measures {
  /** From a new machine to all services listening. */
  readonly open: number[];
  /** From a saved file to its service listening again. */
  readonly save: number[];
  /** A whole check run of the solution. */
  readonly check: number[];
}

// Written by the tool that has validated it.
const manifestOf = ({ manifest }: Subject): LabManifest => JSON.parse(manifest) as LabManifest;

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

class OpenLab {
  readonly run: LabRun;
  readonly #machine: Machine;
  #awaited: { service: string; resolve: () => void } | null = null;

  private constructor(machine: Machine, manifest: LabManifest) {
    this.#machine = machine;
    this.run = new LabRun(machine, manifest, {
      onStatus: ({ service, state }) => {
        if (state === 'running' && this.#awaited?.service === service) this.#awaited.resolve();
      },
      onOutput: () => {},
    });
  }

  static async open(
    engine: Pick<Engine, 'machine'>,
    manifest: LabManifest,
    files: FileTree,
  ): Promise<OpenLab> {
    const machine = await engine.machine();
    await machine.mount(files);
    const lab = new OpenLab(machine, manifest);
    await lab.run.startAll();
    return lab;
  }

  async save(file: string, text: string, service: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaited = { service, resolve };
    await this.#machine.writeFile(file, text);
    await this.run.restart(service);
    await promise;
  }

  async close(): Promise<void> {
    await this.run.stopAll();
    this.run.dispose();
    await this.#machine.dispose();
  }
}

/** Milliseconds from a new machine to all services listening, once. */
export async function openOnce(engine: Pick<Engine, 'machine'>, subject: Subject): Promise<number> {
  let lab: OpenLab | undefined;
  const ms = await timed(async () => (lab = await OpenLab.open(engine, manifestOf(subject), subject.files)));
  await lab?.close();
  return ms;
}

export async function measure(
  engine: Pick<Engine, 'machine'>,
  subject: Subject,
  rounds: number,
): Promise<Measures> {
  const { files, edit } = subject;
  const manifest = manifestOf(subject);
  const open: number[] = [];
  const save: number[] = [];
  const check: number[] = [];
  for (let round = 0; round < rounds; round += 1) open.push(await openOnce(engine, subject));

  const lab = await OpenLab.open(engine, manifest, files);
  const file = compiledName(edit.file);
  for (let round = 0; round < rounds; round += 1) {
    // Another text each time, so that no cache of compiled modules can answer.
    const text = `${files[file] ?? ''}\n// ${round}`;
    save.push(await timed(() => lab.save(file, text, edit.service)));
  }
  await lab.close();

  for (let round = 0; round < rounds; round += 1) {
    check.push(
      await timed(async () => {
        const result = verdict(await grade({ ...subject, manifest, engine }));
        if (result !== 'passed')
          throw new Error(`The solution of ${manifest.slug} has not passed: ${result}.`);
      }),
    );
  }
  return { open, save, check };
}
