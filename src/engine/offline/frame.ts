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
<body></body>
</html>`;

/** How long the frame may take to answer, in milliseconds. It takes about a hundred. */
const deadline = 15_000;

export interface Frame {
  readonly port: MessagePort;
  remove(): void;
}

/**
 * Makes the frame, hands the engine's sources over and waits until its first worker is up.
 * @throws {EngineError} `boot-timeout` when the frame stays silent, `unsupported-browser` when it may start no worker.
 */
export async function openFrame(sources: EngineSources, signal: AbortSignal | undefined): Promise<Frame> {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.setAttribute('aria-hidden', 'true');
  element.tabIndex = -1;
  element.hidden = true;
  element.srcdoc = page;
  const { port1: port, port2: theirs } = new MessageChannel();
  const remove = (): void => {
    port.close();
    element.remove();
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(silent()), deadline);
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
      element.addEventListener('load', () => {
        const start: FrameStart = { type: 'split-decision:boot', ...sources };
        // A frame without an origin can be addressed by "*" only; what it is sent is no secret.
        element.contentWindow?.postMessage(start, '*', [theirs]);
      });
      document.body.append(element);
    });
    return { port, remove };
  } catch (error) {
    remove();
    throw error;
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
