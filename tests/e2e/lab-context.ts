/** Apart from lab-support.ts, which also runs where Vitest does not. */
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser, type LaunchOptions } from '../support/browser.ts';
import { closeSite } from '../support/site.ts';
import { isolatedContext } from './lab-support.ts';

/**
 * Opens one browser for the tests of the file that calls this, and an isolated context for each of them.
 * @returns gives the context of the test that runs
 */
export function contextForEach(options: LaunchOptions = {}): () => BrowserContext {
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    browser = await launchBrowser(options);
  });
  afterAll(async () => {
    await browser?.close();
    await closeSite();
  });
  beforeEach(async () => {
    context = await isolatedContext(browser);
  });
  afterEach(() => context.close());
  return () => context;
}
