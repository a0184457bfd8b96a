/**
 * Writes the search index beside the built pages, with pagefind. Only what a reader may find goes in: lessons, the
 * briefs of labs, the glossary and the questions; never checks, solutions or model answers. The parts of a page that
 * are searched are marked in it by `data-pagefind-body` and `data-pagefind-ignore`.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type CustomRecord, type PagefindIndex } from 'pagefind';
import * as z from 'zod';
import { termSchema } from '../src/content/term.ts';

/** Pages that are searched as they stand: a lesson or a lab, with a slug. */
const searched = /^(lessons|labs)\/[^/]+\/$/;
/** What a figure or a heading offers to click on is no text to be found. */
const excluded = ['svg', 'button', 'fieldset', 'label', '.self', '.expressive-code', '.scriptless'];

const unused = /pagefind-(ui|modular-ui|component-ui|highlight)\./;

const question = z.object({ id: z.string(), title: z.string(), prompt: z.string() });

export function searchIndex(): AstroIntegration {
  return {
    name: 'split-decision:search-index',
    hooks: {
      'astro:build:done': async ({ dir, pages, logger }) => {
        const paths = new Set(pages.map(({ pathname }) => pathname));
        const { index, errors } = await createIndex({ excludeSelectors: excluded });
        if (!index) throw new Error(`pagefind made no index: ${errors.join(', ')}`);
        try {
          for (const path of [...paths].filter((each) => searched.test(each))) {
            const content = await readFile(new URL(`${path}index.html`, dir), 'utf8');
            refuse(await index.addHTMLFile({ url: `/${path}`, content }));
          }
          for (const record of [...(await terms(paths)), ...(await questions(paths))]) {
            await addRecord(index, record);
          }
          await write(index, new URL('pagefind/', dir));
        } finally {
          await close();
        }
        logger.info('wrote the search index');
      },
    },
  };
}

async function addRecord(index: PagefindIndex, record: Omit<CustomRecord, 'language'>): Promise<void> {
  refuse(await index.addCustomRecord({ ...record, language: 'en' }));
}

async function entries(folder: string): Promise<{ id: string; value: unknown }[]> {
  const address = new URL(`../src/content/${folder}/`, import.meta.url);
  const names = (await readdir(address)).filter((name) => name.endsWith('.json'));
  return Promise.all(
    names.map(async (name) => ({
      id: name.slice(0, -'.json'.length),
      value: JSON.parse(await readFile(new URL(name, address), 'utf8')),
    })),
  );
}

async function terms(paths: ReadonlySet<string>): Promise<Omit<CustomRecord, 'language'>[]> {
  if (!paths.has('glossary/')) return [];
  return (await entries('glossary')).map(({ id, value }) => {
    const { term, also, definition } = termSchema.parse(value);
    const content = also.length > 0 ? `${definition} (${also.join(', ')})` : definition;
    return { url: `/glossary/#${id}`, content, meta: { title: term } };
  });
}

/** The questions as they are asked; their answers are for the practice page to show. */
async function questions(paths: ReadonlySet<string>): Promise<Omit<CustomRecord, 'language'>[]> {
  const all = (await entries('questions')).map(({ value }) => question.parse(value));
  return all
    .filter(({ id }) => paths.has(`practice/${id}/`))
    .map(({ id, title, prompt }) => ({
      url: `/practice/${id}/`,
      content: `${title}. ${prompt}`,
      meta: { title },
    }));
}

/** Writes what our own dialog needs; pagefind's ready-made interfaces are left out. */
async function write(index: PagefindIndex, folder: URL): Promise<void> {
  const { files, ...result } = await index.getFiles();
  refuse(result);
  for (const { path, content } of files.filter((file) => !unused.test(file.path))) {
    const target = new URL(path, folder);
    await mkdir(new URL('.', target), { recursive: true });
    await writeFile(target, content);
  }
}

function refuse({ errors }: { errors: string[] }): void {
  if (errors.length > 0) throw new Error(`pagefind: ${errors.join(', ')}`);
}
