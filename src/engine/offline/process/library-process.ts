/** The `process` that the built-ins from the polyfill set use among themselves; it stands in for their own. */
import { loop } from './event-loop.ts';

export const p = {
  nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]): void {
    loop.nextTick(args.length === 0 ? callback : () => callback(...args));
  },
  env: {} as Record<string, string>,
  argv: [] as string[],
  execArgv: [] as string[],
  version: 'v24.0.0',
  versions: { node: '24.0.0' },
  platform: 'linux',
  browser: true,
  noDeprecation: true,
  pid: 1,
  cwd: () => '/',
  emitWarning(): void {},
  on(): void {},
  binding(): never {
    throw new Error('process.binding is not available');
  },
};
