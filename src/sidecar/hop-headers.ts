import type { Header } from './model.ts';

/** Fields that speak of one connection only (RFC 9110, section 7.6.1), so that they are not passed on. */
const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The fields of a message as pairs, in the order in which they came. */
export function headerPairs(rawHeaders: readonly string[]): Header[] {
  const pairs: Header[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return pairs;
}

/** Header fields as `node:http` takes them. */
export type Fields = Record<string, string | string[]>;

/**
 * Fields as `node:http` takes them: names as they were written, and a list where a name comes several times, so that
 * two Set-Cookie stay two.
 */
export function headerFields(pairs: readonly Header[]): Fields {
  const fields: Fields = {};
  const names = new Map<string, string>();
  for (const [written, value] of pairs) {
    const name = names.get(written.toLowerCase()) ?? written;
    names.set(written.toLowerCase(), name);
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

/** The fields of a message that are passed on to the next hop. */
export function endToEnd(rawHeaders: readonly string[]): Header[] {
  const pairs = headerPairs(rawHeaders);
  const named = new Set(
    pairs
      .filter(([name]) => name.toLowerCase() === 'connection')
      .flatMap(([, value]) => value.toLowerCase().split(','))
      .map((name) => name.trim()),
  );
  return pairs.filter(([name]) => !hopByHop.has(name.toLowerCase()) && !named.has(name.toLowerCase()));
}
