/** What checks may ask for: modules of the learner's, and services in processes of their own. */
import type { Answer, Order, Started } from '../protocol.ts';
import { Limit, seconds } from './limit.ts';
import { bare, existsSync, NativeError, NativePromise } from './originals.ts';
import { tell } from './tell.ts';

/** As `setCheckHost` of labs/kit/check.ts takes it. */
export interface CheckHost {
  load(path: string): Promise<unknown>;
  start(service: string, env: Record<string, string>): Promise<RunningService>;
}

export interface RunningService {
  readonly url: string;
  kill(): Promise<void>;
  advance(ms: number): Promise<void>;
}

export interface EngineHost extends CheckHost {
  /** Settles the request that an answer of the page belongs to. */
  answer(answer: Answer): void;
  /** Kills what the check that just ended has left running. */
  killAll(): Promise<void>;
}

type Request =
  | { type: 'start'; service: string; env: Record<string, string> }
  | { type: 'kill'; instance: number }
  | { type: 'advance'; instance: number; ms: number };

const compiled = (path: string): string => path.replace(/\.ts$/, '.js');

function notLoaded(message: string): Error {
  const error = new NativeError(message);
  error.name = 'Not loaded';
  return error;
}

/**
 * @param root path of the machine's root folder, with the slash at the end
 * @param importBelowRoot imports a module by its path below the root
 * @param onAsking told when the page is asked for something, and when nothing it was asked for is outstanding
 */
export function engineHost(
  order: Pick<Order, 'broken' | 'limits'>,
  root: string,
  importBelowRoot: (path: string) => Promise<unknown>,
  onAsking: (asking: boolean) => void,
): EngineHost {
  const broken = Object.assign(bare<string>(), order.broken);
  const waiting = bare<(answer: Answer) => void>();
  let running: RunningService[] = [];
  let lastId = 0;
  let outstanding = 0;

  function ask(request: Request): Promise<Started | undefined> {
    lastId += 1;
    const id = lastId;
    return new NativePromise((resolve, reject) => {
      waiting[id] = (answer) => {
        delete waiting[id];
        outstanding -= 1;
        if (outstanding === 0) onAsking(false);
        if (answer.ok) resolve(answer.started);
        else reject(new NativeError(answer.message));
      };
      outstanding += 1;
      onAsking(true);
      tell({ ...request, id });
    });
  }

  async function load(path: string): Promise<unknown> {
    const known = broken[path];
    if (known !== undefined) throw notLoaded(known);
    const file = compiled(path);
    if (!existsSync(root + file)) throw notLoaded(`there is no file ${path}`);
    tell({ type: 'loading', path });
    const late = (): Error => {
      const reason = `${path} did not finish loading within ${seconds(order.limits.loadMs)}: does it, or a module it imports, await something that never comes?`;
      broken[path] = reason;
      return notLoaded(reason);
    };
    const loaded = await new Limit(order.limits.loadMs, late).of(() => importBelowRoot(file));
    tell({ type: 'loaded', path });
    return loaded;
  }

  async function start(service: string, env: Record<string, string>): Promise<RunningService> {
    const started = await ask({ type: 'start', service, env });
    if (!started) throw new NativeError(`The service ${service} did not start.`);
    const { instance, url } = started;
    const handle: RunningService = {
      url,
      async kill() {
        running = running.filter((each) => each !== handle);
        await ask({ type: 'kill', instance });
      },
      async advance(ms) {
        await ask({ type: 'advance', instance, ms });
      },
    };
    running.push(handle);
    return handle;
  }

  return {
    load,
    start,
    answer: (answer) => waiting[answer.id]?.(answer),
    async killAll() {
      await NativePromise.allSettled(running.map((service) => service.kill()));
    },
  };
}
