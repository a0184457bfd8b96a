import http from 'node:http';
import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Idle connections are given up well before a service does it (Node's default is five seconds), because a request on a
 * connection that is just being closed would fail for no fault of anyone's.
 */
const IDLE_MS = 2_000;

/** Keeps connections to a service open between requests, as many as are needed. */
export function keepAliveAgent(): Agent {
  return new http.Agent({ keepAlive: true, timeout: IDLE_MS });
}

/** Breaks a connection so that the peer sees ECONNRESET: with a TCP reset where the machine can, else by closing it. */
export function resetConnection(socket: Duplex & { resetAndDestroy?: () => unknown }): void {
  try {
    if (socket.resetAndDestroy) socket.resetAndDestroy();
    else socket.destroy();
  } catch {
    // A runtime may have the method and yet no handle that can do it.
    socket.destroy();
  }
}
