import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chooseEngine, type ChooseOptions } from '../../../src/engine/choose.ts';
import { EngineError, type BootOptions, type Engine, type EngineKind } from '../../../src/engine/contract.ts';
import type { Environment } from '../../../src/engine/webcontainer/support.ts';

const chromium: Environment = {
  crossOriginIsolated: true,
  hasSharedMemory: true,
  online: true,
  userAgent:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  maxTouchPoints: 0,
};

/** A boot that ends when the test says so. It ignores its signal, as the worst of engines would. */
function fakeBoot(kind: EngineKind) {
  const result = Promise.withResolvers<Engine>();
  const teardown = vi.fn(async () => {});
  const boot = vi.fn((options: BootOptions = {}): Promise<Engine> => {
    options.onStep?.({ id: 'start', title: `Starting ${kind}`, state: 'running' });
    return result.promise;
  });
  return {
    boot,
    teardown,
    succeed: () =>
      result.resolve({ kind, machine: () => Promise.reject(new Error('not in this test')), teardown }),
    fail: (message: string) => result.reject(new EngineError('boot-failed', message, `Mend ${kind}.`)),
    signal: () => boot.mock.calls[0]?.[0]?.signal,
  };
}

function setUp(options: Partial<ChooseOptions> = {}) {
  const webcontainer = fakeBoot('webcontainer');
  const offline = fakeBoot('offline');
  const choice = chooseEngine({
    preference: 'auto',
    trusted: true,
    deadlineMs: 8000,
    prewarmAfterMs: 1500,
    environment: chromium,
    boots: { webcontainer: webcontainer.boot, offline: offline.boot },
    ...options,
  });
  // Tests look at it later.
  choice.catch(() => {});
  return { webcontainer, offline, choice };
}

