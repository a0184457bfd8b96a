/**
 * Expressive Code makes each block that is wider than the page a landmark without a name, and two of them on one page are
 * more than a screen reader can tell apart. A group can be reached and scrolled by keyboard just as well, and is no
 * landmark. Its script takes both attributes off where nothing has to be scrolled.
 */
import { definePlugin } from 'astro-expressive-code';
import { select, setProperty } from 'astro-expressive-code/hast';

export function scrollableCode(): ReturnType<typeof definePlugin> {
  return definePlugin({
    name: 'scrollable-code',
    hooks: {
      postprocessRenderedBlock: ({ renderData }) => {
        const pre = select('pre', renderData.blockAst);
        if (!pre) return;
        setProperty(pre, 'tabindex', '0');
        setProperty(pre, 'role', 'group');
      },
    },
  });
}
