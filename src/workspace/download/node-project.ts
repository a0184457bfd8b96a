/** A lab as a folder that runs on the learner's own Node: their sources as they are, and a script that starts all. */
import type { LabManifest } from '../../../labs/kit/manifest.ts';
import type { TextFiles } from '../../progress/changes.ts';
// oxlint-disable-next-line import/default -- Vite makes the default export of `?raw`.
import runScript from './run.mjs?raw';
import { zip, type ZipEntries } from './zip.ts';

/** The oldest Node that runs TypeScript without a flag. */
const node = '>=22.18';

/**
 * The files of the folder.
 * @param sources the learner's tree, with the kit and package.json.
 * @param packages what the lab imports from npm, by path below the folder, so that nothing has to be installed.
 */
export function nodeProject(
  manifest: Pick<LabManifest, 'slug' | 'title' | 'services' | 'links'>,
  sources: TextFiles,
  packages: ZipEntries = {},
): ZipEntries {
  const { slug, services, links } = manifest;
  const { imports, type } = JSON.parse(sources['package.json'] ?? '{}') as Record<string, unknown>;
  return {
    ...sources,
    ...packages,
    'package.json': json({
      name: slug,
      private: true,
      type,
      engines: { node },
      scripts: { start: 'node run.mjs' },
      imports,
    }),
    'lab.json': json({
      services: services.map(({ name, entry, port, replicas, env }) => ({
        name,
        entry,
        port,
        replicas,
        env,
      })),
      links,
    }),
    'run.mjs': runScript,
    'README.md': readme(manifest),
  };
}

/** The folder as a zip archive, in which everything is below one folder named after the lab. */
export function projectArchive(slug: string, files: ZipEntries): Uint8Array<ArrayBuffer> {
  return zip(
    Object.fromEntries(Object.entries(files).map(([path, content]) => [`${slug}/${path}`, content])),
  );
}

function readme({ title, services }: Pick<LabManifest, 'title' | 'services'>): string {
  const listening = services.flatMap(({ name, port }) => (port === undefined ? [] : [`${name} on ${port}`]));
  return `# ${title}

Run all services with \`node run.mjs\` (Node 22.18 or newer; nothing to install). They listen on 127.0.0.1: ${listening.join(', ')}.
To move one to another port: \`node run.mjs --port ${services.find(({ port }) => port !== undefined)?.name ?? 'orders'}=4003\`. End them with Ctrl C.
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
