/**
 * The sandbox: a frame without an origin, under a policy that names no host at all. Lab code in it can read nothing of
 * this site and call nobody.
 */
import { EngineError } from '../contract.ts';
import type { EngineSources } from './assets.ts';
import { receiveFrom } from './ports.ts';
import type { FrameStart, KernelMessage } from './protocol.ts';

/** The frame's policy. No origin may ever be listed here: a script could carry what it knows in the URL it loads. */
const policy = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:";

/** With a frame inside it, by which {@link Frame.onGone} can tell whether it still lives. */
const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Lab engine</title>
<script>
addEventListener('message', function adopt(event) {
  if (event.source !== parent || event.data.type !== 'split-decision:boot') return;
  removeEventListener('message', adopt);
  (0, eval)(event.data.kernel);
  startKernel(event.data, event.ports[0]);
});
</script>
</head>
<body><iframe hidden></iframe></body>
</html>`;

/** How long the frame may take to answer, in milliseconds. It takes about a hundred. */
const deadline = 15_000;

/** How often the frame is looked at, in milliseconds. */
const lookEvery = 1_000;

/** The frame and this page's end of the port to the kernel in it. It loads from the moment that it is made. */
export class Frame {
  readonly port: MessagePort;
  readonly #theirs: MessagePort;
  readonly #element = document.createElement('iframe');
  readonly #loaded: Promise<void>;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor() {
    const channel = new MessageChannel();
    this.port = channel.port1;
    this.#theirs = channel.port2;
    const element = this.#element;
    element.setAttribute('sandbox', 'allow-scripts');
    element.setAttribute('aria-hidden', 'true');
    element.tabIndex = -1;
    element.hidden = true;
    element.srcdoc = page;
    this.#loaded = new Promise((resolve) => {
      element.addEventListener('load', () => resolve(), { once: true });
    });
    document.body.append(element);
  }

  /**
   * Hands the engine's sources over and waits until its first worker is up.
   * @throws {EngineError} `boot-timeout` when the frame stays silent, `unsupported-browser` when it may start no worker.
   */
  start(sources: EngineSources, signal: AbortSignal | undefined): Promise<void> {
    const { port } = this;
    return new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => settle(() => reject(silent())), deadline);
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        stopReceiving();
        signal?.removeEventListener('abort', onAbort);
        finish();
      };
      const onAbort = (): void => settle(() => reject(signal?.reason));
      signal?.addEventListener('abort', onAbort);
      const stopReceiving = receiveFrom(port, (data) => {
        const message = data as KernelMessage; // only the frame has the other end
        if (message.type === 'ready') settle(resolve);
        else if (message.type === 'failed') settle(() => reject(noWorkers(message.message)));
      });
      void this.#handOver(sources);
    });
  }

  async #handOver(sources: EngineSources): Promise<void> {
    await this.#loaded;
    const start: FrameStart = { type: 'split-decision:boot', ...sources };
    // A frame without an origin can be addressed by "*" only; what it is sent is no secret.
    this.#element.contentWindow?.postMessage(start, '*', [this.#theirs]);
  }

  /**
   * Calls the listener when the browser has taken the frame's process away, as it does when lab code has taken all of
   * its memory. It says nothing to the page: ports stay open, no event comes. But what was inside the frame is gone,
   * and that can be counted.
   */
  onGone(listener: () => void): void {
    this.#watch = setInterval(() => {
      if (this.#element.contentWindow?.length !== 0) return;
      clearInterval(this.#watch);
      listener();
    }, lookEvery);
  }

  remove(): void {
    clearInterval(this.#watch);
    this.port.close();
    this.#element.remove();
  }
}

function silent(): EngineError {
  return new EngineError(
    'boot-timeout',
    'The engine’s frame did not answer.',
    'Reload the page. If it stays so, an extension or a policy of your browser may block frames: allow them for this site.',
  );
}

function noWorkers(detail: string): EngineError {
  return new EngineError(
    'unsupported-browser',
    `This browser did not start a worker for the lab. ${detail}`,
    'Use a current version of Chrome, Edge, Firefox or Safari, and allow workers for this site.',
  );
}
