/** The words of the figure of the log. */
import { damage, idOf, lag, ownedBy, type Entry, type Model, type RecordState } from './model.ts';

export const stateNames: Record<RecordState, string> = {
  waiting: 'waiting',
  unfinished: 'done, not committed',
  done: 'done',
  twice: 'done twice',
  lost: 'never done',
};

/** What a member of the group is busy with: `reads p0, p2`. */
export function duty(model: Model, consumer: string): string {
  if (!model.consumers.includes(consumer)) return 'not running';
  const owned = ownedBy(model, consumer);
  return owned.length === 0
    ? 'idle: no partition is left'
    : `reads ${owned.map((at) => `p${at}`).join(', ')}`;
}

const handledAs = {
  first: '',
  again: ' a second time: its work is done twice',
  recognised: ' again; the inbox knows it, nothing is done',
  late: ' after a later event of the same order',
};

export function describe(entry: Entry): string {
  switch (entry.kind) {
    case 'sent':
      return `${entry.count} events sent, one for each order`;
    case 'handled':
      return `${entry.consumer} handles ${idOf(entry.record)}${handledAs[entry.as]}`;
    case 'killed': {
      if (entry.record === null) return `${entry.consumer} is killed with nothing in hand`;
      const [done, missing] = entry.commit === 'after' ? ['work', 'commit'] : ['commit', 'work'];
      return `${entry.consumer} is killed in ${idOf(entry.record)}: after the ${done}, before the ${missing}`;
    }
    case 'started':
      return `${entry.consumer} joins the group${entry.idle ? ' and is idle: every partition has an owner' : ''}`;
    case 'partition':
      return `The topic has ${entry.count} partitions; ${entry.moved} of 6 orders now go to another one`;
    case 'settings':
      return `Commit ${entry.commit} the work, ${entry.inbox ? 'with' : 'without'} an inbox`;
  }
}

/** The readings of the figure by the names of their places. */
export function readings(
  model: Model,
): Record<'lag' | 'twice' | 'lost' | 'recognised' | 'overtaken', string> {
  const { twice, lost } = damage(model);
  const { recognised, overtaken } = model;
  return {
    lag: String(lag(model)),
    twice: String(twice),
    lost: String(lost),
    recognised: String(recognised),
    overtaken: String(overtaken),
  };
}

/** What is announced: the latest of what is new, then where things stand. */
export function announce(before: Model, after: Model): string {
  const news = after.entries.slice(before.entries.length).map(describe).slice(-4);
  const { twice, lost } = damage(after);
  return [
    ...news,
    `Lag ${lag(after)}, done twice ${twice}, never done ${lost}, recognised ${after.recognised}, out of order ${after.overtaken}`,
  ]
    .join('. ')
    .concat('.');
}
