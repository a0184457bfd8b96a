/**
 * What makes the course keepable: the list of the files of this build, and the service worker, both written beside
 * the built pages.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { build } from 'esbuild';
import { EDITION_FILE, WORKER_FILE, type Edition, type EditionFile } from '../src/offline/edition.ts';

/** Files that are for hosts and search engines, or that the keeping itself needs from the network. */
const notKept = new RegExp(
  `^(_headers|_redirects|robots\\.txt|sitemap.*\\.xml|social\\.png|${EDITION_FILE}|${WORKER_FILE})$`.replace(
    /\.(json|js)/g,
    '\\.$1',
  ),
);

/** The files of a built site. */
export async function editionOf(dir: string): Promise<Edition> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((name) => !notKept.test(name))
    .sort();
  const files = await Promise.all(
    names.map(async (name): Promise<EditionFile> => {
      const body = await readFile(join(dir, name));
      const sha256 = createHash('sha256').update(body).digest('hex');
      return { path: name.replace(/(^|\/)index\.html$/, '$1'), sha256, bytes: body.length };
    }),
  );
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  return { version, files };
}

/** Writes both. It stands last among the integrations: what is written after it is not kept. */
export function keepable(): AstroIntegration {
  return {
    name: 'split-decision:edition',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        await build({
          entryPoints: [fileURLToPath(new URL('../src/offline/service-worker.ts', import.meta.url))],
          outfile: fileURLToPath(new URL(WORKER_FILE, dir)),
          bundle: true,
          format: 'iife',
          platform: 'browser',
          target: 'es2023',
          minify: true,
          legalComments: 'none',
        });
        const edition = await editionOf(fileURLToPath(dir));
        await writeFile(new URL(EDITION_FILE, dir), JSON.stringify(edition));
        logger.info(`wrote ${EDITION_FILE}: ${edition.files.length} files`);
      },
    },
  };
}
