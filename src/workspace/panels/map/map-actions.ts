/** What can be done on the map: to a service, and to a link. Each result is announced, each error told in words. */
import type { Session } from '../../state/session.svelte.ts';
import type { View } from '../../state/view.svelte.ts';
import { faultOf, withFault, withoutFault, type FaultType } from './faults.ts';
import type { MapDatabase, MapLink, MapNode } from './map-model.ts';
import { labelOf } from './map-model.ts';
import { faultWords } from './words.ts';

/** What the actions need of the session. */
export type ActingSession = Pick<
  Session,
  'run' | 'live' | 'files' | 'announcer' | 'view' | 'map' | 'requests' | 'data' | 'start'
>;

export interface ItemAction {
  readonly label: string;
  /** What it comes to, where the label leaves that open. */
  readonly note?: string;
  /** The view that it brings to the front. */
  readonly leadsTo?: View;
  readonly run: () => void | Promise<void>;
}

/** What can be done to a service or source as it is now. */
export function actionsOf(session: ActingSession, node: MapNode): ItemAction[] {
  const { run, live, view } = session;
  const { id, label, condition } = node;
  if (!condition) return sourceActions(session, node);
  const files = session.files.current;
  const up = condition.state === 'running' || condition.state === 'starting';
  const actions: ItemAction[] = [];
  if (up) {
    actions.push(
      {
        label: 'Stop',
        note: 'kills its process',
        run: () => attempt(session, () => run.stopService(id), `${label} is stopped.`),
      },
      {
        label: 'Restart',
        run: () => attempt(session, () => run.restartService(id, files), `${label} restarts.`),
      },
    );
  } else if (run.active) {
    actions.push({
      label: 'Start',
      run: () => attempt(session, () => run.startService(id, files), `${label} starts.`),
    });
  } else {
    actions.push({ label: 'Run the lab', run: () => session.start() });
  }
  if (node.port !== null && live.available) {
    actions.push(
      node.paused
        ? {
            label: 'Resume',
            note: 'what waits goes on',
            run: () => attempt(session, () => live.resume(id), `${label} goes on.`),
          }
        : {
            label: 'Pause',
            note: 'every call to it hangs',
            run: () => attempt(session, () => live.pause(id), `${label} is paused: every call to it hangs.`),
          },
    );
  }
  const process = run.processes.find(({ service }) => service === id)?.id ?? id;
  actions.push({ label: 'Open its console', leadsTo: 'console', run: () => view.showConsole(process) });
  if (node.port !== null)
    actions.push({ label: 'Send a request', leadsTo: 'requests', run: () => session.requests.compose(id) });
  return actions;
}

function sourceActions(session: ActingSession, { id }: MapNode): ItemAction[] {
  const { live, view } = session;
  if (id === 'learner')
    return [{ label: 'Send a request', leadsTo: 'requests', run: () => view.show('requests') }];
  const open: ItemAction = {
    label: 'Open the traffic',
    leadsTo: 'traffic',
    run: () => view.show('traffic'),
  };
  return live.traffic?.state === 'running'
    ? [
        {
          label: 'Stop the traffic',
          run: () => attempt(session, () => live.stopTraffic(), 'No more traffic.'),
        },
        open,
      ]
    : [open];
}

/** Where the contents of a database can be seen; it is stopped with its owner. */
export function databaseActions(session: ActingSession, { owner }: MapDatabase): ItemAction[] {
  const { view, data } = session;
  const compared = data.comparisons.filter(({ copies }) => copies.some(({ service }) => service === owner));
  return [
    ...compared.map(({ id, title }): ItemAction => ({
      label: `Compare the copies: ${title}`,
      leadsTo: 'data',
      run() {
        data.chosen = id;
        view.show('data');
      },
    })),
    { label: `Send a request to ${owner}`, leadsTo: 'requests', run: () => session.requests.compose(owner) },
  ];
}

/** `orders → payments` */
export const linkTitle = ({ from, to }: Pick<MapLink, 'from' | 'to'>): string =>
  `${labelOf(from)} → ${labelOf(to)}`;

/** The same to be read aloud. */
export const linkName = ({ from, to }: Pick<MapLink, 'from' | 'to'>): string =>
  `${labelOf(from)} to ${labelOf(to)}`;

/** Puts the fault of the form's fields on a link, in the place of the one of its type. */
export async function putFault(session: ActingSession, link: MapLink): Promise<void> {
  const made = faultOf(session.map.draft);
  if ('problem' in made) return tell(session, made.problem);
  const faults = withFault(link.faults, made.fault);
  await attempt(
    session,
    () => session.live.setFaults(link.from, link.to, faults),
    () => {
      const now = session.live.faults.get(link.id)?.map(faultWords).join(' and ') ?? 'no fault';
      return `${linkName(link)}: ${now}.`;
    },
  );
}

export function removeFault(session: ActingSession, link: MapLink, type: FaultType): Promise<void> {
  const faults = withoutFault(link.faults, type);
  return attempt(
    session,
    () => session.live.setFaults(link.from, link.to, faults),
    `${linkName(link)}: the ${type} is gone.`,
  );
}

/** Takes every fault off every link, and resumes what is paused. */
export function restoreAll(session: ActingSession): Promise<void> {
  const { live } = session;
  return attempt(
    session,
    async () => {
      for (const id of live.faults.keys()) {
        const [from, to] = id.split('->');
        if (from !== undefined && to !== undefined) await live.setFaults(from, to, []);
      }
      for (const service of live.paused) await live.resume(service);
    },
    'All links are restored.',
  );
}

async function attempt(
  session: ActingSession,
  act: () => Promise<void>,
  done: string | (() => string),
): Promise<void> {
  session.map.problem = null;
  try {
    await act();
    session.announcer.say(typeof done === 'string' ? done : done());
  } catch (error) {
    tell(session, error instanceof Error ? error.message : String(error));
  }
}

function tell(session: ActingSession, problem: string): void {
  session.map.problem = problem;
  session.announcer.say(problem);
}
