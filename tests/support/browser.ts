/**
 * Finds a browser: an installed Chrome or Chromium, then Playwright's own, then the Chromium inside an npm package
 * (Linux on x64), so that a bare machine needs no further step.
 */
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';

/** A path, or `package` for the Chromium inside the npm package, whatever else is installed. */
const chosen = process.env['CHROME_PATH'];

const installed = [
  chosen,
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

interface Found {
  readonly path: string;
  readonly env?: Record<string, string>;
}

/**
 * The Chromium inside `@sparticuz/chromium`, unpacked into the temporary folder, with the shared libraries (NSS and
 * friends) that a bare machine lacks. Its own launch flags are not used: they switch the same-origin policy off, and
 * our tests are about just that.
 */
async function unpackChromium(): Promise<Found> {
  const { default: packed, inflate } = await import('@sparticuz/chromium');
  const bin = fileURLToPath(new URL('../bin/', import.meta.resolve('@sparticuz/chromium')));
  await inflate(join(bin, 'al2023.tar.br'));
  const libraries = [join(tmpdir(), 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']]
    .filter(Boolean)
    .join(':');
  return { path: await packed.executablePath(), env: { LD_LIBRARY_PATH: libraries } };
}

async function findBrowser(): Promise<Found> {
  const path = [...installed, chromium.executablePath()].find((each) => each && existsSync(each));
  if (path && chosen !== 'package') return { path };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackChromium();
  throw new Error(
    'No browser found. Install Chrome or Chromium, or name one in CHROME_PATH, or run: npx playwright install chromium',
  );
}

/** Starts a headless browser. The caller closes it. */
export async function launchBrowser(extraArgs: readonly string[] = []): Promise<Browser> {
  const { path, env } = await findBrowser();
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: path,
    args: [...quiet, ...(root ? ['--no-sandbox'] : []), ...extraArgs],
    ...(env ? { env: { ...(process.env as Record<string, string>), ...env } } : {}),
  });
}
