/**
 * The loopback network of one machine: which process listens where, and which two processes each connection joins.
 * Bytes do not pass here. A connection is a MessageChannel between the two workers; the kernel only hands its end over
 * and tells the survivor when the other side has died.
 */
import { caps } from '../protocol.ts';
import type { KernelProcess } from './process.ts';

interface End {
  process: KernelProcess;
  connection: number;
}

const firstEphemeralPort = 49_152;
const lastPort = 65_535;

export class Network {
  readonly #ports = new Map<number, KernelProcess>();
  readonly #peers = new Map<KernelProcess, Map<number, End>>();
  readonly #onPort: (port: number, state: 'open' | 'close') => void;
  #nextEphemeral = firstEphemeralPort;
  #nextAccepted = -1;

  constructor(onPort: (port: number, state: 'open' | 'close') => void) {
    this.#onPort = onPort;
  }

  listen(process: KernelProcess, id: number, wanted: number): void {
    const open = [...this.#ports.values()].filter((each) => each === process).length;
    const port = wanted === 0 ? this.#freePort() : wanted;
    if (open >= caps.portsPerProcess || this.#ports.has(port)) {
      const code = this.#ports.has(port) ? 'EADDRINUSE' : 'EMFILE';
      process.send({ type: 'listen-failed', id, code });
      return;
    }
    this.#ports.set(port, process);
    process.send({ type: 'listening', id, port });
    this.#onPort(port, 'open');
  }

  unlisten(process: KernelProcess, port: number): void {
    if (this.#ports.get(port) !== process) return;
    this.#ports.delete(port);
    this.#onPort(port, 'close');
  }

  connect(process: KernelProcess, connection: number, port: number, wire: MessagePort): void {
    const ends = this.#endsOf(process);
    const server = this.#ports.get(port);
    const full = ends.size >= caps.connectionsPerProcess;
    if (full || !server || ends.has(connection)) {
      wire.close();
      process.send({ type: 'refused', connection, code: full ? 'EMFILE' : 'ECONNREFUSED' });
      return;
    }
    const accepted = this.#nextAccepted--;
    ends.set(connection, { process: server, connection: accepted });
    this.#endsOf(server).set(accepted, { process, connection });
    const remotePort = firstEphemeralPort + (-accepted % (lastPort - firstEphemeralPort));
    server.send({ type: 'accept', connection: accepted, port, remotePort, wire }, [wire]);
    process.send({ type: 'connected', connection });
  }

  /**
   * One end has closed. The other is told over the connection itself, after all that was sent on it; and here, in order
   * with whatever else it hears of the kernel, so that it begins nothing new on a connection that is already closed.
   */
  disconnect(process: KernelProcess, connection: number): void {
    const peer = this.#peers.get(process)?.get(connection);
    if (!peer) return;
    this.#peers.get(process)?.delete(connection);
    this.#peers.get(peer.process)?.delete(peer.connection);
    peer.process.send({ type: 'hangup', connection: peer.connection });
  }

  /** Takes a dead process out: its ports close, its peers see a reset. */
  bury(process: KernelProcess): void {
    for (const [port, owner] of this.#ports) if (owner === process) this.unlisten(process, port);
    for (const peer of this.#peers.get(process)?.values() ?? []) {
      this.#peers.get(peer.process)?.delete(peer.connection);
      peer.process.send({ type: 'reset', connection: peer.connection });
    }
    this.#peers.delete(process);
  }

  #endsOf(process: KernelProcess): Map<number, End> {
    let ends = this.#peers.get(process);
    if (!ends) this.#peers.set(process, (ends = new Map()));
    return ends;
  }

  #freePort(): number {
    for (let tries = firstEphemeralPort; tries <= lastPort; tries++) {
      const port = this.#nextEphemeral;
      this.#nextEphemeral = port === lastPort ? firstEphemeralPort : port + 1;
      if (!this.#ports.has(port)) return port;
    }
    return firstEphemeralPort;
  }
}
