/** The words of the decision table: its verdict, its reasons, and the text that one can take along. */
import { flips, type Flip } from './flips.ts';
import {
  decide,
  thresholds,
  type Answers,
  type Candidate,
  type Cheaper,
  type Decision,
  type Row,
} from './model.ts';

export const rowNames: Record<Row, string> = {
  monolith: 'Monolith',
  'modular-monolith': 'Modular monolith',
  microservices: 'Microservices, one team at a time',
};

export const candidates: Record<Candidate, string> = {
  busy: 'the module that takes the CPU',
  waiting: 'the module whose deployments wait',
  foreign: 'the module that needs another runtime',
  failing: 'the module that takes checkout with it',
};

export const cheaper: Record<Cheaper, string> = {
  queue: 'a queue, and a second role of the same artefact',
  'bigger-machine': 'a bigger machine',
  ci: `CI in ${thresholds.quickCiMinutes} minutes or less`,
  library: 'a library, a child process or a nightly job',
  bulkhead: 'a bulkhead inside the process',
};

/** The same in a word or two. */
const short: Record<Cheaper, string> = {
  queue: 'a queue',
  'bigger-machine': 'a bigger machine',
  ci: 'faster CI',
  library: 'a library or a job',
  bulkhead: 'a bulkhead',
};

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function list(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.join('; ');
}

/** An answer as a phrase, with its value: no verdict without the number. */
const phrases: { [K in keyof Answers]: (value: Answers[K]) => string } = {
  engineers: (value) => plural(value, 'engineer'),
  teams: (value) => plural(value, 'team'),
  marketFit: (value) => (value ? 'the product has found its market' : 'the product has not found its market'),
  hotCpu: (value) => `busiest module ${value} % of the CPU at the peak`,
  queueTried: (value) => (value ? 'queue and second role tried' : 'queue and second role not tried'),
  headroom: (value) => (value ? 'a bigger machine is to be had' : 'no bigger machine to be had'),
  blockedDeploys: (value) => `${value} % of a module’s deployments waited for another team`,
  ciMinutes: (value) => `CI takes ${value} min`,
  otherRuntime: (value) => (value ? 'a module needs another runtime' : 'no module needs another runtime'),
  libraryTried: (value) =>
    value ? 'ways around the other runtime tried' : 'no way around the other runtime tried',
  checkoutsLost: (value) => `${plural(value, 'checkout')} lost to another module`,
  bulkheadTried: (value) => (value ? 'bulkhead tried' : 'bulkhead not tried'),
  loneServices: (value) => `${plural(value, 'service')} with one owner`,
};

export function phrase<K extends keyof Answers>(name: K, answers: Pick<Answers, K>): string {
  return phrases[name](answers[name]);
}

/** Why it is this row. */
export function because({ engineers, teams }: Answers, row: Row): string {
  const { modularMonolithFrom: low, microservicesFrom: high } = thresholds;
  if (row === 'monolith') {
    return engineers < low
      ? `Fewer than ${low} engineers: nobody is there to wait for anybody, and the premium buys nothing.`
      : 'The product has not found its market: next year’s boundaries are not known.';
  }
  if (row === 'microservices') {
    return `${high} engineers or more in ${teams} teams: they need to deploy without each other.`;
  }
  return engineers < high
    ? `${low} to ${high - 1} engineers: boundaries that a tool guards, without a network in between.`
    : `${high} engineers or more, but one team: there is no one to be independent of.`;
}

/** The parts of a decision by the names of the figure's places. */
export function parts(answers: Answers, decision: Decision): Record<string, string> {
  return {
    row: rowNames[decision.row],
    because: because(answers, decision.row),
    extract: list(decision.extract.map((each) => candidates[each])),
    'try-first': list(decision.tryFirst.map((each) => cheaper[each])),
    merge:
      decision.merge === 0
        ? 'nothing'
        : plural(decision.merge, 'service with one owner', 'services with one owner'),
  };
}

/** The ends of the drawing that a decision reaches: the row, and what becomes of single modules. */
export function ends({ row, tryFirst, extract }: Decision): string[] {
  const modules = [...(tryFirst.length > 0 ? ['try-first'] : []), ...(extract.length > 0 ? ['extract'] : [])];
  return [row, ...(modules.length > 0 ? modules : ['stay'])];
}

/** What becomes different, in words; empty where it is only that something tried has been tried. */
function changes({ value, decision }: Flip, now: Decision): string[] {
  const added = <T>(after: readonly T[], before: readonly T[]): T[] =>
    after.filter((each) => !before.includes(each));
  const extract = added(decision.extract, now.extract).map((each) => `extract ${candidates[each]}`);
  const keep = added(now.extract, decision.extract).map((each) => `keep ${candidates[each]}`);
  const first = added(decision.tryFirst, now.tryFirst).map((each) => `first try ${short[each]}`);
  const idle = added(now.tryFirst, decision.tryFirst).map((each) => `${short[each]} is not needed`);
  return [
    ...(decision.row === now.row ? [] : [rowNames[decision.row]]),
    ...extract,
    ...keep,
    ...first,
    ...(typeof value === 'number' && extract.length === 0 ? idle : []),
    ...(decision.merge > 0 && now.merge === 0 ? ['merge it'] : []),
    ...(decision.merge === 0 && now.merge > 0 ? ['nothing to merge'] : []),
  ];
}

/** What would change the verdict, one line for each answer that can: `50 engineers: Microservices …`. */
export function flipLines(answers: Answers): string[] {
  const now = decide(answers);
  return flips(answers).flatMap((flip) => {
    const words = changes(flip, now);
    const condition = phrase(flip.answer, { ...answers, [flip.answer]: flip.value });
    return words.length === 0 ? [] : [`${condition}: ${words.join(', ')}`];
  });
}

/** The whole as plain text, to be kept beside the decision. */
export function asText(answers: Answers, address: string): string {
  const decision = decide(answers);
  const words = parts(answers, decision);
  return [
    `Verdict: ${words['row']}`,
    `Because: ${words['because']}`,
    `Extract: ${words['extract']}`,
    `Try first: ${words['try-first']}`,
    `Merge: ${words['merge']}`,
    'Evidence:',
    ...decision.evidence.map((name) => `- ${phrase(name, answers)}`),
    'What would change it:',
    ...flipLines(answers).map((line) => `- ${line}`),
    'A rule of thumb, not a study. The answers:',
    address,
  ].join('\n');
}

/** What is announced after a change. */
export function summary(answers: Answers): string {
  const words = parts(answers, decide(answers));
  return `${words['row']}. Extract: ${words['extract']}. Try first: ${words['try-first']}. Merge: ${words['merge']}.`;
}
