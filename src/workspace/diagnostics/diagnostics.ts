/** What a bug report needs to know, as Markdown that the learner reads before they pass it on. */
import type { Report } from '../../grading/report.ts';
import type { TextFiles } from '../../progress/changes.ts';
import type { EngineStep } from '../state/boot.svelte.ts';
import type { Problem } from '../state/files.svelte.ts';
import type { ProcessStatus } from '../run.ts';

/** Facts about the page, as plain data. */
export interface Facts {
  readonly at: Date;
  readonly lab: string;
  readonly starterHash: string;
  readonly address: string;
  /** How the browser names itself. */
  readonly browser: string;
  /** Width and height of the window in CSS pixels. */
  readonly window: readonly [number, number];
  readonly isolated: boolean;
  readonly online: boolean;
  readonly storage: string;
  readonly engine: {
    readonly preference: string;
    readonly kind: string | null;
    readonly state: string;
    readonly reason: string | null;
    readonly failure: string | null;
    readonly trusted: boolean;
    readonly steps: readonly EngineStep[];
  };
  readonly processes: readonly ProcessStatus[];
  /** Why the sidecar is not there. */
  readonly sidecarProblem: string | null;
  readonly problems: readonly Problem[];
  readonly report: Report | null;
  readonly checkFailure: string | null;
  /** Plain text of what all processes have written. */
  readonly console: string;
  /** Paths of the files that were edited. */
  readonly edited: readonly string[];
  /** The text of the edited files, where the learner wants it in; else null. */
  readonly code: TextFiles | null;
}

const most = { problems: 20, lines: 40, lineLength: 300 };

/** The report. It holds no code unless `code` does; console lines are what the learner's services wrote. */
export function diagnostics(facts: Facts): string {
  const { engine } = facts;
  const sections = [
    '### Split Decision: diagnostics',
    list([
      `Lab: ${facts.lab}, starter ${facts.starterHash}`,
      `Page: ${facts.address}`,
      `Time: ${facts.at.toISOString()}`,
      `Browser: ${facts.browser}`,
      `Window: ${facts.window.join(' × ')}, cross-origin isolated: ${yes(facts.isolated)}, online: ${yes(facts.online)}`,
      `Storage: ${facts.storage}`,
      `Engine: ${engine.kind ?? 'none'}, ${engine.state}; asked for: ${engine.preference}; code trusted: ${yes(engine.trusted)}`,
      ...(engine.reason === null ? [] : [`Why this engine: ${engine.reason}`]),
      ...(engine.failure === null ? [] : [`Boot failure: ${engine.failure}`]),
      ...(facts.sidecarProblem === null ? [] : [`Map: ${facts.sidecarProblem}`]),
      `Edited files: ${facts.edited.length === 0 ? 'none' : facts.edited.join(', ')}`,
    ]),
    section('Boot steps', engine.steps.map(stepWords)),
    section('Processes', facts.processes.map(processWords)),
    section('Problems in the files', facts.problems.slice(0, most.problems).map(problemWords)),
    section('Checks', checkWords(facts)),
    fenced('Last lines of the console', lastLines(facts.console)),
    ...Object.entries(facts.code ?? {}).map(([path, text]) => fenced(path, text, 'ts')),
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

const yes = (value: boolean): string => (value ? 'yes' : 'no');

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join('\n');

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `**${title}**\n\n${list(lines)}`;
}

function fenced(title: string, text: string, language = ''): string {
  if (text === '') return '';
  // A fence longer than any in the text.
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  return `**${title}**\n\n${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

function stepWords({ kind, title, state, ms, detail }: EngineStep): string {
  const time = ms === undefined ? '' : ` in ${Math.round(ms)} ms`;
  return `${kind}: ${title}: ${state}${time}${detail === undefined ? '' : ` (${detail})`}`;
}

function processWords({ id, state, exitCode }: ProcessStatus): string {
  return `${id}: ${state}${exitCode === null ? '' : `, exit code ${exitCode}`}`;
}

function problemWords({ file, line, column, message, severity }: Problem): string {
  return `${file}:${line}:${column} ${severity}: ${message}`;
}

function checkWords({ report, checkFailure }: Facts): string[] {
  const open = report?.checks.filter(({ state }) => state !== 'passed') ?? [];
  return [
    ...(checkFailure === null ? [] : [checkFailure]),
    ...(report
      ? [`${report.checks.length - open.length} of ${report.expected} passed, done: ${yes(report.done)}`]
      : []),
    ...open.map(
      ({ id, state, actual }) => `${id}: ${state}${actual === null ? '' : `: ${shortened(actual)}`}`,
    ),
  ];
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-most.lines).map(shortened).join('\n');
}

function shortened(line: string): string {
  const single = line.replaceAll('\n', ' ');
  return single.length > most.lineLength ? `${single.slice(0, most.lineLength)} …` : single;
}
