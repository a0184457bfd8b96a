/**
 * The engine contract: what the rest of the course may ask of the machine that runs a lab.
 *
 * It is modelled on the WebContainer API (mount, write, spawn with output and input, exit, kill, port events), because
 * that is what the ecosystem knows. Two engines implement it, `offline` and `webcontainer`; nothing above this file
 * may depend on which one runs. `tests/conformance` states the behaviour once and holds every engine, and real Node,
 * against it.
 *
 * An engine runs plain ES modules. Types are erased on the page (`erase.ts`) before anything is mounted.
 */

/** The engines there are. */
export type EngineKind = 'offline' | 'webcontainer';

/** Files by path below the machine's root, without a leading slash: `orders/app.js`. Text is UTF-8. */
export type FileTree = Readonly<Record<string, string | Uint8Array>>;

/** A loaded engine. It holds no files itself: machines do. */
export interface Engine {
  readonly kind: EngineKind;
  /**
   * Opens a machine: a file system, a process table and a port space of its own. The live lab is one machine and each
   * check run is another, so that they never meet.
   */
  machine(): Promise<Machine>;
  /** Stops every machine and gives all memory back. The engine cannot be used afterwards. */
  teardown(): Promise<void>;
}

/** A small computer with files, processes and ports. All paths are below its root and have no leading slash. */
export interface Machine {
  /** Adds or replaces many files at once. Folders are made as needed. The given bytes are not detached. */
  mount(files: FileTree): Promise<void>;
  /** Adds or replaces one file. Running processes keep the modules that they have loaded. */
  writeFile(path: string, data: string | Uint8Array): Promise<void>;
  /** @throws {EngineError} `not-found` when there is no such file. */
  readFile(path: string): Promise<Uint8Array>;
  /** Removes a file, or a folder with all it holds. Removing what is not there is no error. */
  remove(path: string): Promise<void>;
  /**
   * Starts `node` with these arguments; the first one is a path below the root. Resolves as soon as the process
   * exists, before its code has run.
   * @throws {EngineError} `spawn-failed` when the process could not be created at all.
   */
  spawn(args: readonly string[], options?: SpawnOptions): Promise<Process>;
  /**
   * The port number on which a process of this machine must listen to serve the logical port of a lab's manifest.
   * The same number everywhere but in an engine whose machines share one port space.
   */
  portFor(logical: number): number;
  /**
   * Calls the listener whenever a logical port opens or closes. Ports already open are not repeated.
   * @returns a function that ends the subscription.
   */
  onPort(listener: (event: PortEvent) => void): () => void;
  /** Kills every process and forgets the files. Resolves once all have ended. */
  dispose(): Promise<void>;
}

/** A port of a machine opened or closed. */
export interface PortEvent {
  /** As in the lab's manifest, see {@link Machine.portFor}; a port that is in no manifest is given as it is. */
  readonly port: number;
  readonly type: 'open' | 'close';
}

export interface SpawnOptions {
  /** Added to the few variables that every process has. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A running process. */
export interface Process {
  /**
   * What it writes to standard output and standard error, in one stream in the order of writing, decoded and with
   * `\n` line ends. It closes after the process has ended and all of its output was delivered.
   */
  readonly output: ReadableStream<string>;
  /** Resolves with the exit code: as the process chose, 1 after an uncaught error, 137 when it was killed. */
  readonly exit: Promise<number>;
  /** Writes to its standard input. A process that has ended takes no input and this is no error. */
  write(input: string): Promise<void>;
  /**
   * Ends the process at once, whatever it is doing, an endless loop included. There is no signal to catch.
   * Peers see ECONNRESET on open connections and ECONNREFUSED on new ones. Resolves when it has ended.
   */
  kill(): Promise<void>;
}

/** Every way in which an engine itself can fail. What a lab's own code does wrong is never an EngineError. */
export type EngineErrorCode =
  'not-found' | 'spawn-failed' | 'boot-timeout' | 'boot-failed' | 'unsupported-browser' | 'torn-down';

/** A failure of the engine, in words for the learner. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: EngineErrorCode;
  /** What the learner can do about it, a full sentence. */
  readonly remedy: string;

  constructor(code: EngineErrorCode, message: string, remedy: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.remedy = remedy;
  }
}

/** One step of a boot, for the list that the lab screen shows. */
export interface BootStep {
  /** Stable name of the step, for tests and for the key of a list. */
  readonly id: string;
  /** What is being done, in the learner's words: "Loading the engine". */
  readonly title: string;
  readonly state: 'idle' | 'running' | 'completed' | 'failed' | 'skipped';
  /** From 0 to 1 where it can be told. */
  readonly progress?: number;
  /** Milliseconds it took, once it has ended. */
  readonly ms?: number;
  /** Why it failed or was skipped. */
  readonly detail?: string;
}

export interface BootOptions {
  /** Called with each change of a step. */
  readonly onStep?: (step: BootStep) => void;
  /** Aborts the boot and frees what it had taken. */
  readonly signal?: AbortSignal;
  /**
   * Called when the booted engine has died by itself: the browser took it away, for want of memory as a rule. All of
   * its processes have ended with 137 by then, and it cannot be used any more. An engine that cannot tell never calls.
   */
  readonly onLost?: () => void;
}

/** Each engine's module has one such function as its export `boot`. */
export type Boot = (options?: BootOptions) => Promise<Engine>;
