/**
 * Makes the first use of each glossary term in a lesson a link to its entry, which carries the definition for the note
 * that appears on hover and focus (src/components/glossary/notes.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';
import { createTermFinder, type TermEntry } from '../src/components/glossary/find-terms.ts';
import { termSchema } from '../src/content/term.ts';

type MdastPlugin = NonNullable<SatteriProcessorOptions['mdastPlugins']>[number];

const folder = new URL('../src/content/glossary/', import.meta.url);
/** Text in these is no running text: a link in a link, or a heading that is a link target, would only confuse. */
const leftAlone = new Set(['heading', 'link', 'linkReference', 'tableCell', 'definition']);

function readTerms(): TermEntry[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      id: basename(name, '.json'),
      ...termSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))),
    }));
}

/**
 * The plugin for the Markdown pipeline.
 * @param base path under which the site is served.
 */
export function explainTerms(base: string): MdastPlugin {
  const terms = readTerms().filter(({ note }) => note);
  const glossary = `${base.replace(/\/$/, '')}/glossary/`;
  return ({ fileURL }) => {
    const path = fileURL ? fileURLToPath(fileURL) : '';
    if (!/[\\/]content[\\/]lessons[\\/]/.test(path)) return null;
    const lesson = basename(path, '.mdx');
    // What a lesson is about, it explains itself.
    const find = createTermFinder(terms.filter(({ taught }) => taught[0]?.split('#')[0] !== lesson));
    return {
      name: 'explain-terms',
      text(node, context) {
        let above: ReturnType<typeof context.parent> = context.parent(node);
        while (above && above.type !== 'root') {
          if (leftAlone.has(above.type)) return;
          above = context.parent(above);
        }
        const stretches = find(node.value);
        if (stretches.every(({ term }) => !term)) return;
        context.replaceNode(
          node,
          stretches.map(({ text, term }) =>
            term
              ? {
                  type: 'mdxJsxTextElement' as const,
                  name: 'a',
                  attributes: Object.entries({
                    class: 'term',
                    href: `${glossary}#${term.id}`,
                    'data-definition': term.definition,
                  }).map(([name, value]) => ({ type: 'mdxJsxAttribute' as const, name, value })),
                  children: [{ type: 'text' as const, value: text }],
                }
              : { type: 'text' as const, value: text },
          ),
        );
      },
    };
  };
}
