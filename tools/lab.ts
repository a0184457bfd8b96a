/**
 * The lab tool: lists labs, checks them with real Vitest, proves their checks, and runs them.
 *
 * Exit code 0: all passed; 1: something failed; 2: it could not run.
 */
import { parseArgs } from 'node:util';

import { verdict } from '../src/grading/verdict.ts';
import { findLab, LabError, readLabs } from './labs/catalogue.ts';
import type { Lab } from './labs/catalogue.ts';
import { LabSession } from './labs/check/session.ts';
import { proveLab } from './labs/mutants.ts';
import type { Proof } from './labs/mutants.ts';
import { listText, proofText, reportText } from './labs/print.ts';
import { runServices } from './labs/run-services.ts';
import { submissionTree } from './labs/submission.ts';
import { labTree, variantsOf } from './labs/trees.ts';
import type { SourceTree, Variant } from './labs/trees.ts';

const usage = `Usage: npm run lab -- <command>

  list                     all labs
  check <lab>              check a lab; against the starter unless told otherwise
    --against <version>      starter, solution or mutant:<name>
    --files <folder>         lay the files of a folder over the starter, and check that
    --json                   print the report as JSON
  mutants <lab> | --all    prove the checks: each wrong solution must be caught by the check it names
    --json                   print the proof as JSON
  run <lab>                run all services of a lab, until Ctrl-C
    --against <version>, --files <folder>
    --port <service>=<port>  a port of your own; may be given more than once

Exit code 0: all passed. 1: something failed. 2: it could not run.`;

interface Flags {
  readonly against?: string;
  readonly files?: string;
  readonly json: boolean;
  readonly all: boolean;
  readonly port: readonly string[];
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      against: { type: 'string' },
      files: { type: 'string' },
      json: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      port: { type: 'string', multiple: true, default: [] },
    },
  });
  const [command, slug] = positionals;
  const labs = await readLabs();
  if (command === 'list') {
    console.log(values.json ? JSON.stringify(labs.map((lab) => lab.manifest)) : listText(labs));
    return 0;
  }
  if (command === 'mutants' && values.all) return await mutants(labs, labs, values);
  if (slug === undefined || (command !== 'check' && command !== 'mutants' && command !== 'run')) {
    console.error(usage);
    return 2;
  }
  const lab = findLab(labs, slug);
  if (command === 'mutants') return await mutants(labs, [lab], values);
  return command === 'check' ? await check(labs, lab, values) : await run(labs, lab, values);
}

async function check(labs: readonly Lab[], lab: Lab, flags: Flags): Promise<number> {
  const { tree, label } = await chosenTree(labs, lab, flags);
  const session = await LabSession.open();
  try {
    const report = await session.check(lab, tree);
    console.log(flags.json ? JSON.stringify(report) : reportText(report, label));
    return { passed: 0, failed: 1, unknown: 2 }[verdict(report)];
  } finally {
    await session.close();
  }
}

async function mutants(labs: readonly Lab[], chosen: readonly Lab[], flags: Flags): Promise<number> {
  const session = await LabSession.open();
  try {
    const proofs: Proof[] = [];
    for (const lab of chosen) {
      const proof = await proveLab(session, labs, lab);
      proofs.push(proof);
      if (!flags.json) console.log(`${proofText(proof)}\n`);
    }
    if (flags.json) console.log(JSON.stringify(proofs));
    return proofs.every((proof) => proof.ok) ? 0 : 1;
  } finally {
    await session.close();
  }
}

async function run(labs: readonly Lab[], lab: Lab, flags: Flags): Promise<number> {
  const { tree } = await chosenTree(labs, lab, flags);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const ports = Object.fromEntries(flags.port.map(parsePort));
  await runServices(lab, tree, { ports, print: (line) => console.log(line), signal: stop.signal });
  return stop.signal.aborted ? 0 : 1;
}

async function chosenTree(
  labs: readonly Lab[],
  lab: Lab,
  { against, files }: Flags,
): Promise<{ tree: SourceTree; label: string }> {
  if (files !== undefined) {
    if (against !== undefined) throw new LabError('--files is laid over the starter: leave out --against.');
    return { tree: await submissionTree(labs, lab, files), label: files };
  }
  const variant = variantsOf(lab).find((each): each is Variant => each === (against ?? 'starter'));
  if (variant) return { tree: await labTree(labs, lab, variant), label: variant };
  throw new LabError(`--against: ${against} is none of ${variantsOf(lab).join(', ')}.`);
}

function parsePort(text: string): [string, number] {
  const match = /^([a-z][a-z0-9-]*)=(\d{1,5})$/.exec(text);
  if (!match?.[1]) throw new LabError(`--port: write <service>=<port>, as in orders=3003, not "${text}".`);
  return [match[1], Number(match[2])];
}

try {
  process.exitCode = await main();
} catch (error) {
  const ours = error instanceof LabError || (error instanceof TypeError && 'code' in error);
  console.error(ours ? error.message : error);
  process.exitCode = 2;
}
