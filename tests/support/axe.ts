import axeCore from 'axe-core';
import type { Page } from 'playwright';

/** What axe finds on the page as it stands, as rule and place. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated rather than added as a script tag, which the content security policy refuses.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    // axe-core puts itself there.
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const { violations: found } = await axe.run(document, { resultTypes: ['violations'] });
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, target }) => `${id}: ${target.join(' ')} ${html}`),
    );
  });
}

/** The same in light and then in dark, in which the page is left. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await violations(page)).map((each) => `${colorScheme}: ${each}`));
  }
  return found;
}
