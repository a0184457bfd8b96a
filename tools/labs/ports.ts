import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** A free port for each of these logical ports, all different. */
export async function freePorts(logical: readonly number[]): Promise<Map<number, number>> {
  const servers = logical.map((port) => ({ port, server: createServer().listen(0, '127.0.0.1') }));
  await Promise.all(servers.map(({ server }) => once(server, 'listening')));
  const ports = servers.map(({ port, server }) => {
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('A port could not be taken.');
    return [port, address.port] as const;
  });
  await Promise.all(servers.map(({ server }) => new Promise((resolve) => server.close(resolve))));
  return new Map(ports);
}

/** Whether something listens on a port of this machine. */
export function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
