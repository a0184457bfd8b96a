/** The real client of WebContainer in Chromium, with a stand-in for its vendor's remote page. */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { installStandIn, type StandIn, type StandInOptions } from '../support/webcontainer-standin/index.ts';
import { serveSite, type Site } from '../support/webcontainer-standin/site.ts';

let browser: Browser;
let site: Site;
let context: BrowserContext | undefined;
let standIn: StandIn | undefined;

beforeAll(async () => {
  [browser, site] = await Promise.all([launchBrowser(), serveSite()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
afterEach(async () => {
  await context?.close();
  await standIn?.close();
  context = undefined;
  standIn = undefined;
});

async function open(options: StandInOptions = {}): Promise<{ page: Page; vendor: StandIn }> {
  context = await browser.newContext();
  const vendor = await installStandIn(context, options);
  standIn = vendor;
  const page = await context.newPage();
  await page.goto(site.url);
  await page.waitForFunction(() => 'tools' in globalThis);
  return { page, vendor };
}

/** Runs in the page. */
const bootWithin = (answerMs: number) => tools.errorOf(tools.bootAfter({ answerMs })());

describe('boot', () => {
  test('reports its steps, and asks the vendor once', async () => {
    const { page, vendor } = await open();
    const steps = await page.evaluate(async () => {
      const seen: string[] = [];
      const engine = await tools.boot({ onStep: ({ id, state }) => seen.push(`${id} ${state}`) });
      return [...seen, engine.kind];
    });
    const ids = ['browser', 'client', 'connect', 'start'];
    expect(steps).toEqual([
      ...ids.map((id) => `${id} idle`),
      ...ids.flatMap((id) => [`${id} running`, `${id} completed`]),
      'webcontainer',
    ]);
    expect(vendor.requests.map((url) => [url.pathname, url.searchParams.get('version')])).toEqual([
      ['/headless', '1.6.4'],
    ]);
  });

  test('is refused while an engine runs, and works again after its teardown', async () => {
    const { page } = await open();
    const seen = await page.evaluate(async () => {
      const engine = await tools.boot();
      const machine = await engine.machine();
      await machine.mount({ 'wait.js': 'setInterval(() => {}, 1000)' });
      const { exit } = await machine.spawn(['wait.js']);
      const refused = await tools.errorOf(tools.boot());
      await engine.teardown();
      const late = await tools.errorOf(machine.readFile('wait.js'));
      const again = await (await tools.boot()).machine();
      await again.mount({ 'hello.js': 'console.log("again")' });
      return { refused, late, exit: await exit, again: await tools.run(again, ['hello.js']) };
    });
    expect(seen.refused).toMatchObject({ code: 'boot-failed' });
    expect(seen.refused.message).toMatch(/already running/);
    expect(seen.late.code).toBe('torn-down');
    expect(seen.exit).toBe(137);
    expect(seen.again).toEqual({ code: 0, output: 'again\n' });
  });

  test('leaves no process behind after a teardown', async () => {
    const { page, vendor } = await open();
    await page.evaluate(async () => {
      const engine = await tools.boot();
      const machine = await engine.machine();
      await machine.mount({ 'loop.js': 'console.log("on"); for (;;);' });
      const { output } = await machine.spawn(['loop.js']);
      await output.getReader().read();
      await engine.teardown();
      // The next boot waits until the teardown is through.
      await tools.boot();
    });
    expect(vendor.processCount).toBe(0);
  });
});

describe('a vendor out of reach', () => {
  test('blocked: says so well before the deadline, and a retry in the same page works', async () => {
    const { page, vendor } = await open({ mode: 'blocked' });
    const started = Date.now();
    const error = await page.evaluate(() => tools.errorOf(tools.boot()));
    expect(Date.now() - started).toBeLessThan(4000);
    expect(error).toMatchObject({ code: 'boot-failed' });
    expect(error.message).toMatch(/could not load .* from stackblitz\.com: a content blocker/);
    expect(error.remedy).toMatch(/Allow stackblitz\.com/);
    vendor.mode = 'ok';
    expect(await page.evaluate(async () => (await tools.boot()).kind)).toBe('webcontainer');
  });

  test.each([
    ['404', /answered, but not with the WebContainer runtime/],
    ['silent', /did not answer within 2 s: stackblitz\.com sent nothing/],
  ] as const)('%s: says so at the deadline, and a retry in the same page works', async (mode, words) => {
    const { page, vendor } = await open({ mode });
    const started = Date.now();
    const error = await page.evaluate(bootWithin, 2000);
    expect(Date.now() - started).toBeLessThan(3500);
    expect(error.code).toBe('boot-timeout');
    expect(error.message).toMatch(words);
    // It fails twice as well as once.
    expect(await page.evaluate(bootWithin, 2000)).toEqual(error);
    vendor.mode = 'ok';
    expect(await page.evaluate(async () => (await tools.boot()).kind)).toBe('webcontainer');
  });

  test('blocked, on a page whose own policy forbids to look closer: says what is certain', async () => {
    const strict = await serveSite({ policy: "connect-src 'self'" });
    try {
      const { page } = await open({ mode: 'blocked' });
      await page.goto(strict.url);
      await page.waitForFunction(() => 'tools' in globalThis);
      const error = await page.evaluate(bootWithin, 2000);
      expect(error.message).toMatch(/it is blocked, or there is an error page in its place/);
    } finally {
      await strict.close();
    }
  });

  test('dying midway: says so, and asks for a reload', async () => {
    const { page } = await open({ mode: 'dies-midway' });
    const error = await page.evaluate(() => tools.errorOf(tools.bootAfter({ startMs: 500 })()));
    expect(error.code).toBe('boot-timeout');
    expect(error.message).toBe('The WebContainer runtime answered, but did not start within 0.5 s.');
    expect(error.remedy).toMatch(/Reload the page/);
  });

  test('dying later on: a call says so instead of hanging', async () => {
    const { page, vendor } = await open();
    const machine = await page.evaluateHandle(async () =>
      (await tools.bootAfter({ callMs: 500 })()).machine(),
    );
    vendor.mode = 'dies-midway';
    const error = await page.evaluate((each) => tools.errorOf(each.writeFile('a.txt', 'a')), machine);
    expect(error.message).toMatch(/stopped answering/);
  });

  test('an aborted boot frees the frame, and a later one works', async () => {
    const { page, vendor } = await open({ mode: 'silent' });
    const frames = await page.evaluate(async () => {
      const abort = new AbortController();
      const booting = tools.boot({
        signal: abort.signal,
        onStep: ({ id, state }) => {
          if (id === 'connect' && state === 'running') abort.abort(new Error('left'));
        },
      });
      const reason = await booting.catch((error: unknown) => String(error));
      return [reason, ...[...document.querySelectorAll('iframe')].map(({ src }) => src)];
    });
    expect(frames).toEqual(['Error: left', 'about:blank']);
    vendor.mode = 'ok';
    expect(await page.evaluate(async () => (await tools.boot()).kind)).toBe('webcontainer');
  });
});

test('a page that is not isolated is told so at once, and the vendor is not called', async () => {
  const bare = await serveSite({ isolated: false });
  try {
    const { page, vendor } = await open();
    await page.goto(bare.url);
    await page.waitForFunction(() => 'tools' in globalThis);
    const error = await page.evaluate(() => tools.errorOf(tools.boot()));
    expect(error.message).toMatch(/not cross-origin isolated/);
    expect(error.remedy).toMatch(/Cross-Origin-Opener-Policy/);
    expect(vendor.requests).toEqual([]);
  } finally {
    await bare.close();
  }
});

test('the API key of the build is sent from a public site, and not from this computer', async () => {
  const built = await serveSite({ key: 'wc_api_test' });
  try {
    const { page, vendor } = await open();
    // A public address, answered by our own server.
    await context?.route('https://course.example/**', async (route) => {
      const { pathname } = new URL(route.request().url());
      await route.fulfill({ response: await route.fetch({ url: new URL(pathname, built.url).href }) });
    });
    for (const address of ['https://course.example/', built.url]) {
      await page.goto(address);
      await page.waitForFunction(() => 'tools' in globalThis);
      await page.evaluate(async () => (await tools.boot()).kind);
    }
    expect(vendor.requests.map(({ searchParams }) => searchParams.get('client_id'))).toEqual([
      'wc_api_test',
      null,
    ]);
  } finally {
    await built.close();
  }
});
