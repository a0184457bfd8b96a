/** The running lab as the screen sees it: a machine, its processes, their output, and which run older code. */
import type { LabManifest } from '../../../labs/kit/manifest.ts';
import type { Engine, FileTree, Machine } from '../../engine/contract.ts';
import type { TextFiles } from '../../progress/changes.ts';
import { allOutput } from '../processes.ts';
import type { LabRun, ProcessStatus } from '../run.ts';
import { LineMerger, Transcript } from '../transcript.ts';
import type { Problem } from './files.svelte.ts';
import type { LiveState } from './live.svelte.ts';

/** What saving came to. */
export interface SaveOutcome {
  readonly restarted: readonly string[];
  /** Services that keep running their older code, because the new one cannot run. */
  readonly heldBack: readonly string[];
}

export class RunState {
  readonly #manifest: LabManifest;
  readonly #live: LiveState;
  readonly #onCrash: (id: string) => void;
  #machine: Machine | null = null;
  #run: LabRun | null = null;
  /** What the machine's files are, as erased. */
  #mounted: Record<string, string> = {};
  readonly #merger: LineMerger;
  readonly transcripts: ReadonlyMap<string, Transcript>;

  processes = $state.raw<readonly ProcessStatus[]>([]);
  /** A run has been asked for and is not over. */
  active = $state(false);
  /** How many runs there were since the page was opened. */
  runs = $state(0);
  /** Services that run code older than the editor's. */
  stale = $state.raw<readonly string[]>([]);

