/** Which npm packages a lab needs, told from what its code imports. */
import { importsOf } from '../../labs/kit/check-imports.ts';
import { vendoredPackages } from '../bundle-vendor.ts';
import { LabError } from './catalogue.ts';
import type { SourceTree } from './trees.ts';

/**
 * Names of the packages that a tree imports, by its own files or by those of the kit that they reach.
 * @throws {LabError} when one of them is not prebuilt
 */
export function packagesOf(tree: SourceTree): string[] {
  const imports = importsOf(tree).map(({ from, to }) => ({ from, to: to.replace(/^#kit\//, 'kit/') }));
  const reached = new Set(Object.keys(tree).filter((path) => !path.startsWith('kit/')));
  // A set grows while it is walked.
  for (const path of reached) for (const { from, to } of imports) if (from === path) reached.add(to);
  const packages = [...reached].filter((each) => !(each in tree) && !/^(node:|\.|\/)/.test(each)).sort();
  const unknown = packages.find((name) => !vendoredPackages.includes(name));
  if (unknown === undefined) return packages;
  throw new LabError(
    `Lab code imports "${unknown}", which is not there. Packages for labs: ${vendoredPackages.join(', ')}. Others are added in tools/bundle-vendor.ts.`,
  );
}
