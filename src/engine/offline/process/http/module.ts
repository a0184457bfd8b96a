/** `node:http`. */
import { Agent, globalAgent } from './agent.ts';
import { ClientRequest, get, request } from './client.ts';
import { METHODS, STATUS_CODES } from './constants.ts';
import { validateHeaderName, validateHeaderValue } from './headers.ts';
import { IncomingMessage } from './incoming.ts';
import { OutgoingMessage } from './outgoing.ts';
import { ServerResponse } from './response.ts';
import { Server } from './server.ts';

export const http = {
  Agent,
  ClientRequest,
  IncomingMessage,
  METHODS,
  OutgoingMessage,
  STATUS_CODES,
  Server,
  ServerResponse,
  createServer: (...args: ConstructorParameters<typeof Server>) => new Server(...args),
  get,
  globalAgent,
  maxHeaderSize: 16_384,
  request,
  setMaxIdleHTTPParsers(): void {},
  validateHeaderName,
  validateHeaderValue,
};
