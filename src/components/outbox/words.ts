/** The words of the crash figure. */
import { crashed, judge, programs, restarted, type ProgramId, type Verdict } from './model.ts';

export const verdictNames: Record<Verdict, string> = {
  lost: 'lost',
  phantom: 'phantom',
  undone: 'did not happen',
  twice: 'comes twice',
  same: 'both the same',
};

export const explanations: Record<Verdict, string> = {
  lost: 'The change is committed and the copy never hears of it. No error, no lag: only a comparison finds it.',
  phantom:
    'The copy has a change that was rolled back. Whoever reads there acts on something that never was.',
  undone:
    'The transaction was open, so nothing has happened on either side. The caller got no answer and tries again.',
  twice: 'Nothing is lost, and the event arrives a second time. With a version in it, that does no harm.',
  same: 'Nothing is lost, and nothing comes twice.',
};

/** What the figure shows, by the names of its places. `after` is the number of lines that ran, null without a crash. */
export function readings(id: ProgramId, after: number | null): Record<string, string> {
  const at = crashed(id, after);
  const end = restarted(at);
  const verdict = judge(end);
  return {
    row: `version ${end.row}`,
    outbox: id === 'outbox' ? String(at.outbox) : 'none',
    log: events(end.log),
    copy: `version ${end.copy}`,
    applied: end.applied === 1 ? 'once' : end.applied === 0 ? 'never' : `${end.applied} times`,
    verdict: verdictNames[verdict],
    explanation: explanations[verdict],
    where: where(id, after),
  };
}

/** `Crash after “commit”, then a restart`. */
export function where(id: ProgramId, after: number | null): string {
  if (after === null) return 'Without a crash';
  return `Crash after “${programs[id].lines[after - 1]?.code ?? ''}”, then a restart`;
}

export function announce(id: ProgramId, after: number | null): string {
  const now = readings(id, after);
  return `${now['where']}: ${now['verdict']}. Users service ${now['row']}, copy ${now['copy']}, events in the log: ${now['log']}. ${now['explanation']}`;
}

function events(count: number): string {
  return count === 0 ? 'none' : String(count);
}