  /**
   * @param live is told of the machine before anything runs on it, and of every start and end.
   * @param processes the ids and services of the manifest's processes.
   * @param onCrash called with the id of a process that has crashed.
   */
  constructor(
    manifest: LabManifest,
    live: LiveState,
    processes: readonly { id: string; service: string }[],
    onCrash: (id: string) => void,
  ) {
    this.#manifest = manifest;
    this.#live = live;
    this.#onCrash = onCrash;
    this.processes = processes.map((each) => ({ ...each, state: 'stopped', exitCode: null }));
    this.transcripts = new Map(
      [allOutput, ...processes.map(({ id }) => id)].map((id) => [id, new Transcript()]),
    );
    const width = Math.max(...processes.map(({ id }) => id.length));
    this.#merger = new LineMerger(
      (id) => `${serviceColour(manifest, serviceOf(processes, id))}${id.padEnd(width)} │${resetColour} `,
      (text) => this.transcripts.get(allOutput)?.append(text),
    );
  }

  /** Starts everything, with these files. */
  async start(engine: Engine, files: TextFiles): Promise<void> {
    this.active = true;
    this.runs++;
    const run = await this.#open(engine);
    // All files anew: the code of the last run may have written over them, or removed them.
    this.#mounted = {};
    await this.#sync(files);
    await run.startAll();
  }

  async stop(): Promise<void> {
    this.active = false;
    await this.#run?.stopAll();
  }

  async startService(service: string, files: TextFiles): Promise<void> {
    await this.#sync(files);
    await this.#run?.start(service);
  }

  async stopService(service: string): Promise<void> {
    await this.#run?.stop(service);
    this.active = this.processes.some(({ state }) => state !== 'stopped');
  }

  async restartService(service: string, files: TextFiles): Promise<void> {
    await this.#sync(files);
    await this.#run?.restart(service);
  }

  /** Restarts the services that the changed files concern, and only those. */
  async save(files: TextFiles): Promise<SaveOutcome> {
    const run = this.#run;
    if (!run || !this.active) return { restarted: [], heldBack: [] };
    const { affectedServices, compiledName, eraseTree } = await import('../toolchain.ts');
    const { files: erased, problems } = eraseTree(files);
    const tree = textTree(erased);
    const wanted = affectedServices(this.#manifest, tree, this.#changedPaths(tree)).filter((name) =>
      run.isWanted(name),
    );
    const broken = problems.map(({ file }) => compiledName(file));
    const heldBack = affectedServices(this.#manifest, tree, broken).filter((name) => wanted.includes(name));
    const restarted = wanted.filter((name) => !heldBack.includes(name));
    await this.#write(tree, broken);
    await Promise.all(restarted.map((name) => run.restart(name)));
    this.stale = heldBack;
    return { restarted, heldBack };
  }

  /** Looks at edited files: what cannot run, and which running services are now older than the code. */
  async reconsider(files: TextFiles): Promise<Problem[]> {
    const { affectedServices, eraseTree } = await import('../toolchain.ts');
    const { files: erased, problems } = eraseTree(files);
    const run = this.#run;
    const tree = textTree(erased);
    this.stale =
      run && this.active
        ? affectedServices(this.#manifest, tree, this.#changedPaths(tree)).filter((name) =>
            run.isWanted(name),
          )
        : [];
    return problems.map(({ file, line, column = 1, reason }) => ({
      file,
      line,
      column,
      message: reason,
      severity: 'error',
    }));
  }

  /** Gives the machine back, for another engine. */
  async dispose(): Promise<void> {
    this.active = false;
    this.stale = [];
    this.#run?.dispose();
    this.#live.detach();
    await this.#machine?.dispose();
    this.#run = null;
    this.#machine = null;
    this.#mounted = {};
    this.processes = this.processes.map((each) => ({ ...each, state: 'stopped', exitCode: null }));
  }

  async #open(engine: Engine): Promise<LabRun> {
    const { LabRun } = await import('../toolchain.ts');
    this.#machine ??= await engine.machine();
    if (this.#run && this.#live.available) return this.#run;
    // A sidecar that was lost took its links with it: whoever runs must be told of the new ones.
    await this.#run?.stopAll();
    this.#run?.dispose();
    const env = await this.#live.attach(this.#machine);
    this.#run = new LabRun(
      this.#machine,
      this.#manifest,
      {
        onStatus: (status) => this.#take(status),
        onOutput: (id, text) => {
          this.transcripts.get(id)?.append(text);
          this.#merger.append(id, text);
        },
      },
      env,
    );
    return this.#run;
  }

  /** Brings the machine's files up to date, broken ones included: those then say what is wrong when they are run. */
  async #sync(files: TextFiles): Promise<void> {
    const { eraseTree } = await import('../toolchain.ts');
    await this.#write(textTree(eraseTree(files).files), []);
    this.stale = [];
  }

  async #write(tree: Record<string, string>, except: readonly string[]): Promise<void> {
    const changed = this.#changedPaths(tree).filter((path) => !except.includes(path));
    const files: Record<string, string> = Object.fromEntries(changed.map((path) => [path, tree[path] ?? '']));
    this.#mounted = { ...this.#mounted, ...files };
    if (changed.length > 0) await this.#machine?.mount(files);
  }

  #changedPaths(tree: Record<string, string>): string[] {
    return Object.keys(tree).filter((path) => tree[path] !== this.#mounted[path]);
  }

  #take(status: ProcessStatus): void {
    const before = this.processes.find(({ id }) => id === status.id)?.state;
    this.processes = this.processes.map((each) => (each.id === status.id ? status : each));
    if (status.state !== before) this.#note(status);
    if (status.state === 'crashed') this.#onCrash(status.id);
  }

  /** Starts and ends stand in the output too, or a restart could not be told from a silence. */
  #note({ id, state, exitCode }: ProcessStatus): void {
    const words = {
      starting: 'started',
      stopped: 'stopped',
      ended: 'ended by itself with exit code 0',
      crashed: `crashed${exitCode === null ? '' : ` with exit code ${exitCode}`}`,
      running: null,
      stopping: null,
    }[state];
    if (words === null) return;
    this.#live.mark('service', `${id} ${words}`, serviceOf(this.processes, id));
    this.#merger.flush(id);
    const line = `${faint}· ${words}${resetColour}\n`;
    this.transcripts.get(id)?.append(line);
    this.#merger.append(id, line);
  }
}

const resetColour = '\u001b[0m';
const faint = '\u001b[90m';

/**
 * The terminal's theme gives the colours from 16 on to the services, in the manifest's order: a change of theme then
 * recolours what is already written.
 */
export const firstServiceColour = 16;

function serviceColour(manifest: LabManifest, service: string): string {
  const index = manifest.services.findIndex(({ name }) => name === service);
  return `\u001b[38;5;${firstServiceColour + index}m`;
}

function serviceOf(processes: readonly { id: string; service: string }[], id: string): string {
  return processes.find((each) => each.id === id)?.service ?? id;
}

/** Labs hold text only. */
function textTree(files: FileTree): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
