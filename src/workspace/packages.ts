/** The npm packages that a lab imports, brought into every machine before anything else. */
import type { Engine, FileTree } from '../engine/contract.ts';
import type { Outside } from './outside.ts';

/** Addresses by the path at which a machine has the file: `node_modules/sql.js/index.js`. */
export type PackageUrls = Readonly<Record<string, string>>;

/** The same, but its engines give machines that have the packages. */
export function withPackages(outside: Outside, urls: PackageUrls): Outside {
  return {
    ...outside,
    chooseEngine: async (options) => {
      const chosen = await outside.chooseEngine(options);
      return { ...chosen, engine: engineWithPackages(chosen.engine, urls) };
    },
  };
}

/** The same engine, whose machines have the packages. They are fetched once, with the first machine. */
export function engineWithPackages(engine: Engine, urls: PackageUrls): Engine {
  if (Object.keys(urls).length === 0) return engine;
  let files: Promise<FileTree> | undefined;
  return {
    kind: engine.kind,
    teardown: () => engine.teardown(),
    machine: async () => {
      files ??= fetchPackages(urls);
      const tree = await files.catch((error: unknown) => {
        // The next machine is to try again.
        files = undefined;
        throw error;
      });
      const machine = await engine.machine();
      await machine.mount(tree);
      return machine;
    },
  };
}

/** All files of the packages, by their paths. */
export async function fetchPackages(urls: PackageUrls): Promise<Readonly<Record<string, Uint8Array>>> {
  const fetched = Object.entries(urls).map(async ([path, url]) => {
    const response = await fetch(url);
    if (!response.ok)
      throw new Error(`the server answered ${response.status} for ${url}. Try again in a moment.`);
    return [path, new Uint8Array(await response.arrayBuffer())] as const;
  });
  return Object.fromEntries(await Promise.all(fetched));
}
