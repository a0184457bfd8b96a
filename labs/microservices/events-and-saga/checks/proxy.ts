/** A way to the log on which commits get lost: a service that goes it is stuck between its work and its commit. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Proxy {
  readonly url: string;
  /** Whether a commit was sent. Nobody ever hears of it. */
  readonly commitSeen: boolean;
  close(): Promise<void>;
}

export async function withoutCommits(logUrl: string): Promise<Proxy> {
  let commitSeen = false;
  const passOn = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/' } = incoming;
    const body = await textOf(incoming);
    const response = await fetch(`${logUrl}${url}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: method === 'GET' ? null : body,
    });
    const type = response.headers.get('content-type') ?? 'application/json';
    outgoing.writeHead(response.status, { 'content-type': type });
    outgoing.end(await response.text());
  };
  const server = createServer((incoming, outgoing) => {
    if (incoming.url?.endsWith('/commit')) commitSeen = true;
    else passOn(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    get commitSeen() {
      return commitSeen;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function textOf(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const decoder = new TextDecoder();
    let text = '';
    incoming.on('data', (chunk: Uint8Array) => (text += decoder.decode(chunk, { stream: true })));
    incoming.on('error', reject);
    incoming.on('end', () => resolve(text));
  });
}
