/** Header fields of `node:http`: the store behind `setHeader`, and how received ones are read. */
import { nodeError } from '../node-errors.ts';

export type HeaderValue = string | number | readonly string[];

const token = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;
// Control characters and what does not fit one byte.
// oxlint-disable-next-line no-control-regex
const badValue = /[^\t\x20-\x7e\x80-\xff]/;

export function validateHeaderName(name: unknown): asserts name is string {
  if (typeof name === 'string' && token.test(name)) return;
  throw nodeError(
    TypeError,
    'ERR_INVALID_HTTP_TOKEN',
    `Header name must be a valid HTTP token ["${String(name)}"]`,
  );
}

export function validateHeaderValue(name: string, value: unknown): void {
  if (value === undefined) {
    throw nodeError(
      TypeError,
      'ERR_HTTP_INVALID_HEADER_VALUE',
      `Invalid value "undefined" for header "${name}"`,
    );
  }
  if (badValue.test(String(value))) {
    throw nodeError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
  }
}

/** Fields to be sent: names keep the case in which they were set. */
export class HeaderStore {
  readonly #fields = new Map<string, { name: string; value: HeaderValue }>();

  set(name: unknown, value: HeaderValue): void {
    validateHeaderName(name);
    for (const each of Array.isArray(value) ? (value as readonly string[]) : [value])
      validateHeaderValue(name, each);
    this.#fields.set(name.toLowerCase(), { name, value });
  }

  append(name: string, value: HeaderValue): void {
    const before = this.get(name);
    this.set(name, before === undefined ? value : [before, value].flat().map(String));
  }

  get(name: string): HeaderValue | undefined {
    return this.#fields.get(name.toLowerCase())?.value;
  }

  has(name: string): boolean {
    return this.#fields.has(name.toLowerCase());
  }

  remove(name: string): void {
    this.#fields.delete(name.toLowerCase());
  }

  names(): string[] {
    return [...this.#fields.keys()];
  }

  rawNames(): string[] {
    return [...this.#fields.values()].map(({ name }) => name);
  }

  all(): Record<string, HeaderValue> {
    const all = Object.create(null) as Record<string, HeaderValue>;
    for (const [key, { value }] of this.#fields) all[key] = value;
    return all;
  }

  /** Names and values in turn, as they go over the wire. */
  raw(): string[] {
    const raw: string[] = [];
    for (const { name, value } of this.#fields.values()) {
      if (name.toLowerCase() === 'cookie' && Array.isArray(value)) raw.push(name, value.join('; '));
      else for (const each of [value].flat()) raw.push(name, String(each).trim());
    }
    return raw;
  }
}

/** Fields of which only the first counts. */
const single = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
]);

export type IncomingHeaders = Record<string, string | string[]>;

/** Received fields by lower-case name, joined as Node joins them. */
export function readHeaders(raw: readonly string[]): IncomingHeaders {
  const headers: IncomingHeaders = {};
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    const value = raw[at + 1] ?? '';
    const before = headers[name];
    if (name === 'set-cookie') headers[name] = Array.isArray(before) ? [...before, value] : [value];
    else if (before === undefined) headers[name] = value;
    else if (!single.has(name)) headers[name] = `${String(before)}${name === 'cookie' ? '; ' : ', '}${value}`;
  }
  return headers;
}

/** Received fields by lower-case name, each a list. */
export function readDistinct(raw: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (let at = 0; at < raw.length; at += 2)
    (headers[(raw[at] ?? '').toLowerCase()] ??= []).push(raw[at + 1] ?? '');
  return headers;
}

/** The value of a field in a raw list, in lower case; undefined if it is not there. */
export function rawValue(raw: readonly string[], name: string): string | undefined {
  for (let at = 0; at < raw.length; at += 2) {
    if (raw[at]?.toLowerCase() === name) return raw[at + 1]?.toLowerCase();
  }
  return undefined;
}
