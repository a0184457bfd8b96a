/** Packages that labs import, for pages of tests. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { bundleVendor, vendorFolder } from '../../tools/bundle-vendor.ts';

/** The files of these packages, by the path at which a machine has them. */
export async function packageFiles(names: readonly string[]): Promise<Map<string, Uint8Array>> {
  if (names.length > 0) await bundleVendor();
  const found = names.map(async (name) => {
    const files = await readdir(join(vendorFolder, name));
    return Promise.all(
      files.map(
        async (file) =>
          [`node_modules/${name}/${file}`, await readFile(join(vendorFolder, name, file))] as const,
      ),
    );
  });
  return new Map((await Promise.all(found)).flat());
}
