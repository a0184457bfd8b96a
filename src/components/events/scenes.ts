/** Scenes worth looking at, played on the model. */
import {
  addPartition,
  configure,
  handle,
  handleAll,
  initial,
  kill,
  send,
  start,
  type Model,
} from './model.ts';

const killed = (model: Model): Model => handleAll(kill(handle(send(model)), 'payments-1'));

export const scenes = [
  {
    id: 'kill',
    label: 'Killed between work and commit',
    play: (): Model => killed(initial),
  },
  {
    id: 'inbox',
    label: 'The same with an inbox',
    play: (): Model => killed(configure(initial, { commit: 'after', keepsInbox: true })),
  },
  {
    id: 'commit-first',
    label: 'The same, committed first',
    play: (): Model => killed(configure(initial, { commit: 'before', keepsInbox: true })),
  },
  {
    id: 'partition',
    label: 'A partition more while records wait',
    play: (): Model => {
      const waiting = addPartition(send(send(initial)));
      return handleAll(start(start(send(waiting), 'payments-3'), 'payments-4'));
    },
  },
] as const;

/** What stands on the page before anybody touches it: the moment after a kill. */
export const still: Model = kill(handle(send(initial)), 'payments-1');
