/**
 * Finds a browser: an installed Chrome or Chromium, then Playwright's own, then the Chromium inside an npm package
 * (Linux on x64), so that a bare machine needs no further step.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright';

const installed = [
  process.env['CHROME_PATH'],
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
];

async function findExecutable(): Promise<{ path: string; args: string[] }> {
  const path = [...installed, chromium.executablePath()].find((each) => each && existsSync(each));
  if (path) return { path, args: [] };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packed } = await import('@sparticuz/chromium');
    return { path: await packed.executablePath(), args: ['--headless=shell'] };
  }
  throw new Error(
    'No browser found. Install Chrome or Chromium, or name one in CHROME_PATH, or run: npx playwright install chromium',
  );
}

/** Starts a headless browser. The caller closes it. */
export async function launchBrowser(extraArgs: readonly string[] = []): Promise<Browser> {
  const { path, args } = await findExecutable();
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: path,
    args: [...quiet, ...args, ...(root ? ['--no-sandbox'] : []), ...extraArgs],
  });
}
