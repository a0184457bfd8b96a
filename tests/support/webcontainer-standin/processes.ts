import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { HostMessage } from './protocol.ts';

/** What a killed process answers with here: the code of SIGTERM, so that the engine has something to put right. */
const TERMINATED = 143;

export interface ProcessOptions {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Path of the script that reports ports. */
  readonly reporter: string;
  /** Cuts the output into pieces of this many bytes, as a terminal may; null passes it on as it comes. */
  readonly cutEvery: number | null;
  /** Whether input shows up in the output, as on a terminal. */
  readonly echo: boolean;
}

/** A terminal's output: each `\n` is written as `\r\n`. Byte by byte, as the text may be cut inside a character. */
const asTerminal = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1');

/** A real Node process that stands behind one of the container's. */
export class HostProcess {
  /** Resolves when it and all that it started have ended and all of its output was pushed. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #options: ProcessOptions;
  readonly #pid: number;
  readonly #push: (message: HostMessage) => void;
  readonly #openPorts = new Set<number>();
  #killed = false;

  constructor(pid: number, options: ProcessOptions, push: (message: HostMessage) => void) {
    this.#pid = pid;
    this.#options = options;
    this.#push = push;
    // A shell joins the two outputs into one, in the order of writing, and becomes the process.
    const command = ['-c', 'exec "$0" "$@" 2>&1', process.execPath, '--import', options.reporter];
    this.#child = spawn('/bin/sh', [...command, ...options.args], {
      cwd: options.cwd,
      env: { PATH: process.env['PATH'], HOME: options.cwd, ...options.env },
      stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
      // A group of its own, so that what the process has started ends with it.
      detached: true,
    });
    this.#child.stdin?.on('error', () => {});
    this.#child.stdout?.on('data', (data: Buffer) => this.#output(data));
    this.#watchPorts();
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => this.#output(Buffer.from(`${error.message}\n`)));
      this.#child.once('close', (code) => {
        for (const port of this.#openPorts) this.#tellPort(port, 'close');
        push({ type: 'exit', pid, code: this.#killed ? TERMINATED : (code ?? 1) });
        resolve();
      });
    });
  }

  write(data: string): void {
    if (this.#options.echo) this.#output(Buffer.from(data));
    this.#child.stdin?.write(data);
  }

  kill(): void {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    this.#killed = true;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group ended in the meantime.
    }
  }

  #output(data: Buffer): void {
    const bytes = asTerminal(data);
    const step = this.#options.cutEvery ?? bytes.length;
    for (let at = 0; at < bytes.length; at += step) {
      const piece = bytes.subarray(at, at + step).toString('base64');
      this.#push({ type: 'output', pid: this.#pid, data: piece });
    }
  }

  #watchPorts(): void {
    const reports = this.#child.stdio[3];
    if (!reports || !('readable' in reports)) return;
    reports.on('error', () => {});
    createInterface({ input: reports }).on('line', (line) => {
      const [state, port] = line.split(' ');
      if (state === 'open' || state === 'close') this.#tellPort(Number(port), state);
    });
  }

  #tellPort(port: number, state: 'open' | 'close'): void {
    if (state === 'open') this.#openPorts.add(port);
    else this.#openPorts.delete(port);
    this.#push({ type: 'port', port, state, url: `http://127.0.0.1:${port}` });
  }
}
