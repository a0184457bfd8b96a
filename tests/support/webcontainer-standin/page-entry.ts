/** What the tests of the engine and of the choice between engines call in their page. */
import { chooseEngine } from '../../../src/engine/choose.ts';
import { EngineError, type Machine, type Process, type SpawnOptions } from '../../../src/engine/contract.ts';
import { boot, bootAfter } from '../../../src/engine/webcontainer/index.ts';
import { runScenario } from '../../conformance/scenario.ts';
import { runSidecarScenario } from '../../conformance/sidecar-scenario.ts';

/** What is left of an error when it leaves the page. */
interface ErrorWords {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

const tools = {
  boot,
  bootAfter,
  chooseEngine,
  runScenario,
  runSidecarScenario,

  /** Runs a process to its end. */
  async run(
    machine: Machine,
    args: readonly string[],
    options?: SpawnOptions & { input?: string },
  ): Promise<{ code: number; output: string }> {
    const process = await machine.spawn(args, options);
    if (options?.input) await process.write(options.input);
    const [code, output] = await Promise.all([process.exit, tools.read(process)]);
    return { code, output };
  },

  /** Reads all that a process writes until it ends. */
  async read({ output }: Process): Promise<string> {
    let text = '';
    for await (const chunk of output) text += chunk;
    return text;
  },

  /** The error with which an attempt ends, in its own words. */
  async errorOf(attempt: Promise<unknown>): Promise<ErrorWords> {
    try {
      await attempt;
    } catch (error) {
      if (error instanceof EngineError) {
        return { code: error.code, message: error.message, remedy: error.remedy };
      }
      throw error;
    }
    throw new Error('It ended without an error.');
  },

  /** Resolves at the next event of this kind for this port. */
  portEvent(machine: Machine, port: number, type: 'open' | 'close'): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = machine.onPort((event) => {
      if (event.port !== port || event.type !== type) return;
      stop();
      resolve();
    });
    return promise;
  },
};

declare global {
  // `var`, as only that declares a property of the global object.
  var tools: PageTools;
}

export type PageTools = typeof tools;

globalThis.tools = tools;
