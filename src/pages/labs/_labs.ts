/** The labs as `tools/generate.ts` has laid them out, for the pages. Runs on the server only. */
import { createHash } from 'node:crypto';
import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import type { LabManifest } from '../../../labs/kit/manifest.ts';
import { url } from '../../components/url.ts';
import type { LabPage } from '../../workspace/lab-page.ts';
import type { PackageUrls } from '../../workspace/packages.ts';

/** A lab for its own page. */
export interface Lab {
  readonly manifest: LabManifest;
  readonly page: LabPage;
  readonly Brief: AstroComponentFactory;
}

const generated = '/.generated/labs';
const manifests = import.meta.glob<LabManifest>('/.generated/labs/*/manifest.json', {
  eager: true,
  import: 'default',
});
const starters = import.meta.glob<Record<string, string>>('/.generated/labs/*/starter.json', {
  eager: true,
  import: 'files',
});
const packagesOf = import.meta.glob<readonly string[]>('/.generated/labs/*/starter.json', {
  eager: true,
  import: 'packages',
});
const vendored = import.meta.glob<string>('/.generated/vendor/**', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
});
// Files of their own with a hash in the name: they leave the server only when a learner asks for them.
const checks = import.meta.glob<string>('/.generated/labs/*/checks.js', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
});
const checkSources = import.meta.glob<string>('/.generated/labs/*/checks-sources.json', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
});
const solutions = import.meta.glob<string>('/.generated/labs/*/solution.json', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
});
const briefs = import.meta.glob<{ default: AstroComponentFactory }>('/labs/*/*/brief.mdx', { eager: true });

/** All labs, in the order of their titles. */
export function allLabs(): Lab[] {
  return Object.values(manifests)
    .map(readLab)
    .sort((a, b) => a.manifest.title.localeCompare(b.manifest.title));
}

function readLab(manifest: LabManifest): Lab {
  const { slug } = manifest;
  const folder = `${generated}/${slug}`;
  const starter = starters[`${folder}/starter.json`];
  const checksUrl = checks[`${folder}/checks.js`];
  const checkSourcesUrl = checkSources[`${folder}/checks-sources.json`];
  const solutionUrl = solutions[`${folder}/solution.json`];
  const brief = Object.entries(briefs).find(([path]) => path.endsWith(`/${slug}/brief.mdx`))?.[1];
  if (!starter || !checksUrl || !checkSourcesUrl || !solutionUrl) {
    throw new Error(`The lab "${slug}" is not laid out in ${folder}. Run "npm run generate".`);
  }
  if (!brief) throw new Error(`The lab "${slug}" has no brief.mdx in its folder below labs/.`);
  return {
    manifest,
    Brief: brief.default,
    page: {
      manifest: { ...manifest, mutants: [] },
      starter,
      starterHash: hashOf(starter),
      urls: {
        checks: checksUrl,
        checkSources: checkSourcesUrl,
        solution: solutionUrl,
        packages: packageUrls(packagesOf[`${folder}/starter.json`] ?? []),
        lessons: url('lessons/'),
      },
    },
  };
}

/** Addresses of all files of these packages, by the path at which a machine has them. */
function packageUrls(names: readonly string[]): PackageUrls {
  const folder = '/.generated/vendor/';
  return Object.fromEntries(
    Object.entries(vendored)
      .map(([path, address]) => [path.slice(folder.length), address] as const)
      .filter(([path]) => names.some((name) => path.startsWith(`${name}/`)))
      .map(([path, address]) => [`node_modules/${path}`, address]),
  );
}

function hashOf(files: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}
