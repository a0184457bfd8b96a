/** The settings with which the bundled Vitest runs: one file, in order, no retries, no snapshots on disk. */

/** Vitest's own limit for a check. The runner's limits are shorter and say more; this one only ends what they miss. */
const lastResortMs = 120_000;

const noSnapshots = {
  updateSnapshot: 'none',
  expand: false,
  snapshotEnvironment: {
    getVersion: () => '1',
    getHeader: () => '',
    resolvePath: async (file: string) => `${file}.snap`,
    resolveRawPath: async (_file: string, path: string) => path,
    saveSnapshotFile: async () => {},
    readSnapshotFile: async () => null,
    removeSnapshotFile: async () => {},
  },
};

export const config = {
  root: '/',
  name: '',
  testTimeout: lastResortMs,
  hookTimeout: lastResortMs,
  sequence: { shuffle: false, concurrent: false, seed: 1, hooks: 'stack', setupFiles: 'list' },
  retry: 0,
  maxConcurrency: 1,
  chaiConfig: {},
  expect: {},
  fakeTimers: { loopLimit: 10_000, shouldClearNativeTimers: true },
  snapshotOptions: noSnapshots,
  experimental: { viteModuleRunner: true, importDurations: { limit: 0, print: false } },
  env: {},
  defines: {},
  globals: false,
  passWithNoTests: false,
  allowOnly: false,
  isolate: true,
  setupFiles: [],
  includeTaskLocation: false,
  typecheck: {},
  benchmark: {},
  tags: [],
  tagsFilter: [],
  bail: 0,
  mockReset: false,
  clearMocks: false,
  restoreMocks: false,
  unstubEnvs: false,
  unstubGlobals: false,
};

/** Calls to the process that Vitest's workers talk to: there is none here, so each one just resolves. */
const silentRpc = new Proxy(
  {},
  {
    get: (_target, method) =>
      method === 'then' ? undefined : Object.assign(async () => {}, { asEvent: () => {} }),
  },
);

/** What Vitest expects to find as the state of its worker. */
export const workerState = {
  ctx: { pool: 'threads' },
  config,
  rpc: silentRpc,
  environment: { name: 'node' },
  evaluatedModules: { idToModuleMap: new Map(), getModuleById: () => undefined, invalidateModule() {} },
  resolvingModules: new Set(),
  moduleExecutionInfo: new Map(),
  metaEnv: {},
  providedContext: {},
  current: undefined,
  filepath: '',
  durations: { environment: 0, prepare: 0 },
  onCancel() {},
  onCleanup() {},
  onFilterStackTrace: (stack: string) => stack,
};
