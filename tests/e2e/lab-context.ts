/** Apart from lab-support.ts, which also runs where Vitest does not. */
import type { Browser, BrowserContext } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser, type LaunchOptions } from '../support/browser.ts';
import { closeSite } from '../support/site.ts';
import { isolatedContext, type OpenLabOptions } from './lab-support.ts';

export interface Contexts {
  /** A learner's browser, closed after the test that opened it. */
  forTest(options?: OpenLabOptions): Promise<BrowserContext>;
  /** The same for all tests of a group, opened before them: it is there until the last test of the file has run. */
  forGroup(options?: OpenLabOptions): Promise<BrowserContext>;
}

/** Opens one browser for the tests of the file that calls this, and isolated contexts in it. */
export function labContexts(options: LaunchOptions = {}): Contexts {
  let browser: Browser;
  const ofTest: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await launchBrowser(options);
  });
  afterAll(async () => {
    await browser?.close();
    await closeSite();
  });
  afterEach(async () => {
    for (const context of ofTest.splice(0)) await context.close();
  });
  return {
    forTest: async (each) => {
      const context = await isolatedContext(browser, each);
      ofTest.push(context);
      return context;
    },
    forGroup: (each) => isolatedContext(browser, each),
  };
}

/**
 * The same with a context for each test.
 * @returns gives the context of the test that runs
 */
export function contextForEach(options: LaunchOptions = {}): () => BrowserContext {
  const contexts = labContexts(options);
  let context: BrowserContext;
  beforeEach(async () => {
    context = await contexts.forTest();
  });
  return () => context;
}
