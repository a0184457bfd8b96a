/** A page with both engines and grading in it, and the stand-in for the vendor behind it. */
import type { Page } from 'playwright';
import { vendoredPackages } from '../../../tools/bundle-vendor.ts';
import { launchBrowser } from '../browser.ts';
import { installStandIn, type StandIn } from './index.ts';
import { serveSite } from './site.ts';

export interface EnginesPage {
  readonly page: Page;
  readonly standIn: StandIn;
  close(): Promise<void>;
}

/** Opens it in a browser of its own. The caller closes it. */
export async function openEngines(): Promise<EnginesPage> {
  const [browser, site] = await Promise.all([
    launchBrowser(),
    serveSite({ entry: 'engines', packages: vendoredPackages }),
  ]);
  const context = await browser.newContext();
  const standIn = await installStandIn(context);
  const page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'engines' in globalThis);
  return {
    page,
    standIn,
    close: async () => {
      await browser.close();
      await standIn.close();
      await site.close();
    },
  };
}
