/** What can be measured of an engine. The same code runs in the page, of the offline engine, and on real Node. */
import type { LabManifest } from '../../labs/kit/manifest.ts';
import type { Engine } from '../../src/engine/contract.ts';
import { compiledName } from '../../src/engine/erase.ts';
import { grade, verdict, type GradeOptions } from '../../src/grading/grade.ts';
import { saturate, steady, type SteadyLoad } from './load.ts';
import { OpenLab } from './open-lab.ts';

/** A lab with everything that its runs need. */
export interface Subject extends Pick<GradeOptions, 'runner' | 'vitest' | 'checks'> {
  /** As JSON, in which form it goes into the page. */
  readonly manifest: string;
  /** The tree that passes, erased. */
  readonly files: Readonly<Record<string, string>>;
  /** An editable file, and the service that restarts when it is saved. */
  readonly edit: { readonly file: string; readonly service: string };
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** All times are milliseconds. */
export class Bench {
  readonly #subject: Subject;
  readonly #manifest: LabManifest;
  readonly #boot: () => Promise<Pick<Engine, 'machine'>>;
  #engine: Pick<Engine, 'machine'> | undefined;
  #lab: OpenLab | undefined;

  constructor(boot: () => Promise<Pick<Engine, 'machine'>>, subject: Subject) {
    this.#boot = boot;
    this.#subject = subject;
    // Written by the tool that has validated it.
    this.#manifest = JSON.parse(subject.manifest) as LabManifest;
  }

  /**
   * From nothing to all services listening; booting the engine is part of it where it is not there yet. The lab stays
   * open.
   */
  open(): Promise<number> {
    return timed(async () => (this.#lab = await this.#open()));
  }

  async close(): Promise<void> {
    await this.#lab?.close();
    this.#lab = undefined;
  }

  /** From a saved file to its service listening again, in the lab that is open. */
  async save(rounds: number): Promise<number[]> {
    const { files, edit } = this.#subject;
    const file = compiledName(edit.file);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      // Another text each time, so that no cache of compiled modules can answer.
      const text = `${files[file] ?? ''}\n// ${round}`;
      times.push(await timed(async () => this.#lab?.save(file, text, edit.service)));
    }
    return times;
  }

  /** A whole check run. */
  async check(): Promise<number> {
    const [manifest, engine] = [this.#manifest, await this.#booted()];
    return timed(async () => {
      const report = await grade({ ...this.#subject, manifest, engine });
      const result = verdict(report);
      if (result !== 'passed')
        throw new Error(`${manifest.slug} has not passed: ${result}. ${JSON.stringify(report)}`);
    });
  }

  /** Requests per second through all services, one number for each second; with the sidecar's code, on every hop. */
  async saturate(seconds: number, sidecar?: string): Promise<number[]> {
    const lab = await this.#open(sidecar);
    try {
      return await saturate(lab.machine, this.#manifest, seconds);
    } finally {
      await lab.close();
    }
  }

  async steady(rps: number, seconds: number, sidecar: string): Promise<SteadyLoad> {
    const lab = await this.#open(sidecar);
    try {
      return await steady(lab.sidecar, this.#manifest.services[0]?.name ?? '', rps, seconds);
    } finally {
      await lab.close();
    }
  }

  async #open(sidecar?: string): Promise<OpenLab> {
    return OpenLab.open(await this.#booted(), this.#manifest, this.#subject.files, sidecar);
  }

  async #booted(): Promise<Pick<Engine, 'machine'>> {
    return (this.#engine ??= await this.#boot());
  }
}
