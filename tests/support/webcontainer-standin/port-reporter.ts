/**
 * Loaded into each process before its own code: tells the host, on file descriptor 3, which ports the process opens
 * and closes, and ends the process when the host is gone, however that ended.
 */
import { writeSync } from 'node:fs';
import { Server, Socket } from 'node:net';

const REPORT_FD = 3;

const report = (state: 'open' | 'close', port: number): void => {
  writeSync(REPORT_FD, `${state} ${port}\n`);
};

const listen = Server.prototype.listen;

Server.prototype.listen = function reportedListen(this: Server, ...args: unknown[]): Server {
  this.once('listening', () => {
    const address = this.address();
    // A string is the path of a pipe, which is no port.
    if (address === null || typeof address === 'string') return;
    report('open', address.port);
    this.once('close', () => report('close', address.port));
  });
  // Passed on as they came: the overloads of `listen` are its own affair.
  return Reflect.apply(listen, this, args) as Server;
};

new Socket({ fd: REPORT_FD })
  .on('end', () => process.exit(0))
  .on('error', () => process.exit(0))
  .resume()
  .unref();
