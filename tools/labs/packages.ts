/** Which npm packages a lab needs, told from what its code imports. */
import { vendoredPackages } from '../bundle-vendor.ts';
import { LabError } from './catalogue.ts';
import { reachedFrom } from './reach.ts';
import type { SourceTree } from './trees.ts';

/**
 * Names of the packages that a tree imports, by its own files or by those of the kit that they reach.
 * @throws {LabError} when one of them is not prebuilt
 */
export function packagesOf(tree: SourceTree): string[] {
  const own = Object.keys(tree).filter((path) => !path.startsWith('kit/'));
  const packages = [...reachedFrom(tree, own)]
    .filter((each) => !(each in tree) && !/^(node:|\.|\/)/.test(each))
    .sort();
  const unknown = packages.find((name) => !vendoredPackages.includes(name));
  if (unknown === undefined) return packages;
  throw new LabError(
    `Lab code imports "${unknown}", which is not there. Packages for labs: ${vendoredPackages.join(', ')}. Others are added in tools/bundle-vendor.ts.`,
  );
}
