/**
 * The Chromium inside `@sparticuz/chromium`: a headless shell for Linux on x64, the same on every machine. Its own launch
 * flags are not used: they switch the same-origin policy off, and our tests are about just that.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const generated = fileURLToPath(new URL('../../.generated', import.meta.url));
const packaged = fileURLToPath(new URL('../../node_modules/@sparticuz/chromium', import.meta.url));

/** Runs in a process of its own, because the package unpacks into whatever is the temporary folder there. */
const unpack = `
import chromium, { inflate } from '@sparticuz/chromium';
await Promise.all([inflate(${JSON.stringify(join(packaged, 'bin/al2023.tar.br'))}), chromium.executablePath()]);`;

export interface PackagedBrowser {
  readonly path: string;
  /** The shared libraries that a bare machine lacks (NSS and friends). */
  readonly env: Record<string, string>;
}

/**
 * Unpacks it, which takes some seconds, unless an earlier call has done so.
 * @returns null where the package has none for this machine
 */
export async function packagedChromium(): Promise<PackagedBrowser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !existsSync(packaged)) return null;
  const { version } = JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(generated, `chromium-${version}`);
  if (!existsSync(folder)) {
    await mkdir(generated, { recursive: true });
    const staging = await mkdtemp(join(generated, 'chromium-'));
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      env: { ...process.env, TMPDIR: staging },
    });
    // Nobody ever sees half of it. Whoever else has unpacked it meanwhile has the same.
    await rename(staging, folder).catch(async (problem: unknown) => {
      if (!existsSync(folder)) throw problem;
      await rm(staging, { recursive: true });
    });
  }
  const libraries = [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { path: join(folder, 'chromium'), env: { LD_LIBRARY_PATH: libraries } };
}
