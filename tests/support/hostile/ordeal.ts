/** Runs one attempt to bring things down, in the page, and looks at everything that must not suffer. */
import type { Engine, Machine, Process } from '../../../src/engine/contract.ts';
import { neighbourPort, type DenialCase } from './denial-case.ts';

export interface Outcome {
  /** What the program said that it got, and otherwise how it was found. */
  readonly got: string;
  /** The tail of what it wrote. */
  readonly output: string;
  /** The code with which it ended, by itself or when it was killed. */
  readonly code: number;
  /** What did not do what it should, in words; empty when all went well. */
  readonly harm: readonly string[];
}

/** Far beyond what anything takes here: a busy machine is no failure, a frozen one is. */
const patience = 60_000;
const tailLength = 4_000;

const neighbour = `
import http from 'node:http';
http.createServer(async (req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://localhost');
  if (pathname === '/wait') return;
  if (pathname === '/ask') await fetch('http://127.0.0.1:' + searchParams.get('port')).catch(() => {});
  res.end('here ' + ({}).polluted + [].polluted);
}).listen(${neighbourPort}, () => console.log('up'));
process.stdin.on('data', () => console.log('pong ' + ({}).polluted + [].polluted));
`;

/** A program whose text was never compiled before: a compiler that is stuck would show. */
let programs = 0;
const fresh = (): string => `
await crypto.subtle.digest('SHA-256', new Uint8Array(1));
const answer = await fetch('http://127.0.0.1:${neighbourPort}/').then((res) => res.text(), (error) => String(error.cause?.code ?? error));
console.log(answer + ' ${programs++}');
`;

/** What it breaks, the next one would suffer from: all attempts go to one engine. */
export async function undergo(engine: Engine, attempt: DenialCase): Promise<Outcome> {
  const harm: string[] = [];
  const machine = await engine.machine();
  try {
    await machine.mount({
      'package.json': '{"type":"module"}',
      'server.js': neighbour,
      'attack.js': attempt.code,
    });
    const server = new Listener(await machine.spawn(['server.js']));
    await server.says('up');
    const attack = new Listener(await machine.spawn(['attack.js']));
    await within(Promise.race([attack.says('under way'), attack.ended]), 'the attempt itself');
    await lookAt('meanwhile', server, harm);
    await expectAnswer(harm, 'a new process', /^here undefinedundefined \d+$/m, () =>
      firstWords(machine, fresh()),
    );
    if (attempt.ends === undefined) await within(attack.process.kill(), 'the kill');
    const code = await within(attack.ended, 'its end');
    await lookAt('afterwards', server, harm);
    if (Reflect.has({}, 'polluted')) harm.push('the page’s own prototypes were changed');
    const got = [...attack.output.matchAll(/^got (.*)$/gm)].map((each) => each[1]).join('; ');
    const fate =
      attempt.ends === undefined
        ? code === 137
          ? 'was killed'
          : `ended with ${code}`
        : `ended with ${code}`;
    return { got: got === '' ? fate : `${got}; ${fate}`, output: attack.output, code, harm };
  } catch (error) {
    harm.push(error instanceof Error ? error.message : String(error));
    return { got: 'no end', output: '', code: -1, harm };
  } finally {
    await within(machine.dispose(), 'the end of the machine').catch((error: Error) =>
      harm.push(error.message),
    );
  }
}

/** Asks the page and the neighbour. */
async function lookAt(when: string, server: Listener, harm: string[]): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await within(new Promise((resolve) => setTimeout(resolve, 0)), `${when}, the page`);
  }
  await expectAnswer(harm, `${when}, the neighbour`, /^pong undefinedundefined$/m, () =>
    server.answer('ping'),
  );
}

async function expectAnswer(
  harm: string[],
  what: string,
  expected: RegExp,
  ask: () => Promise<string>,
): Promise<void> {
  const answer = await within(ask(), what).catch((error: Error) => error.message);
  if (!expected.test(answer)) harm.push(`${what}: ${answer}`);
}

async function firstWords(machine: Machine, program: string): Promise<string> {
  await machine.mount({ 'package.json': '{"type":"module"}', 'fresh.js': program });
  const listener = new Listener(await machine.spawn(['fresh.js']));
  await listener.ended;
  return listener.output;
}

async function within<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not answer`)), patience);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Reads what a process writes and keeps the end of it. */
class Listener {
  readonly process: Process;
  /** Resolves with the exit code once all output was read. */
  readonly ended: Promise<number>;
  output = '';
  #waiting: { text: string; resolve: () => void }[] = [];

  constructor(process: Process) {
    this.process = process;
    this.ended = this.#read().then(() => process.exit);
  }

  says(text: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ text, resolve });
    this.#look(this.output);
    return promise;
  }

  /** What it writes after this input. */
  async answer(input: string): Promise<string> {
    this.output = '';
    const answered = this.says('\n');
    await this.process.write(`${input}\n`);
    await answered;
    return this.output;
  }

  async #read(): Promise<void> {
    for (let reader = this.process.output.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) return;
      const all = this.output + value;
      this.output = all.slice(-tailLength);
      this.#look(all);
    }
  }

  #look(text: string): void {
    const heard = this.#waiting.filter((each) => text.includes(each.text));
    this.#waiting = this.#waiting.filter((each) => !heard.includes(each));
    for (const { resolve } of heard) resolve();
  }
}
