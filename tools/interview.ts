/**
 * The interview matcher from the command line.
 *
 *     npm run interview -- grade --file FILE [--json]    how well the matcher agrees with labelled answers
 *     npm run interview -- gold [--json]                 the same for our gold set, tuned part and held-out part apart
 *     npm run interview -- bench                         how long reading twenty answers takes
 *
 * Exit 0 done, 1 the floors do not hold (gold only), 2 the file or the arguments are unusable.
 */
import { parseArgs } from 'node:util';
import { concepts } from '../src/interview/lexicon/index.ts';
import { FaultyBank } from '../src/interview/bank.ts';
import {
  MalformedGold,
  grade,
  type LabelledAnswer,
  type Tally,
  type Verdict,
} from '../src/interview/gold.ts';
import { assess } from '../src/interview/interview.ts';
import type { Question, QuestionId } from '../src/interview/question.ts';
import { signalIds, type SignalId } from '../src/interview/signals.ts';
import { loadAnswers, loadBank, loadGold, type GoldPart } from './interview/files.ts';

const usage = `Usage:
  npm run interview -- grade --file FILE [--json]
  npm run interview -- gold [--json]
  npm run interview -- bench`;

/** What precision and recall must reach over all, and for each signal that has positives enough to say so. */
const floors = { precision: 0.9, recall: 0.7 };
/** With fewer positives, one single answer moves the figures of a signal by more than five points. */
const fewestPositives = 20;

type Bank = ReadonlyMap<QuestionId, Question>;

function assessWith(bank: Bank) {
  return (answer: LabelledAnswer) => {
    const question = bank.get(answer.question);
    if (question === undefined)
      throw new FaultyBank(`${answer.question}: there is no such question in the bank`);
    return assess(answer.answer, question);
  };
}

function share(value: number | null): string {
  return value === null ? '   –' : value.toFixed(2);
}

function line(name: string, { precision, recall, hits, falseHits, misses, judged }: Tally): string {
  const counts = `${hits} hits, ${falseHits} false, ${misses} missed, ${judged} judged`;
  return `${name.padEnd(18)} precision ${share(precision)}  recall ${share(recall)}  ${counts}`;
}

function printVerdict(verdict: Verdict, withDisagreements: boolean): void {
  for (const signal of signalIds) {
    const tally = verdict.perSignal[signal];
    if (tally !== undefined) console.log(line(signal, tally));
  }
  console.log(`${'all'.padEnd(18)} precision ${share(verdict.precision)}  recall ${share(verdict.recall)}`);
  if (!withDisagreements) return;
  for (const { id, entry, signal, expected, got, quotes } of verdict.disagreements) {
    const quoted = quotes.map((quote) => `“${quote}”`).join(' ');
    console.log(`  ${id ?? `entry ${entry}`}: ${signal}: expected ${expected}, got ${got} ${quoted}`);
  }
}

/** How often each concept was found in answers whose signal was expected to be found, and in others. */
function conceptCounts(
  answers: readonly LabelledAnswer[],
  bank: Bank,
): { id: string; hits: number; falseHits: number }[] {
  const read = assessWith(bank);
  const readings = answers.map((answer) => ({ answer, reading: read(answer).reading }));
  return concepts.map(({ id, signal }) => {
    const found = readings.filter(
      ({ answer, reading }) =>
        answer.expect[signal] !== undefined &&
        reading.concepts.some((finding) => finding.concept === id && finding.status === 'found'),
    );
    const hits = found.filter(({ answer }) => answer.expect[signal] === 'found').length;
    return { id, hits, falseHits: found.length - hits };
  });
}

type Rates = Pick<Tally, 'precision' | 'recall'>;

function isBelow({ precision, recall }: Rates): boolean {
  return (precision ?? 0) < floors.precision || (recall ?? 0) < floors.recall;
}

