/** Real Node's side: the same measures, taken of processes of this machine. */
import { NodeMachine } from '../support/node-machine.ts';
import { Bench, type Subject } from './bench.ts';
import type { SteadyLoad } from './load.ts';
import { repeat, type Measures, type Rounds } from './measures.ts';
import { memoryOf } from './memory.ts';
import type { Measurable } from './subject.ts';

/** Hands out machines and remembers the last, whose processes are to be weighed. */
class NodeEngine {
  last: NodeMachine | undefined;

  async machine(): Promise<NodeMachine> {
    return (this.last = await NodeMachine.open({ ownPorts: true }));
  }
}

const benchOf = (subject: Subject, engine = new NodeEngine()): Bench =>
  new Bench(async () => engine, subject);

/** Node has no engine to load and no spare processes: opening is the same, cold and warm. */
export async function onNode(
  { subject, hops, vitestRun }: Measurable,
  rounds: Rounds,
  sidecar: string,
): Promise<Measures> {
  const engine = new NodeEngine();
  const bench = benchOf(subject, engine);
  const memory: number[] = [];
  const open = await repeat(rounds.times, async () => {
    const ms = await bench.open();
    memory.push(await memoryOf(engine.last?.pids ?? []));
    await bench.close();
    return ms;
  });
  await bench.open();
  const save = await bench.save(rounds.times);
  await bench.close();
  const check = await repeat(rounds.checks, async () => {
    const began = performance.now();
    await vitestRun();
    return performance.now() - began;
  });
  const saturate = (code?: string): Promise<number[]> =>
    hops === 0 ? Promise.resolve([]) : bench.saturate(rounds.seconds, code);
  const rate = await saturate();
  const rateWithSidecar = await saturate(sidecar);
  return {
    openCold: open,
    openWarm: open,
    openPrewarmed: open,
    save,
    check,
    rate,
    rateWithSidecar,
    memory,
  };
}

export function steadyOnNode(
  { subject }: Measurable,
  rps: number,
  seconds: number,
  sidecar: string,
): Promise<SteadyLoad> {
  return benchOf(subject).steady(rps, seconds, sidecar);
}
