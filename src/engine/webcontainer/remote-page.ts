import { EngineError } from '../contract.ts';
import { delay, within } from './deadline.ts';

/** Where the vendor's client looks for its runtime. The global is the client's own setting. */
function runtimeOrigin(): string {
  const { WEBCONTAINER_API_IFRAME_URL: other } = globalThis as { WEBCONTAINER_API_IFRAME_URL?: string };
  return new URL(other ?? 'https://stackblitz.com').origin;
}

/** How long (in ms) a page that has loaded may take to report, before it is asked what is wrong. */
const GRACE_MS = 1000;

/** What is known of a page that has not reported. */
type Evidence = 'nothing came' | 'something else came' | 'another page came' | 'blocked';

const isInit = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && data.type === 'init';

/**
 * The hidden frame in which the vendor's client loads its runtime. The client says nothing when that fails: its boot
 * stays pending for good, and every further boot waits for the first one. So this watches the same frame from
 * outside, tells why it is silent, and navigates it anew, upon which the pending boot goes on.
 */
export class RemotePage {
  readonly #origin = runtimeOrigin();
  #answer = Promise.withResolvers<void>();
  #answered = false;
  #evidence: Evidence = 'nothing came';
  /** The frame while it shows nothing, and what it showed before. */
  #left: { frame: HTMLIFrameElement; url: string } | null = null;
  #visit = 0;

  constructor() {
    this.#renew();
    addEventListener('message', (event) => {
      if (event.origin !== this.#origin || !isInit(event.data)) return;
      this.#answered = true;
      this.#answer.resolve();
    });
    // Load events do not bubble, but they can be captured: the frame need not be there yet.
    document.addEventListener('load', (event) => this.#onLoad(event.target), true);
  }

  /** Whether the runtime's page has reported. From then on the client talks to that page only, and to no other. */
  get answered(): boolean {
    return this.#answered;
  }

  /**
   * Waits until the runtime's page reports.
   * @param options.ms the longest wait, in milliseconds; it is cut short when the page is known to be blocked.
   * @param options.container the client's boot, which ends the wait too.
   * @throws {EngineError} with what is known of the cause.
   */
  async connect(options: {
    ms: number;
    container: Promise<unknown>;
    signal?: AbortSignal | undefined;
  }): Promise<void> {
    const { ms, container, signal } = options;
    if (this.#answered) return;
    const answer = Promise.race([this.#answer.promise, container]);
    await within(answer, { ms, late: () => this.#explain(ms), signal });
  }

  /** Loads the runtime's page once more, after it was left. */
  revisit(): void {
    this.#renew();
    if (this.#left) this.#left.frame.src = this.#left.url;
    this.#left = null;
  }

  /** Stops loading the runtime's page. */
  leave(): void {
    const frame = [...document.querySelectorAll('iframe')].find((each) => this.#isRuntime(each));
    if (!frame) return;
    this.#renew();
    this.#left = { frame, url: frame.src };
    frame.src = 'about:blank';
  }

  #renew(): void {
    this.#visit += 1;
    this.#evidence = 'nothing came';
    this.#answer = Promise.withResolvers<void>();
    // It may be rejected while nobody waits.
    this.#answer.promise.catch(() => {});
  }

  #isRuntime(frame: HTMLIFrameElement): boolean {
    return frame.src.startsWith(`${this.#origin}/headless?`);
  }

  /** Browsers tell of a load also when an error page or nothing at all was loaded. */
  #onLoad(target: EventTarget | null): void {
    if (!(target instanceof HTMLIFrameElement) || !this.#isRuntime(target)) return;
    void this.#investigate(target.src, this.#visit);
  }

  async #investigate(url: string, visit: number): Promise<void> {
    await delay(GRACE_MS);
    if (this.#answered || visit !== this.#visit) return;
    this.#evidence = 'something else came';
    const answers = await doesAnswer(url);
    if (answers === null || this.#answered || visit !== this.#visit) return;
    this.#evidence = answers ? 'another page came' : 'blocked';
    if (!answers) this.#answer.reject(this.#explain(GRACE_MS));
  }

  #explain(ms: number): EngineError {
    const host = new URL(this.#origin).host;
    const seconds = `${Number((ms / 1000).toFixed(1))} s`;
    const words: Record<Evidence, [message: string, remedy: string]> = {
      'nothing came': [
        `The WebContainer runtime did not answer within ${seconds}: ${host} sent nothing.`,
        'Check the connection and try again, or use the offline engine.',
      ],
      'something else came': [
        `The WebContainer runtime did not come from ${host}: it is blocked, or there is an error page in its place.`,
        `Allow ${host} in your content blocker and try again, or use the offline engine.`,
      ],
      'another page came': [
        `${host} answered, but not with the WebContainer runtime: most likely an error page (such as 404 Not Found), or the page of a network filter.`,
        'Try again later, or use the offline engine.',
      ],
      blocked: [
        `The browser could not load the WebContainer runtime from ${host}: a content blocker, a firewall or a network filter stands in the way.`,
        `Allow ${host} in the blocker or the filter and try again, or use the offline engine.`,
      ],
    };
    const [message, remedy] = words[this.#evidence];
    return new EngineError(this.#evidence === 'blocked' ? 'boot-failed' : 'boot-timeout', message, remedy);
  }
}

/**
 * Asks for the same page once more: what a frame shows of another origin cannot be seen, but whether a request for it
 * fails can.
 * @returns null when the policy of our own page forbids the request, which then proves nothing.
 */
async function doesAnswer(url: string): Promise<boolean | null> {
  let forbidden = false;
  const onViolation = ({ blockedURI }: SecurityPolicyViolationEvent): void => {
    forbidden ||= url.startsWith(blockedURI);
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  try {
    await fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' });
    return true;
  } catch {
    // The event about a violation comes only after the rejection.
    await delay(100);
    return forbidden ? null : false;
  } finally {
    document.removeEventListener('securitypolicyviolation', onViolation);
  }
}
