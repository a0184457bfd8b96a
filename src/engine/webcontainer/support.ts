import { EngineError } from '../contract.ts';

/** What must be known of a browser to tell whether WebContainer has a chance in it. */
export interface Environment {
  /** `undefined` in browsers that have no notion of it. */
  readonly crossOriginIsolated: boolean | undefined;
  readonly hasSharedMemory: boolean;
  readonly online: boolean;
  readonly userAgent: string;
  readonly maxTouchPoints: number;
}

/** The environment of the page that calls. */
export function currentEnvironment(): Environment {
  return {
    crossOriginIsolated: globalThis.crossOriginIsolated,
    hasSharedMemory: typeof SharedArrayBuffer === 'function',
    online: navigator.onLine,
    userAgent: navigator.userAgent,
    maxTouchPoints: navigator.maxTouchPoints,
  };
}

const otherBrowser =
  'Open the lab in a current Chrome, Edge or Firefox on a computer, or use the offline engine.';

/** An iPad calls itself a Macintosh, but no Macintosh has a touch screen. */
function isIos({ userAgent, maxTouchPoints }: Environment): boolean {
  return (
    /\b(?:iPhone|iPad|iPod)\b/.test(userAgent) || (/\bMacintosh\b/.test(userAgent) && maxTouchPoints > 1)
  );
}

/** The first Safari whose WebAssembly and workers suffice is 16.4. */
function isOldSafari({ userAgent }: Environment): boolean {
  const [, major, minor] = /\bVersion\/(\d+)\.(\d+)\S* (?:\S+ )?Safari\//.exec(userAgent) ?? [];
  return major !== undefined && Number(major) + Number(minor) / 100 < 16.04;
}

/**
 * Tells, without trying and without delay, that WebContainer cannot run here.
 * @returns why not, as the error that a boot would end with, or null when only trying can tell.
 */
export function findObstacle(environment: Environment): EngineError | null {
  if (isIos(environment)) {
    return new EngineError(
      'unsupported-browser',
      'WebContainer runs out of memory on iPhones and iPads.',
      otherBrowser,
    );
  }
  if (isOldSafari(environment) || environment.crossOriginIsolated === undefined) {
    return new EngineError(
      'unsupported-browser',
      'This browser is too old for WebContainer; in Safari it needs version 16.4 or later.',
      otherBrowser,
    );
  }
  if (!environment.crossOriginIsolated) {
    return new EngineError(
      'boot-failed',
      'This page is not cross-origin isolated, and WebContainer needs the memory sharing that comes with it.',
      'Reload the page. If that does not help, the host must send "Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp" with lab pages.',
    );
  }
  if (!environment.hasSharedMemory) {
    return new EngineError(
      'unsupported-browser',
      'This browser has no SharedArrayBuffer, which WebContainer needs.',
      otherBrowser,
    );
  }
  if (!environment.online) {
    return new EngineError(
      'boot-failed',
      'This computer is offline, and WebContainer loads its runtime from its vendor.',
      'Connect to the network and try again, or use the offline engine.',
    );
  }
  return null;
}
