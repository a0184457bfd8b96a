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

/**
 * Writes beside the built pages what hosts and search engines read: `_headers`, `robots.txt`, and, where the build
 * knows its address, `sitemap.xml`.
 */
export function hostFiles(base: string, site: string | undefined): AstroIntegration {
  return {
    name: 'split-decision:host-files',
    hooks: {
      'astro:build:done': async ({ dir, pages, logger }) => {
        const sections = pages.map(({ pathname }) => pathname.split('/')[0] ?? '');
        const named = sections.map((section) => (section === '404' ? '404.html' : section));
        await writeFile(new URL('_headers', dir), headersFile(base, named));
        const { robots, sitemap } = forSearch(
          pages.map(({ pathname }) => pathname),
          base,
          site,
        );
        await writeFile(new URL('robots.txt', dir), robots);
        if (sitemap !== null) await writeFile(new URL('sitemap.xml', dir), sitemap);
        logger.info(`wrote _headers, robots.txt${sitemap === null ? '' : ', sitemap.xml'}`);
      },
    },
  };
}

/**
 * What search engines are told. Only pages are listed: checks and solutions are none.
 * @param paths of the pages below the base path, as Astro names them.
 */
export function forSearch(
  paths: readonly string[],
  base: string,
  site: string | undefined,
): { robots: string; sitemap: string | null } {
  const robots = 'User-agent: *\nAllow: /\n';
  if (site === undefined) return { robots, sitemap: null };
  const root = new URL(base.endsWith('/') ? base : `${base}/`, site);
  const listed = paths.filter((path) => !/^404\/?$/.test(path)).toSorted();
  const addresses = listed.map((path) => `  <url><loc>${escaped(new URL(path, root).href)}</loc></url>`);
  return {
    robots: `${robots}Sitemap: ${new URL('sitemap.xml', root).href}\n`,
    sitemap: [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
      ...addresses,
      '</urlset>',
      '',
    ].join('\n'),
  };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