/** Lets what is settled be noticed, without any time passing. */
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('auto', () => {
  test('takes WebContainer when it boots, and starts nothing else', async () => {
    const { webcontainer, offline, choice } = setUp();
    await vi.advanceTimersByTimeAsync(1000);
    webcontainer.succeed();
    expect(await choice).toMatchObject({ kind: 'webcontainer', reason: null });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(offline.boot).not.toHaveBeenCalled();
    expect(webcontainer.teardown).not.toHaveBeenCalled();
  });

  test('tears the prewarmed offline engine down when WebContainer comes within the deadline', async () => {
    const { webcontainer, offline, choice } = setUp();
    await vi.advanceTimersByTimeAsync(2000);
    offline.succeed();
    await vi.advanceTimersByTimeAsync(2000);
    webcontainer.succeed();
    expect(await choice).toMatchObject({ kind: 'webcontainer', reason: null });
    await settle();
    expect(offline.teardown).toHaveBeenCalledOnce();
    expect(offline.signal()?.aborted).toBe(true);
  });

  test('falls back at once when WebContainer fails, with its words', async () => {
    const { webcontainer, offline, choice } = setUp();
    webcontainer.fail('A content blocker stands in the way.');
    await settle();
    offline.succeed();
    expect(await choice).toMatchObject({
      kind: 'offline',
      reason: 'WebContainer is not available. A content blocker stands in the way.',
    });
  });

  test('falls back at the deadline to the engine that is ready, and says at which step it was', async () => {
    const { webcontainer, offline, choice } = setUp();
    await vi.advanceTimersByTimeAsync(1500);
    offline.succeed();
    await vi.advanceTimersByTimeAsync(6499);
    expect(webcontainer.signal()?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await choice).toMatchObject({
      kind: 'offline',
      reason:
        'WebContainer is not available. It was not ready within 8 s: the last step was “Starting webcontainer”.',
    });
    expect(webcontainer.signal()?.aborted).toBe(true);
  });

  test('tears a WebContainer down that comes after the fallback', async () => {
    const { webcontainer, offline, choice } = setUp();
    await vi.advanceTimersByTimeAsync(8000);
    offline.succeed();
    expect((await choice).kind).toBe('offline');
    webcontainer.succeed();
    await settle();
    expect(webcontainer.teardown).toHaveBeenCalledOnce();
    expect(offline.teardown).not.toHaveBeenCalled();
  });

  test('takes a late WebContainer when the offline engine is not there yet', async () => {
    const { webcontainer, offline, choice } = setUp();
    await vi.advanceTimersByTimeAsync(9000);
    webcontainer.succeed();
    expect(await choice).toMatchObject({ kind: 'webcontainer', reason: null });
    offline.succeed();
    await settle();
    expect(offline.teardown).toHaveBeenCalledOnce();
  });

  test('waits on for WebContainer when the offline engine has failed', async () => {
    const { webcontainer, offline, choice } = setUp();
    await vi.advanceTimersByTimeAsync(2000);
    offline.fail('No workers here.');
    await vi.advanceTimersByTimeAsync(10_000);
    webcontainer.succeed();
    expect(await choice).toMatchObject({ kind: 'webcontainer', reason: null });
  });

  test('names both when neither boots', async () => {
    const { webcontainer, offline, choice } = setUp();
    webcontainer.fail('It is blocked.');
    offline.fail('No workers here.');
    await expect(choice).rejects.toMatchObject({
      code: 'boot-failed',
      message: 'No engine could be started. WebContainer: It is blocked. Offline engine: No workers here.',
      remedy: 'Mend offline.',
    });
  });

  test('names both when neither boots and the deadline has passed', async () => {
    const { webcontainer, offline, choice } = setUp();
    await vi.advanceTimersByTimeAsync(9000);
    offline.fail('No workers here.');
    webcontainer.fail('It is blocked.');
    await expect(choice).rejects.toThrow('WebContainer: It is blocked. Offline engine: No workers here.');
  });

  test.each<[string, Partial<Environment>, RegExp]>([
    ['no cross-origin isolation', { crossOriginIsolated: false }, /not cross-origin isolated/],
    ['a browser that knows no isolation', { crossOriginIsolated: undefined }, /too old/],
    ['no shared memory', { hasSharedMemory: false }, /SharedArrayBuffer/],
    ['no network', { online: false }, /offline/],
    [
      'an iPhone',
      { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X)' },
      /iPhones and iPads/,
    ],
    [
      'an iPad that says it is a Macintosh',
      { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15', maxTouchPoints: 5 },
      /iPhones and iPads/,
    ],
    [
      'an old Safari',
      { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/16.3 Safari/605.1.15' },
      /16\.4/,
    ],
  ])('decides without delay with %s', async (_, difference, reason) => {
    const { webcontainer, offline, choice } = setUp({ environment: { ...chromium, ...difference } });
    offline.succeed();
    await settle();
    const { kind, reason: given } = await choice;
    expect(kind).toBe('offline');
    expect(given).toMatch(reason);
    expect(webcontainer.boot).not.toHaveBeenCalled();
  });

  test('tries a Safari that is new enough', async () => {
    const userAgent = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/16.4 Safari/605.1.15';
    const { webcontainer, choice } = setUp({ environment: { ...chromium, userAgent } });
    webcontainer.succeed();
    expect((await choice).kind).toBe('webcontainer');
  });
});

describe('a named engine', () => {
  test('offline means offline, and needs no reason', async () => {
    const { webcontainer, offline, choice } = setUp({ preference: 'offline' });
    offline.succeed();
    expect(await choice).toMatchObject({ kind: 'offline', reason: null });
    expect(webcontainer.boot).not.toHaveBeenCalled();
  });

  test('offline that fails is an error, not a reason to call the vendor', async () => {
    const { webcontainer, offline, choice } = setUp({ preference: 'offline' });
    offline.fail('No workers here.');
    await expect(choice).rejects.toThrow('No workers here.');
    expect(webcontainer.boot).not.toHaveBeenCalled();
  });

  test('WebContainer is waited for beyond the deadline', async () => {
    const { webcontainer, offline, choice } = setUp({ preference: 'webcontainer' });
    await vi.advanceTimersByTimeAsync(25_000);
    webcontainer.succeed();
    expect(await choice).toMatchObject({ kind: 'webcontainer', reason: null });
    expect(offline.boot).not.toHaveBeenCalled();
  });

  test('WebContainer that fails gives way to the offline engine, and says why', async () => {
    const { webcontainer, offline, choice } = setUp({ preference: 'webcontainer' });
    webcontainer.fail('It is blocked.');
    offline.succeed();
    expect(await choice).toMatchObject({
      kind: 'offline',
      reason: 'WebContainer is not available. It is blocked.',
    });
  });
});

describe('code that came from somebody else', () => {
  test.each(['auto', 'webcontainer'] as const)(
    'opens offline whatever is preferred: %s',
    async (preference) => {
      const { webcontainer, offline, choice } = setUp({ preference, trusted: false });
      offline.succeed();
      const { kind, reason } = await choice;
      expect(kind).toBe('offline');
      expect(reason).toMatch(/came by a link/);
      expect(webcontainer.boot).not.toHaveBeenCalled();
    },
  );

  test('never runs in WebContainer, not even when the offline engine fails', async () => {
    const { webcontainer, offline, choice } = setUp({ trusted: false });
    offline.fail('No workers here.');
    await expect(choice).rejects.toThrow('No workers here.');
    expect(webcontainer.boot).not.toHaveBeenCalled();
  });
});

describe('the caller', () => {
  test('may abort, and whatever comes later is torn down', async () => {
    const abort = new AbortController();
    const { webcontainer, offline, choice } = setUp({ signal: abort.signal });
    await vi.advanceTimersByTimeAsync(3000);
    abort.abort(new Error('the page was left'));
    await expect(choice).rejects.toThrow('the page was left');
    webcontainer.succeed();
    offline.succeed();
    await settle();
    expect(webcontainer.teardown).toHaveBeenCalledOnce();
    expect(offline.teardown).toHaveBeenCalledOnce();
  });

  test('that has aborted already starts nothing', async () => {
    const { webcontainer, choice } = setUp({ signal: AbortSignal.abort(new Error('too late')) });
    await expect(choice).rejects.toThrow('too late');
    expect(webcontainer.boot).not.toHaveBeenCalled();
  });

  test('sees the steps of every engine that is tried, and none of one that was given up', async () => {
    const seen: string[] = [];
    const { webcontainer, offline, choice } = setUp({
      onStep: ({ title }, kind) => seen.push(`${kind}: ${title}`),
    });
    await vi.advanceTimersByTimeAsync(8000);
    offline.succeed();
    await choice;
    webcontainer.boot.mock.calls[0]?.[0]?.onStep?.({ id: 'late', title: 'too late', state: 'completed' });
    expect(seen).toEqual(['webcontainer: Starting webcontainer', 'offline: Starting offline']);
  });
});
