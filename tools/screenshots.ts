/**
 * Makes the pictures of the README from the built site, in a browser that reaches no other host.
 *
 *     npm run screenshots
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isolatedContext, LabScreen } from '../tests/e2e/lab-support.ts';
import { launchBrowser } from '../tests/support/browser.ts';
import { closeSite } from '../tests/support/site.ts';

const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
mkdirSync(folder, { recursive: true });

const browser = await launchBrowser();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await isolatedContext(browser, { colorScheme });
    const lab = await LabScreen.open(context, 'circuit-breaker');
    await lab.run();
    await lab.says(/order 3: 201/);
    await lab.button('Stop payments').click();
    await lab.says(/order \d+: 5\d\d/);
    await lab.check();
    await lab.page.screenshot({ path: `${folder}lab-circuit-breaker-${colorScheme}.png` });
    await context.close();
  }
} finally {
  await browser.close();
  await closeSite();
}
