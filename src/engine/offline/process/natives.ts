/**
 * What the browser gives, taken before any lab code runs: that code may replace every global and every prototype's
 * method, and the engine must neither break nor hand it the channel to the kernel by then.
 */
const { apply } = Reflect;

export const natives = {
  setTimeout: globalThis.setTimeout.bind(globalThis),
  clearTimeout: globalThis.clearTimeout.bind(globalThis),
  queueMicrotask: globalThis.queueMicrotask.bind(globalThis),
  now: performance.now.bind(performance),
  timeOrigin: performance.timeOrigin,
  date: Date.now,
  // Called indirectly: it evaluates what the compiler made of a module, in the global scope.
  // oxlint-disable-next-line no-eval
  eval: globalThis.eval,
  addEventListener: globalThis.addEventListener.bind(globalThis),
  MessageChannel: globalThis.MessageChannel,
  Blob: globalThis.Blob,
  Request: globalThis.Request,
  Response: globalThis.Response,
  Headers: globalThis.Headers,
} as const;

const postMessage = MessagePort.prototype.postMessage;
const close = MessagePort.prototype.close;
const onmessage = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')?.set;
const eventData = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get;

export function post(port: MessagePort, message: unknown, transfer: Transferable[] = []): void {
  apply(postMessage, port, [message, transfer]);
}

export function closePort(port: MessagePort): void {
  apply(close, port, []);
}

/** Calls the listener with the data of each message. Setting it starts the port. */
export function listen(port: MessagePort, listener: ((data: unknown) => void) | null): void {
  if (!onmessage || !eventData) throw new Error('This browser lacks message ports.');
  apply(onmessage, port, [listener && ((event: MessageEvent) => listener(apply(eventData, event, [])))]);
}