function belowFloor(verdict: Verdict): (SignalId | 'all')[] {
  const signals = signalIds.filter((signal) => {
    const tally = verdict.perSignal[signal];
    return tally !== undefined && tally.hits + tally.misses >= fewestPositives && isBelow(tally);
  });
  return isBelow(verdict) ? ['all', ...signals] : signals;
}

function runGold(json: boolean): number {
  const bank = loadBank();
  const parts: readonly GoldPart[] = ['tuned', 'held-out'];
  const results = parts.map((part) => {
    const answers = loadGold(part);
    return { part, answers, verdict: grade(answers, assessWith(bank)) };
  });
  if (json) {
    const entries = results.map(({ part, answers, verdict }) => {
      // The held-out part shows numbers only, so that nobody tunes against its answers by accident.
      const { precision, recall, perSignal, disagreements } = verdict;
      const perConcept = conceptCounts(answers, bank);
      return [
        part,
        { precision, recall, perSignal, perConcept, ...(part === 'tuned' ? { disagreements } : {}) },
      ];
    });
    console.log(JSON.stringify(Object.fromEntries(entries), null, 2));
  } else {
    for (const { part, answers, verdict } of results) {
      console.log(`\n${part}: ${answers.length} answers`);
      printVerdict(verdict, part === 'tuned');
      console.log('concepts (found where the signal was expected / where it was not):');
      for (const { id, hits, falseHits } of conceptCounts(answers, bank)) {
        const precision = hits + falseHits === 0 ? null : hits / (hits + falseHits);
        console.log(
          `  ${id.padEnd(32)} ${String(hits).padStart(3)} / ${falseHits}  precision ${share(precision)}`,
        );
      }
    }
  }
  const failing = results.flatMap(({ part, verdict }) =>
    belowFloor(verdict).map((signal) => `${part}: ${signal}`),
  );
  if (failing.length > 0)
    console.error(`Below the floors (${JSON.stringify(floors)}): ${failing.join(', ')}`);
  return failing.length > 0 ? 1 : 0;
}

function runGrade(file: string | undefined, json: boolean): number {
  if (file === undefined) {
    console.error(`grade needs --file FILE.\n${usage}`);
    return 2;
  }
  const verdict = grade(loadAnswers(file), assessWith(loadBank()));
  if (json) console.log(JSON.stringify(verdict, null, 2));
  else printVerdict(verdict, true);
  return 0;
}

function runBench(): number {
  const bank = loadBank();
  const read = assessWith(bank);
  const answers = [...bank.values()].map(({ id, modelAnswer }) => ({
    question: id as QuestionId,
    answer: modelAnswer,
    expect: {},
  }));
  const milliseconds: number[] = [];
  for (let round = 0; round < 40; round += 1) {
    // Time of this process only: what else the machine does is no property of the matcher.
    const start = process.cpuUsage();
    for (const answer of answers) read(answer);
    const { user, system } = process.cpuUsage(start);
    milliseconds.push((user + system) / 1000);
  }
  const [first = 0, ...rest] = milliseconds;
  const sorted = rest.slice(9).toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  console.log(
    `${answers.length} model answers: ${first.toFixed(1)} ms cold, ${median.toFixed(1)} ms after warm-up (median, CPU)`,
  );
  return 0;
}

function main(): number {
  let values: { file?: string | undefined; json?: boolean | undefined };
  let positionals: string[];
  try {
    ({ values, positionals } = parseArgs({
      allowPositionals: true,
      options: { file: { type: 'string' }, json: { type: 'boolean' } },
    }));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    return 2;
  }
  const [command] = positionals;
  try {
    if (command === 'grade') return runGrade(values.file, values.json === true);
    if (command === 'gold') return runGold(values.json === true);
    if (command === 'bench') return runBench();
  } catch (error) {
    if (!(error instanceof MalformedGold || error instanceof FaultyBank)) throw error;
    console.error(error.message);
    return 2;
  }
  console.error(usage);
  return 2;
}

process.exitCode = main();
