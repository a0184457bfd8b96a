/** A page with the offline engine in it, in which attempts to bring it down are made. */
import { fileURLToPath } from 'node:url';
import { bundleOfflineEngine } from '../../../tools/bundle-offline-engine.ts';
import { launchBrowser } from '../browser.ts';
import { openFixtureSite } from '../fixture-site.ts';
import type { DenialCase } from './denial-case.ts';
import type { Outcome } from './ordeal.ts';

export interface Arena {
  undergo(attempt: DenialCase): Promise<Outcome>;
  /** What the page has asked its server for since it was opened. */
  readonly requests: readonly string[];
  /** Errors that no code of the page caught. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export async function openArena(): Promise<Arena> {
  await bundleOfflineEngine();
  const root = fileURLToPath(new URL('../../conformance/fixture', import.meta.url));
  const [site, browser] = await Promise.all([openFixtureSite(root), launchBrowser()]);
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(site.url);
  await page.waitForFunction(() => globalThis.fixture !== undefined);
  return {
    undergo: (attempt) => page.evaluate((given) => globalThis.fixture!.undergo(given), attempt), // it was waited for
    requests: site.requests,
    errors,
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}
