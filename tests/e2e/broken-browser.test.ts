/** Browsers that lack something: each says what, in its own words, and the brief can be read all the same. */
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { closeSite, siteUrl } from '../support/site.ts';
import { isolatedContext } from './lab-support.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await closeSite();
});

const cases: readonly { name: string; breaks: () => void; says: RegExp }[] = [
  {
    name: 'workers are blocked',
    breaks: () => {
      const construct = (): never => {
        throw new DOMException('blocked', 'SecurityError');
      };
      Object.defineProperty(globalThis, 'Worker', { value: new Proxy(Worker, { construct }) });
    },
    says: /did not start a worker for the lab.*allow workers for this site/s,
  },
  {
    name: 'there is no WebAssembly',
    breaks: () => void Object.defineProperty(globalThis, 'WebAssembly', { value: undefined }),
    says: /cannot run labs: it lacks WebAssembly\..*Use a current Chrome/s,
  },
  {
    name: 'it is too old',
    breaks: () => {
      Reflect.deleteProperty(Promise, 'withResolvers');
      Reflect.deleteProperty(AbortSignal, 'any');
    },
    says: /cannot run labs: it lacks Promise\.withResolvers, AbortSignal\.any\./,
  },
  {
    name: 'nothing may be stored',
    breaks: () => {
      for (const name of ['indexedDB', 'localStorage']) {
        Object.defineProperty(globalThis, name, {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
      }
    },
    says: /does not let the page store anything.*copy what you want to keep/s,
  },
];

test.each(cases)('$name', async ({ breaks, says }) => {
  const context = await isolatedContext(browser);
  const page = await context.newPage();
  await page.addInitScript(breaks);
  await page.goto(`${await siteUrl()}labs/circuit-breaker/`);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Circuit breaker');
  await page.locator('main').filter({ hasText: says }).waitFor();
  // The file can be read, whatever else is missing.
  await page
    .getByTestId('editor')
    .getByText('createApp')
    .or(page.getByText('CircuitBreaker'))
    .first()
    .waitFor();
  await context.close();
});
