/** A request as a command line for curl, for the learner's own machine. */
import type { RequestDraft } from './draft.ts';

/**
 * The command line, for a POSIX shell.
 * @param port the logical port of its service, which is the real one when the lab runs on a machine of one's own.
 */
export function curlCommand({ method, path, headers, body }: RequestDraft, port: number): string {
  const url = `http://127.0.0.1:${port}${path}`;
  const given = headers.filter(([name]) => name.trim() !== '');
  const typed = given.some(([name]) => name.toLowerCase() === 'content-type');
  const parts = [
    'curl -i',
    // -X HEAD would let curl wait for a body that never comes.
    ...(method === 'HEAD' ? ['--head'] : method === 'GET' && body === '' ? [] : [`-X ${method}`]),
    // curl takes brackets and braces in an address for patterns.
    ...(/[[\]{}]/.test(path) ? ['--globoff'] : []),
    quoted(url),
    ...given.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // The lab sends a body as JSON where nothing else is said; curl would send it as a form.
    ...(body !== '' && !typed ? [`-H 'content-type: application/json'`] : []),
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return parts.join(' ');
}

/** In single quotes, where a shell leaves everything alone but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll(`'`, `'\\''`)}'`;
}
