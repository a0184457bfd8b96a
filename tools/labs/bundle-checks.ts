/** Bundles a lab's checks into one module that needs nothing but Vitest beside it. */
import { build } from 'esbuild';

import { vendoredPackages } from '../bundle-vendor.ts';
import { projectRoot } from './catalogue.ts';
import type { Lab } from './catalogue.ts';
import { checkFiles } from './validate.ts';

/** One module that declares all checks of a lab, and through which a host is installed. */
export async function checksEntry(lab: Lab): Promise<string> {
  const imports = (await checkFiles(lab)).map((file) => `import ${JSON.stringify(file)};\n`);
  return `${imports.join('')}export { setCheckHost } from '#kit/check.ts';\n`;
}

/** Beside the bundle, with the learner's files as its default export: see `grade` of src/grading. */
const sourcesModule = './sources.js';

/**
 * The bundle's text: an ES module whose only imports are `vitest`, the module with the sources, packages for labs, and
 * what Node brings along.
 */
export async function bundleChecks(lab: Lab): Promise<string> {
  const handOver = `import sources from '${sourcesModule}';
import { setSources } from '#kit/check.ts';
setSources(sources);
`;
  const { outputFiles } = await build({
    stdin: {
      contents: handOver + (await checksEntry(lab)),
      resolveDir: projectRoot,
      sourcefile: `${lab.slug}.checks.ts`,
      loader: 'ts',
    },
    absWorkingDir: projectRoot,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'es2024',
    external: ['vitest', sourcesModule, ...vendoredPackages],
    keepNames: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
