/** The built site, served once for all tests of a file that ask for it. */
import { fileURLToPath } from 'node:url';
import { serve, type Served } from '../../tools/serve.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

let served: Promise<Served> | undefined;

/**
 * Address of the home page of the built site, ending in a slash. Starts the server at the first call.
 * @throws {Error} that says so, if the site was not built.
 */
export async function siteUrl(): Promise<string> {
  served ??= serve({ dir: dist, base: process.env['BASE_PATH'] ?? '/', compress: false });
  return (await served).url;
}

/** Stops the server, if it was started. */
export async function closeSite(): Promise<void> {
  const running = served;
  served = undefined;
  await (await running)?.close();
}
