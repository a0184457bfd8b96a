/**
 * Finds a browser: on Linux (x64) the headless shell from an npm package, elsewhere an installed Chrome or Chromium, then
 * Playwright's own. The shell takes a quarter of the processor time of a whole browser, is the same on every machine,
 * and a bare machine needs no further step.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';
import { packagedChromium } from './packaged-chromium.ts';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const quiet = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Only our own site answers.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
  // As every desktop browser does and the headless shell does not by itself: the engine's frame has a process of its own.
  '--site-per-process',
];

interface Found {
  readonly path: string;
  readonly env?: Record<string, string>;
}

async function findBrowser(): Promise<Found> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen !== undefined) {
    if (existsSync(chosen)) return { path: chosen };
    throw new Error(`CHROME_PATH names ${chosen}, which does not exist.`);
  }
  const packaged = await packagedChromium();
  if (packaged) return packaged;
  const path = [...installed, chromium.executablePath()].find((each) => existsSync(each));
  if (path !== undefined) return { path };
  throw new Error(
    'No browser found. Install Chrome or Chromium, or name one in CHROME_PATH, or run: npx playwright install chromium',
  );
}

export interface LaunchOptions {
  /** Switches of the browser. */
  readonly args?: readonly string[];
  /** Flags of its V8. */
  readonly v8?: readonly string[];
  /**
   * Whether hot code is optimised, as it is for a learner: for what measures. A test is over before that pays, and
   * takes a third less processor time without it.
   */
  readonly optimise?: boolean;
}

/** Starts a headless browser. The caller closes it. */
export async function launchBrowser({
  args = [],
  v8 = [],
  optimise = false,
}: LaunchOptions = {}): Promise<Browser> {
  const { path, env } = await findBrowser();
  const root = process.getuid?.() === 0;
  const flags = [...(optimise ? [] : ['--no-turbofan', '--no-maglev']), ...v8];
  return chromium.launch({
    executablePath: path,
    args: [...quiet, ...(root ? ['--no-sandbox'] : []), `--js-flags=${flags.join(' ')}`, ...args],
    ...(env ? { env: { ...(process.env as Record<string, string>), ...env } } : {}),
  });
}
