/** Talking over a MessagePort, or to a worker: both sides of the frame do it in the same two ways. */

/** Sends a message. Unlike a window's, a port's or a worker's `postMessage` has no target origin. */
export function sendOver(port: MessagePort | Worker, message: unknown, transfer: Transferable[] = []): void {
  port.postMessage(message, transfer);
}

/**
 * Calls the listener with each message from now on, and starts the port.
 * @returns a function that ends this.
 */
export function receiveFrom(port: MessagePort | Worker, listener: (data: unknown) => void): () => void {
  // Both have this event; their types only share it through their common base.
  const target: EventTarget = port;
  const onMessage = (event: Event): void => listener((event as MessageEvent).data);
  target.addEventListener('message', onMessage);
  if (port instanceof MessagePort) port.start();
  return () => target.removeEventListener('message', onMessage);
}
