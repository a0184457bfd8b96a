/**
 * Types of Node for the editor: the modules that labs use, and what those need, from @types/node as it is, and the
 * database's. A chunk of its own, loaded after the editor is usable.
 */
const modules = import.meta.glob<string>(
  [
    '/node_modules/@types/node/web-globals/*.d.ts',
    '/node_modules/@types/node/{assert,buffer,buffer.buffer,console,crypto,dns,events,globals,globals.typedarray,http,net,path,perf_hooks,process,stream,string_decoder,timers,tty,url,util}.d.ts',
    '/node_modules/@types/node/{stream,timers,fs}/promises.d.ts',
    '/node_modules/@types/node/stream/{web,consumers}.d.ts',
    '/node_modules/undici-types/*.d.ts',
    '/node_modules/@types/{sql.js,emscripten}/index.d.ts',
  ],
  { eager: true, query: '?raw', import: 'default' },
);

/** What a learner may read in the checks after a pass: enough of Vitest to follow them. */
const vitest = `declare module 'vitest' {
  export function test(name: string, body: () => void | Promise<void>): void;
  export const it: typeof test;
  export function describe(name: string, body: () => void): void;
  export function beforeEach(body: () => void | Promise<void>): void;
  export function afterEach(body: () => void | Promise<void>): void;
  export interface Matchers {
    readonly not: Matchers;
    readonly resolves: Matchers;
    readonly rejects: Matchers;
    toBe(expected: unknown): void;
    toEqual(expected: unknown): void;
    toMatchObject(expected: object): void;
    toContain(expected: unknown): void;
    toHaveLength(length: number): void;
    toThrow(expected?: string | RegExp): void;
    toBeLessThan(limit: number): void;
    toBeGreaterThan(limit: number): void;
  }
  export function expect(actual: unknown, message?: string): Matchers;
}`;

/** The declarations with the addresses under which the editor's TypeScript looks for them. */
export const libraries: readonly { filePath: string; content: string }[] = [
  ...Object.entries(modules).map(([path, content]) => ({ filePath: `file://${path}`, content })),
  { filePath: 'file:///node_modules/vitest/index.d.ts', content: vitest },
];
