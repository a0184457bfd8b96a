/**
 * What a machine is expected to do, as data: files, and steps in order. The runner knows nothing of where it runs, so
 * the same scenario drives an engine in a page and real Node beside the test.
 */
import type { Machine, Process } from '../../src/engine/contract.ts';

export type Step =
  /** Starts a process and gives it a name. Its environment names the machine's ports: PORT_<logical>. */
  | { do: 'start'; name: string; file: string; args?: readonly string[]; env?: Record<string, string> }
  /** Waits until a process has written this text. */
  | { do: 'until'; name: string; text: string }
  | { do: 'write'; name: string; text: string }
  | { do: 'kill'; name: string }
  /** Waits for the end of a process. */
  | { do: 'exit'; name: string }
  /** Waits until a port is open or closed. */
  | { do: 'port'; port: number; state: 'open' | 'close' }
  | { do: 'writeFile'; path: string; text: string }
  | { do: 'remove'; path: string }
  /** Notes what is in a file, or that it is not there. */
  | { do: 'readFile'; path: string };

export interface Scenario {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The logical ports it uses. */
  readonly ports: readonly number[];
  readonly steps: readonly Step[];
  /** Texts that the transcript must hold whatever Node says, so that nothing passes by failing alike. */
  readonly says: readonly string[];
}

/** What was seen: the output of each process by name, its exit code, and what the steps noted. */
export interface Transcript {
  output: Record<string, string>;
  exits: Record<string, number>;
  notes: string[];
}

interface Running {
  process: Process;
  text: string;
  changed: () => void;
  finished: Promise<void>;
}

/** Runs a scenario in a machine of its own and disposes of it. */
export async function runScenario(machine: Machine, scenario: Scenario): Promise<Transcript> {
  const running = new Map<string, Running>();
  const transcript: Transcript = { output: {}, exits: {}, notes: [] };
  const open = new Set<number>();
  const portWaiters = new Set<() => void>();
  const stopListening = machine.onPort(({ port, type }) => {
    if (type === 'open') open.add(port);
    else open.delete(port);
    for (const check of portWaiters) check();
  });
  const env = Object.fromEntries(
    scenario.ports.map((port) => [`PORT_${port}`, String(machine.portFor(port))]),
  );

  const named = (name: string): Running => {
    const found = running.get(name);
    if (!found) throw new Error(`The scenario ${scenario.name} has no process ${name}.`);
    return found;
  };

  const run = async (step: Step): Promise<unknown> => {
    switch (step.do) {
      case 'start': {
        const process = await machine.spawn([step.file, ...(step.args ?? [])], {
          env: { ...env, ...step.env },
        });
        return running.set(step.name, follow(process));
      }
      case 'until': {
        const one = named(step.name);
        return until(
          () => one.text.includes(step.text),
          (check) => void (one.changed = check),
          one.finished.then(() => {
            if (one.text.includes(step.text)) return undefined;
            throw new Error(`${step.name} ended before it wrote "${step.text}": ${one.text}`);
          }),
        );
      }
      case 'write':
        return named(step.name).process.write(step.text);
      case 'kill':
        return named(step.name).process.kill();
      case 'exit':
        return named(step.name).finished;
      case 'port':
        return until(
          () => open.has(step.port) === (step.state === 'open'),
          (check) => portWaiters.add(check),
        );
      case 'writeFile':
        return machine.writeFile(step.path, step.text);
      case 'remove':
        return machine.remove(step.path);
      case 'readFile':
        return transcript.notes.push(await note(machine, step.path));
    }
  };

  try {
    await machine.mount(scenario.files);
    for (const step of scenario.steps) await run(step);
    for (const [name, { process, finished }] of running) {
      await process.kill();
      await finished;
      transcript.exits[name] = await process.exit;
    }
  } finally {
    stopListening();
    await machine.dispose();
  }
  for (const [name, { text }] of running) transcript.output[name] = withLogicalPorts(text, scenario, machine);
  return transcript;
}

function follow(process: Process): Running {
  const one: Running = { process, text: '', changed: () => {}, finished: Promise.resolve() };
  one.finished = (async () => {
    for (let reader = process.output.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return;
      one.text += value;
      one.changed();
    }
  })();
  return one;
}

/** Resolves once the condition holds; `watch` gets what to call when it may have changed. */
function until(
  holds: () => boolean,
  watch: (check: () => void) => void,
  failed?: Promise<void>,
): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve, reject) => {
    watch(() => {
      if (holds()) resolve();
    });
    failed?.then(resolve, reject);
  });
}

async function note(machine: Machine, path: string): Promise<string> {
  try {
    return `${path}: ${new TextDecoder().decode(await machine.readFile(path))}`;
  } catch (error) {
    return `${path}: ${(error as { code?: string }).code ?? String(error)}`;
  }
}

function withLogicalPorts(text: string, { ports }: Scenario, machine: Machine): string {
  return ports.reduce((result, port) => result.replaceAll(String(machine.portFor(port)), String(port)), text);
}
