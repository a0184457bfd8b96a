/**
 * What the stand-in's page and its host in the test's own process say to each other. The page speaks the vendor's
 * protocol with the real client, and passes each operation on to the host; the host pushes what processes do.
 */
import type { BootOptions } from '@webcontainer/api';

/** How a process is to be started, in the vendor's words. */
export interface RunSpec {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | number | boolean>>;
}

export interface RuntimeInfo {
  readonly path: string;
  readonly cwd: string;
}

export type BuildOptions = Pick<BootOptions, 'workdirName'>;

/** The operations of the host. Bytes travel as base64. */
export interface HostOperations {
  build(options: BuildOptions): Promise<RuntimeInfo>;
  loadFiles(tree: string, mountPoint: string | null): Promise<void>;
  readFile(path: string): Promise<string>;
  writeFile(path: string, data: string): Promise<void>;
  readdir(path: string): Promise<string[]>;
  mkdir(path: string, recursive: boolean): Promise<void>;
  rm(path: string, options: { recursive: boolean; force: boolean }): Promise<void>;
  run(pid: number, spec: RunSpec): Promise<void>;
  write(pid: number, data: string): Promise<void>;
  kill(pid: number): Promise<void>;
  teardown(): Promise<void>;
}

export type HostOperation = keyof HostOperations;

/** The page's call of an operation, as JSON. */
export interface HostCall {
  readonly operation: HostOperation;
  readonly args: readonly unknown[];
}

/** The host's answer, as JSON. */
export type HostAnswer = { readonly result: unknown } | { readonly error: string };

/** What the host tells the page unasked, in order. */
export type HostMessage =
  | { readonly type: 'output'; readonly pid: number; readonly data: string }
  | { readonly type: 'exit'; readonly pid: number; readonly code: number }
  | { readonly type: 'port'; readonly port: number; readonly state: 'open' | 'close'; readonly url: string };

/** Names of what the host puts into the page, and of what the page offers to the host. */
export const HOST_BINDING = '__standInHost';
export const PUSH_FUNCTION = '__standInPush';
