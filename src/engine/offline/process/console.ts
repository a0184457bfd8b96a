/** `console` as Node's: formatted to standard output and standard error. */
import { format, formatWithOptions, inspect } from 'node-inspect-extracted';
import { natives } from './natives.ts';
import { stderr, stdout } from './output.ts';
import { table } from './console-table.ts';

export class Console {
  #indent = '';
  readonly #counts = new Map<string, number>();
  readonly #timers = new Map<string, number>();

  constructor() {
    // Methods may be passed around on their own (`.then(console.log)`), so they are bound, as in Node.
    for (const name of Object.getOwnPropertyNames(Console.prototype)) {
      const member: unknown = Reflect.get(this, name);
      if (name !== 'constructor' && typeof member === 'function') {
        Object.defineProperty(this, name, {
          value: member.bind(this),
          writable: true,
          configurable: true,
          enumerable: true,
        });
      }
    }
  }

  log(...values: unknown[]): void {
    this.#print(stdout, values);
  }

  info(...values: unknown[]): void {
    this.#print(stdout, values);
  }

  debug(...values: unknown[]): void {
    this.#print(stdout, values);
  }

  error(...values: unknown[]): void {
    this.#print(stderr, values);
  }

  warn(...values: unknown[]): void {
    this.#print(stderr, values);
  }

  trace(...values: unknown[]): void {
    const at = new Error().stack?.split('\n').slice(1).join('\n') ?? '';
    this.#print(stderr, [`Trace: ${format(...values)}\n${at}`]);
  }

  dir(value: unknown, options: object = {}): void {
    this.#print(stdout, [inspect(value, { customInspect: false, ...options })]);
  }

  dirxml(...values: unknown[]): void {
    this.#print(stdout, values);
  }

  assert(condition?: unknown, ...values: unknown[]): void {
    if (condition) return;
    if (typeof values[0] === 'string') values[0] = `Assertion failed: ${values[0]}`;
    else values.unshift('Assertion failed');
    this.#print(stderr, values);
  }

  group(...label: unknown[]): void {
    if (label.length > 0) this.log(...label);
    this.#indent += '  ';
  }

  groupCollapsed(...label: unknown[]): void {
    this.group(...label);
  }

  groupEnd(): void {
    this.#indent = this.#indent.slice(2);
  }

  count(label = 'default'): void {
    const count = (this.#counts.get(label) ?? 0) + 1;
    this.#counts.set(label, count);
    this.log(`${label}: ${count}`);
  }

  countReset(label = 'default'): void {
    this.#counts.delete(label);
  }

  time(label = 'default'): void {
    this.#timers.set(label, natives.now());
  }

  timeLog(label = 'default', ...values: unknown[]): void {
    const since = this.#timers.get(label);
    if (since === undefined) return;
    this.log(`${label}: ${(natives.now() - since).toFixed(3)}ms`, ...values);
  }

  timeEnd(label = 'default'): void {
    this.timeLog(label);
    this.#timers.delete(label);
  }

  table(value: unknown, columns?: readonly string[]): void {
    this.log(table(value, columns));
  }

  #print(stream: typeof stdout, values: unknown[]): void {
    const text = typeof values[0] === 'string' ? format(...values) : formatWithOptions({}, ...values);
    const indented = this.#indent ? text.replace(/^/gm, this.#indent) : text;
    stream.write(`${indented}\n`);
  }
}
