/**
 * What the site adds to Astro: the isolation headers in `astro dev` and `astro preview`, and the `_headers` file for
 * static hosts in the build.
 */
import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import type { Connect, Plugin } from 'vite';
import { everywhere, headersFile, isLab, isolation, workerScript } from './headers.ts';

/** Vite's servers know pages and scripts only by their path; any script may be a worker, so all of them get the policy. */
function isolate(base: string): Connect.NextHandleFunction {
  const root = base.replace(/\/$/, '');
  return (request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    // Vite strips the base from the address before our turn in dev, and does not in preview.
    const path = root !== '' && pathname.startsWith(`${root}/`) ? pathname.slice(root.length) : pathname;
    const page = path.endsWith('/') || path.endsWith('.html');
    const headers = { ...everywhere, ...(isLab(path) ? isolation : page ? {} : workerScript) };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  };
}

function headersPlugin(base: string): Plugin {
  return {
    name: 'split-decision:headers',
    configureServer: (server) => {
      server.middlewares.use(isolate(base));
    },
    configurePreviewServer: (server) => {
      server.middlewares.use(isolate(base));
    },
  };
}

/** The plugin stands in the config itself too, because `astro preview` reads no plugins that integrations add. */
export { headersPlugin };

/** Writes `_headers` beside the built pages. */
export function hostFiles(base: string): AstroIntegration {
  return {
    name: 'split-decision:host-files',
    hooks: {
      'astro:build:done': async ({ dir, pages, logger }) => {
        const sections = pages.map(({ pathname }) => pathname.split('/')[0] ?? '');
        const named = sections.map((section) => (section === '404' ? '404.html' : section));
        await writeFile(new URL('_headers', dir), headersFile(base, named));
        logger.info('wrote _headers');
      },
    },
  };
}
