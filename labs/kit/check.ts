/**
 * What a lab's checks are written with. A check is one Vitest test with a slug, a title and the place where the
 * lesson teaches it.
 *
 * Whoever runs the checks installs a {@link CheckHost} first: the runner inside an engine, or the lab tool on Node.
 */
import { test } from 'vitest';

import { CheckFailure, describeFailure } from './check-failure.ts';
import type { Failure } from './check-failure.ts';
import { exchangeRecorder } from './check-http.ts';
import type { CheckRequest, CheckResponse, Exchange } from './check-http.ts';

export { CheckFailure } from './check-failure.ts';
export type { CheckRequest, CheckResponse, Exchange } from './check-http.ts';

export interface CheckMeta {
  /** Slug, as the manifest lists it. */
  readonly id: string;
  /** `processes` when the check starts services as processes of their own. */
  readonly type: 'in-process' | 'processes';
  /** What it asks for, in one line. */
  readonly title: string;
  /** Lesson and anchor: `circuit-breaker#window`. */
  readonly lesson: string;
  /** Which of the lab's hints helps. */
  readonly hint: 1 | 2 | 3;
}

/** A service that runs as a process. */
export interface StartedService {
  /** Base URL without a trailing slash. */
  readonly url: string;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Moves the clock of this process; resolves when everything that fell due has run. */
  advance(ms: number): Promise<void>;
}

export interface LabUnderTest {
  /** The learner's files as they were written, TypeScript by path, with the kit. What runs has no types any more. */
  readonly sources: Readonly<Record<string, string>>;
  /**
   * Imports one of the learner's modules, and makes sure that it has these exports.
   * @param path below the lab's root: `orders/circuit-breaker.ts`
   */
  load<M>(path: string, ...exports: (keyof M & string)[]): Promise<M>;
  /**
   * Starts a service of the manifest with a manual clock and waits until it listens. It is killed when the check
   * ends. A run may start {@link maxStarts} processes.
   */
  start(service: string, options?: { env?: Readonly<Record<string, string>> }): Promise<StartedService>;
  /** Sends a request. The last exchange is shown beside the check if it fails. */
  request(url: string, request?: CheckRequest): Promise<CheckResponse>;
}

/** What the machine around the checks does for them. */
export interface CheckHost {
  load(path: string): Promise<unknown>;
  start(service: string, env: Readonly<Record<string, string>>): Promise<StartedService>;
}

/** The last resort against a check that never ends, in milliseconds. Whoever runs the checks may be less patient. */
const timeouts = { 'in-process': 6_000, processes: 60_000 };

/** How many processes the checks of one lab may start in a run. */
export const maxStarts = 8;

declare module 'vitest' {
  interface TaskMeta {
    check?: CheckMeta;
    /** Absent when the check passed, or never came to an end. */
    failure?: Failure;
    exchange?: Exchange;
  }
}

let host: CheckHost | undefined;
let sources: LabUnderTest['sources'] | undefined;
let starts = 0;

/** Says who loads modules and starts services. Call it before the first check runs. */
export function setCheckHost(next: CheckHost): void {
  host = next;
  starts = 0;
}

/** Says what the files were before their types were erased. Call it before any of the learner's modules is loaded. */
export function setSources(files: LabUnderTest['sources']): void {
  sources = files;
}

/** Declares a check. */
export function check(meta: CheckMeta, body: (lab: LabUnderTest) => Promise<void> | void): void {
  test(meta.id, { meta: { check: meta }, timeout: timeouts[meta.type] }, async ({ task }) => {
    const running: StartedService[] = [];
    const record = exchangeRecorder((exchange) => {
      task.meta.exchange = exchange;
    });
    try {
      await body({
        get sources() {
          if (!sources)
            throw new Error('The sources are not there. Whoever runs the checks must hand them in.');
          return sources;
        },
        load,
        start: async (service, options) => {
          const started = await start(service, options?.env ?? {});
          running.push(started);
          return started;
        },
        request: record,
      });
    } catch (error) {
      task.meta.failure = describeFailure(error);
      throw error;
    } finally {
      await Promise.all(running.map((each) => each.kill()));
    }
  });
}

async function load<M>(path: string, ...exports: (keyof M & string)[]): Promise<M> {
  const module = await required()
    .load(path)
    .catch((error: unknown) => {
      throw new CheckFailure(`${path} can be imported`, describeFailure(error).actual, error);
    });
  const names = Object.keys(Object(module));
  const missing = exports.filter((each) => !names.includes(each));
  if (missing.length > 0) {
    const found = names.length > 0 ? `it exports ${names.join(', ')}` : 'it exports nothing';
    throw new CheckFailure(`${path} exports ${missing.join(', ')}`, found);
  }
  // The exports are there; that they have the types of the starter is what the checks are about to find out.
  return module as M;
}

async function start(service: string, env: Readonly<Record<string, string>>): Promise<StartedService> {
  starts += 1;
  if (starts > maxStarts)
    throw new Error(`The checks of a lab may start ${maxStarts} processes. Start fewer.`);
  try {
    return await required().start(service, { LAB_CLOCK: 'manual', ...env });
  } catch (error) {
    throw new CheckFailure(`the service ${service} starts`, describeFailure(error).actual, error);
  }
}

function required(): CheckHost {
  if (!host)
    throw new Error('No host was set. Run the checks with the lab tool: node tools/lab.ts check <lab>.');
  return host;
}
