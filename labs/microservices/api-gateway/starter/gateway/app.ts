/** The gateway as a server: HTTP in and out, and its own health. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Service } from '#kit/http.ts';

import { createGateway, jsonAnswer } from './gateway.ts';
import type { GatewayDependencies } from './gateway.ts';
import type { Field, GatewayAnswer, GatewayRequest } from './types.ts';

export function createApp(dependencies: GatewayDependencies): Service {
  const { log } = dependencies;
  const gateway = createGateway(dependencies);
  const answerTo = async (incoming: IncomingMessage): Promise<GatewayAnswer> => {
    const target = incoming.url ?? '/';
    if (target === '/health/live') return jsonAnswer(200, { status: 'live' });
    if (target === '/health/ready') return jsonAnswer(200, { status: 'ready' });
    return gateway.handle(requestOf(incoming));
  };
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    send(outgoing, await answerTo(incoming));
    // What is left of a body that nobody wanted must not block the next request on this connection.
    incoming.resume();
  };
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      log.error('an answer could not be sent', { reason: String(error) });
      outgoing.destroy();
    });
  });

  return {
    listen: (port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, () => {
          server.off('error', reject);
          const address = server.address();
          const taken = typeof address === 'object' && address ? address.port : port;
          log.info('listening', { port: taken });
          resolve({ port: taken, url: `http://127.0.0.1:${taken}` });
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function requestOf(incoming: IncomingMessage): GatewayRequest {
  const { rawHeaders } = incoming;
  const headers: Field[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.push([(rawHeaders[index] ?? '').toLowerCase(), rawHeaders[index + 1] ?? '']);
  }
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers,
    // Otherwise whoever stops reading would close the connection, and could not answer any more.
    body: incoming.iterator({ destroyOnReturn: false }),
    clientAddress: incoming.socket.remoteAddress ?? 'unknown',
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: GatewayAnswer): void {
  outgoing.statusCode = status;
  for (const name of new Set(headers.map(([each]) => each))) {
    const values = headers.flatMap(([each, value]) => (each === name ? [value] : []));
    outgoing.setHeader(name, values.length === 1 ? (values[0] ?? '') : values);
  }
  outgoing.end(body);
}
