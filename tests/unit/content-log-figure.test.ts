import { describe, expect, it } from 'vitest';
import {
  addPartition,
  configure,
  damage,
  handle,
  handleAll,
  initial,
  kill,
  lag,
  maxPartitions,
  orders,
  ownerOf,
  partitionOf,
  send,
  start,
  stateOf,
  type Model,
} from '../../src/components/events/model.ts';
import { scenes, still } from '../../src/components/events/scenes.ts';
import { announce, describe as words, duty, readings } from '../../src/components/events/words.ts';

const scene = (wanted: string): Model => scenes.find(({ id }) => id === wanted)?.play() ?? initial;

describe('the partitions', () => {
  it('keep an order in one place, in its order', () => {
    const model = send(send(initial));
    for (const key of orders) {
      const places = model.partitions.flatMap((records, at) =>
        records.filter((record) => record.key === key).map(({ step }) => [at, step]),
      );
      const at = partitionOf(key, 3);
      expect(places).toEqual([
        [at, 1],
        [at, 2],
      ]);
    }
    expect(handleAll(model).overtaken).toBe(0);
  });

  it('send keys elsewhere once there is one more, and stop at six', () => {
    const grown = addPartition(send(initial));
    expect(grown.partitions.slice(0, 3)).toEqual(send(initial).partitions);
    expect(grown.entries.at(-1)).toEqual({ kind: 'partition', count: 4, moved: 4 });
    let most = initial;
    for (let at = 0; at < 9; at++) most = addPartition(most);
    expect(most.partitions).toHaveLength(maxPartitions);
  });
});

describe('the group', () => {
  it('gives each partition one owner, and the fourth of three partitions nothing to do', () => {
    const four = start(start(initial, 'payments-3'), 'payments-4');
    expect([0, 1, 2].map((at) => ownerOf(four, at))).toEqual(['payments-1', 'payments-2', 'payments-3']);
    expect(duty(four, 'payments-4')).toBe('idle: no partition is left');
    expect(four.entries.at(-1)).toMatchObject({ kind: 'started', idle: true });
    expect(start(four, 'payments-4')).toBe(four);
  });

  it('hands the partitions of the dead to the living, who go on at the commit', () => {
    expect([0, 1, 2].map((at) => ownerOf(still, at))).toEqual(['payments-2', 'payments-2', 'payments-2']);
    expect(lag(still)).toBe(4);
    expect(stateOf(still, 0, 0)).toBe('unfinished');
    expect(lag(handleAll(still))).toBe(0);
    expect(kill(still, 'payments-1')).toBe(still);
  });

  it('waits when nobody is left', () => {
    const empty = kill(kill(send(initial), 'payments-1'), 'payments-2');
    expect(handleAll(empty)).toBe(empty);
    expect(ownerOf(empty, 0)).toBeNull();
    expect(lag(handle(send(empty)))).toBe(12);
    expect(lag(handleAll(start(empty, 'payments-3')))).toBe(0);
  });
});

describe('the scenes', () => {
  it('do a record twice when a consumer is killed before the commit', () => {
    const model = scene('kill');
    expect(damage(model)).toEqual({ twice: 1, lost: 0 });
    expect(stateOf(model, 0, 0)).toBe('twice');
  });

  it('recognise it with an inbox', () => {
    const model = scene('inbox');
    expect(damage(model)).toEqual({ twice: 0, lost: 0 });
    expect(model.recognised).toBe(1);
  });

  it('lose it when the commit came first, inbox or not', () => {
    const model = scene('commit-first');
    expect(damage(model)).toEqual({ twice: 0, lost: 1 });
    expect(model.partitions.flat()).toHaveLength(6);
  });

  it('overtake waiting records through a new partition', () => {
    const model = scene('partition');
    expect(model.overtaken).toBe(3);
    expect(damage(model)).toEqual({ twice: 0, lost: 0 });
  });
});

describe('the words', () => {
  it('say what was done and where things stand', () => {
    const after = kill(send(initial), 'payments-1');
    expect(announce(initial, after)).toBe(
      '6 events sent, one for each order. payments-1 is killed in o2.1: after the work, before the commit. Lag 6, done twice 0, never done 0, recognised 0, out of order 0.',
    );
    expect(words({ kind: 'killed', consumer: 'payments-1', record: null, commit: 'after' })).toContain(
      'nothing in hand',
    );
    expect(readings(scene('kill'))).toMatchObject({ lag: '0', twice: '1' });
    expect(duty(after, 'payments-1')).toBe('not running');
  });

  it('note a change of the settings once', () => {
    const changed = configure(initial, { commit: 'before', keepsInbox: true });
    expect(changed.entries.map(words)).toEqual(['Commit before the work, with an inbox']);
    expect(configure(changed, { commit: 'before', keepsInbox: true })).toBe(changed);
  });
});
