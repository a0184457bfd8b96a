/**
 * Stands in for the vendor's remote page, so that the real client of WebContainer can be tested where its runtime is
 * out of reach: Playwright serves a page of ours at the vendor's address, and real Node processes do the work. Ports
 * are real ports of this machine, so tests that use it run one after another.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BrowserContext, Frame, Route } from 'playwright';
import { ContainerHost } from './host.ts';
import { HOST_BINDING, PUSH_FUNCTION, type HostAnswer, type HostCall, type HostMessage } from './protocol.ts';

/**
 * How the vendor behaves: `ok`; `404` answers with an error page; `blocked` fails the request, as a content blocker
 * does; `silent` never answers; `dies-midway` has its page report and then answers no call, also when set later on.
 */
export type StandInMode = 'ok' | '404' | 'blocked' | 'silent' | 'dies-midway';

export interface StandInOptions {
  readonly mode?: StandInMode;
  /** Cuts all output into pieces of this many bytes. */
  readonly cutEvery?: number;
  /** Shows input in the output, as a terminal does. */
  readonly echo?: boolean;
}

export interface StandIn {
  /** May be changed at any time. */
  mode: StandInMode;
  /** Addresses that were asked for at the vendor's, in order. */
  readonly requests: readonly URL[];
  /** How many processes are alive. */
  readonly processCount: number;
  /** Ends all processes and removes all files. */
  close(): Promise<void>;
}

const vendor = 'stackblitz.com';
const beside = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [beside('page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
  });
  return outputFiles[0]?.text ?? '';
}

/** Sends messages to the page in order, all that have gathered at a time. */
class Pusher {
  frame: Frame | null = null;
  #queue: HostMessage[] = [];
  #busy = false;

  readonly push = (message: HostMessage): void => {
    this.#queue.push(message);
    if (!this.#busy) void this.#flush();
  };

  async #flush(): Promise<void> {
    this.#busy = true;
    try {
      while (this.#queue.length > 0) {
        const messages = this.#queue;
        this.#queue = [];
        await this.frame?.evaluate(
          ({ name, batch }) => (Reflect.get(globalThis, name) as (batch: HostMessage[]) => void)(batch),
          { name: PUSH_FUNCTION, batch: messages },
        );
      }
    } catch {
      // The page has gone, and with it whoever would want to know.
    } finally {
      this.#busy = false;
    }
  }
}

/** Serves the stand-in in all pages of a browser context. The caller closes it. */
export async function installStandIn(
  context: BrowserContext,
  options: StandInOptions = {},
): Promise<StandIn> {
  const folder = await mkdtemp(join(tmpdir(), 'webcontainer-standin-reporter-'));
  const reporter = join(folder, 'port-reporter.mjs');
  const [script] = await Promise.all([
    bundlePage(),
    build({
      entryPoints: [beside('port-reporter.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: reporter,
    }),
  ]);
  const pusher = new Pusher();
  const { cutEvery = null, echo = false } = options;
  const host = new ContainerHost({ reporter, cutEvery, echo }, pusher.push);
  const requests: URL[] = [];
  const standIn = {
    mode: options.mode ?? 'ok',
    requests,
    get processCount(): number {
      return host.processCount;
    },
    close: async (): Promise<void> => {
      await host.teardown();
      await rm(folder, { recursive: true, force: true });
    },
  };

  const answer = async ({ operation, args }: HostCall): Promise<HostAnswer> => {
    if (standIn.mode === 'dies-midway') return new Promise(() => {});
    try {
      // The page calls operations with their own arguments only; it is built from the same types.
      const perform = host[operation].bind(host) as (...args: readonly unknown[]) => Promise<unknown>;
      return { result: (await perform(...args)) ?? null };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };

  await context.exposeBinding(HOST_BINDING, async ({ frame }, call: string) => {
    pusher.frame = frame;
    return JSON.stringify(await answer(JSON.parse(call) as HostCall));
  });

  await context.route(
    (url) => url.hostname === vendor,
    async (route: Route) => {
      const url = new URL(route.request().url());
      requests.push(url);
      // Left without an answer; the route ends with its page.
      if (standIn.mode === 'silent') return;
      if (standIn.mode === 'blocked') return route.abort('blockedbyclient');
      const isRuntime = standIn.mode !== '404' && url.pathname === '/headless';
      await route.fulfill({
        status: isRuntime ? 200 : 404,
        contentType: 'text/html',
        headers: {
          'cross-origin-resource-policy': 'cross-origin',
          'cross-origin-embedder-policy': url.searchParams.get('coep') ?? 'require-corp',
        },
        body: isRuntime
          ? `<!doctype html><script>${script.replaceAll('</script', String.raw`<\/script`)}</script>`
          : '<!doctype html>Not Found',
      });
    },
  );
  return standIn;
}
