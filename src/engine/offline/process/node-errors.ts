/** Errors worded and numbered as Node's are. */

const errnos: Readonly<Record<string, number>> = {
  EPERM: -1,
  ENOENT: -2,
  EBADF: -9,
  EACCES: -13,
  EEXIST: -17,
  ENOTDIR: -20,
  EISDIR: -21,
  EINVAL: -22,
  EMFILE: -24,
  ENOSPC: -28,
  EPIPE: -32,
  ENOTEMPTY: -39,
  EADDRINUSE: -98,
  ENETUNREACH: -101,
  ECONNRESET: -104,
  ECONNREFUSED: -111,
  ENOTFOUND: -3008,
};

const meanings: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EBADF: 'bad file descriptor',
  EEXIST: 'file already exists',
  ENOTDIR: 'not a directory',
  EISDIR: 'illegal operation on a directory',
  EINVAL: 'invalid argument',
  ENOSPC: 'no space left on device',
  ENOTEMPTY: 'directory not empty',
};

export type NodeError = Error & { code: string };

/** An error of Node's own: its name stays that of the class, its code stands in the first line of its stack. */
export function nodeError(
  Base: ErrorConstructor | TypeErrorConstructor | RangeErrorConstructor | SyntaxErrorConstructor,
  code: string,
  message: string,
): NodeError {
  const error = new Base(message);
  const name = error.name;
  // The stack is written on first read; it is to begin with "TypeError [ERR_…]: …" as Node's does.
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true, writable: true });
  void error.stack;
  Object.defineProperty(error, 'name', {
    value: name,
    configurable: true,
    writable: true,
    enumerable: false,
  });
  return Object.assign(error, { code });
}

/** An error of the operating system, such as ECONNREFUSED. */
export function systemError(code: string, syscall: string, message: string, more: object = {}): NodeError {
  return Object.assign(new Error(message), { errno: errnos[code] ?? -1, code, syscall, ...more });
}

/** An error of the file system: `ENOENT: no such file or directory, open 'x'`. */
export function fileError(code: string, syscall: string, path: string, dest?: string): NodeError {
  const where = dest === undefined ? `'${path}'` : `'${path}' -> '${dest}'`;
  const message = `${code}: ${meanings[code] ?? code}, ${syscall} ${where}`;
  return systemError(code, syscall, message, dest === undefined ? { path } : { path, dest });
}

export function connectError(
  code: 'ECONNREFUSED' | 'EMFILE' | 'ENETUNREACH',
  address: string,
  port: number,
): NodeError {
  return systemError(code, 'connect', `connect ${code} ${address}:${port}`, { address, port });
}

/** Whether nobody listens there; too many open connections are another matter. */
export const isRefusal = (error: Error): boolean => 'code' in error && error.code === 'ECONNREFUSED';

/** What Node gives when both addresses of `localhost` refuse. */
export function refusedByBoth(port: number): AggregateError & { code: string } {
  const each = ['::1', '127.0.0.1'].map((address) => connectError('ECONNREFUSED', address, port));
  return Object.assign(new AggregateError(each), { code: 'ECONNREFUSED' });
}

export function notFound(hostname: string): NodeError {
  return systemError('ENOTFOUND', 'getaddrinfo', `getaddrinfo ENOTFOUND ${hostname}`, { hostname });
}

/** ECONNRESET, as the http client words it. */
export function resetError(message: 'socket hang up' | 'aborted' | 'read ECONNRESET'): NodeError {
  if (message === 'read ECONNRESET') return systemError('ECONNRESET', 'read', message);
  return Object.assign(new Error(message), { code: 'ECONNRESET' });
}

export function abortError(cause: unknown): NodeError {
  const error = new Error('The operation was aborted', { cause });
  error.name = 'AbortError';
  return Object.assign(error, { code: 'ABORT_ERR' });
}
