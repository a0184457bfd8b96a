/** The monolith, as the users service writes back to it. */
import type { Copy } from './user.ts';

/**
 * Sends a row to the monolith.
 * @returns the row as the monolith has it afterwards
 * @throws {Error} when it did not answer, or not with 200: nobody knows then whether it has taken the row
 */
export type Send = (copy: Copy) => Promise<Copy>;

export function createSend(fetch: typeof globalThis.fetch, url: string): Send {
  return async ({ id, ...rest }) => {
    const response = await fetch(`${url}/copies/users/${encodeURIComponent(id)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(rest),
    });
    if (response.status !== 200) throw new Error(`The monolith answered ${response.status}.`);
    // The monolith answers with a row.
    return (await response.json()) as Copy;
  };
}
