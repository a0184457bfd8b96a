import { describe, expect, it } from 'vitest';

import {
  crashed,
  judge,
  programs,
  restarted,
  verdicts,
  type ProgramId,
} from '../../src/components/outbox/model.ts';
import { announce, readings, verdictNames } from '../../src/components/outbox/words.ts';

// The keys of an object of this type are its own.
const ids = Object.keys(programs) as ProgramId[];

describe('a crash behind each line', () => {
  it.each<[ProgramId, string[]]>([
    ['commit-first', ['undone', 'undone', 'lost', 'same', 'same']],
    ['send-first', ['undone', 'undone', 'phantom', 'same', 'same']],
    ['outbox', ['undone', 'undone', 'undone', 'same', 'same', 'twice', 'same']],
    ['apply-first', ['same', 'twice', 'same']],
    ['offset-first', ['same', 'lost', 'same']],
  ])('%s', (id, expected) => {
    expect(verdicts(id)).toEqual(expected);
  });

  it('leaves what was committed, and nothing that was not', () => {
    expect(crashed('outbox', 3)).toMatchObject({ row: 1, outbox: 0, log: 0 });
    expect(crashed('outbox', 4)).toMatchObject({ row: 2, outbox: 1, log: 0 });
    expect(crashed('outbox', 6)).toMatchObject({ row: 2, outbox: 1, log: 1 });
  });

  it('without one, every program ends well', () => {
    for (const id of ids) expect(judge(restarted(crashed(id, null))), id).toBe('same');
  });

  it('no program is rid of all trouble: what loses nothing does something twice', () => {
    for (const id of ids) {
      const seen = new Set(verdicts(id));
      expect(seen.has('lost') || seen.has('phantom') || seen.has('twice'), id).toBe(true);
    }
  });
});

describe('the words', () => {
  it('name the place, the outcome and both versions', () => {
    expect(announce('commit-first', 3)).toBe(
      'Crash after “commit”, then a restart: lost. Users service version 2, copy version 1, events in the log: none. The change is committed and the copy never hears of it. No error, no lag: only a comparison finds it.',
    );
    expect(readings('outbox', 6)).toMatchObject({
      verdict: verdictNames.twice,
      log: '2',
      applied: '2 times',
    });
    expect(readings('outbox', null)['where']).toBe('Without a crash');
  });
});
