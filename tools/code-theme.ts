/** The two themes of code blocks, made from the site's own colours. */
import { ExpressiveCodeTheme } from 'astro-expressive-code';
import { readTokens } from './tokens.ts';

const scopes: Record<string, string[]> = {
  'code-comment': ['comment', 'punctuation.definition.comment'],
  'code-keyword': ['keyword', 'storage', 'constant.language', 'variable.language', 'keyword.operator.new'],
  'code-string': ['string', 'punctuation.definition.string', 'string.regexp'],
  'code-number': ['constant.numeric'],
  'code-type': [
    'entity.name.type',
    'support.type',
    'support.class',
    'entity.name.class',
    'entity.name.function',
  ],
  'code-ink': ['keyword.operator', 'punctuation', 'meta.brace', 'variable', 'support.variable'],
};

/** Light first: it is the one that a page without a chosen theme begins with. */
export function codeThemes(): ExpressiveCodeTheme[] {
  const tokens = readTokens();
  return (['light', 'dark'] as const).map((type) => {
    const colour = (name: string): string => {
      const found = tokens.get(name);
      if (!found) throw new Error(`src/styles/tokens.css lacks --${name}, which the code theme needs.`);
      return found[type];
    };
    return new ExpressiveCodeTheme({
      name: `split-decision-${type}`,
      type,
      colors: {
        'editor.background': colour('code-paper'),
        'editor.foreground': colour('code-ink'),
        'editor.selectionBackground': colour('code-mark'),
        focusBorder: colour('focus'),
      },
      settings: [
        { settings: { foreground: colour('code-ink'), background: colour('code-paper') } },
        ...Object.entries(scopes).map(([name, scope]) => ({
          scope,
          settings: { foreground: colour(name), fontStyle: '' },
        })),
      ],
    });
  });
}
