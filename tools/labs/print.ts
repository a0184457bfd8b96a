/** What the lab tool shows to people. */
import type { CheckResult, Report } from '../../src/grading/report.ts';
import type { Lab } from './catalogue.ts';
import type { Proof } from './mutants.ts';

const signs: Record<CheckResult['state'], string> = {
  passed: 'ok     ',
  failed: 'FAILED ',
  unknown: 'UNKNOWN',
};

export function reportText(report: Report, against: string): string {
  const passed = report.checks.filter((each) => each.state === 'passed').length;
  const lines = report.checks.flatMap((each) => [
    `${signs[each.state]} ${each.id}: ${each.title}`,
    ...detail(each),
  ]);
  return [...lines, '', `${report.lab}, ${against}: ${passed} of ${report.expected} checks passed.`].join(
    '\n',
  );
}

function detail(check: CheckResult): string[] {
  if (check.state === 'passed') return [];
  const lines: string[] = [];
  if (check.expected !== null) lines.push(`expected  ${check.expected}`);
  if (check.actual !== null) lines.push(`actual    ${check.actual}`);
  if (check.exchange) {
    const { request, response } = check.exchange;
    lines.push(`exchange  ${request.start} -> ${response?.start ?? 'no answer'}`);
  }
  if (check.location) lines.push(`where     ${check.location.file}:${check.location.line}`);
  lines.push(`lesson    ${check.lesson}`);
  return lines.map((line) => `          ${line.replaceAll('\n', '\n                    ')}`);
}

export function proofText(proof: Proof): string {
  const rows = proof.mutants.map((each) => [
    each.name,
    each.caughtBy,
    each.ok ? 'ok' : 'NOT CAUGHT',
    each.failed.filter((id) => id !== each.caughtBy).join(' ') || '-',
  ]);
  const total = proof.mutants.length;
  return [
    `${proof.lab}`,
    `starter: ${proof.starterFails.length} checks fail${proof.starterFails.length > 0 ? '' : ', but at least one must'}`,
    `solution: ${proof.solutionFails.length === 0 ? 'passes all checks' : `FAILS ${proof.solutionFails.join(' ')}`}`,
    '',
    ...table([['mutant', 'caught by', '', 'other checks that fail on it'], ...rows]),
    '',
    `${rows.filter((row) => row[2] === 'ok').length} of ${total} mutants are caught by the check they name.`,
    ...proof.unneeded.map((id) => `The check ${id} is needed by no mutant: add one that only it catches.`),
  ].join('\n');
}

export function listText(labs: readonly Lab[]): string {
  const rows = labs.map(({ slug, manifest }) => [
    slug,
    manifest.title,
    `${manifest.checks.length} checks`,
    `${manifest.mutants.length} mutants`,
  ]);
  return table(rows).join('\n');
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
