/**
 * Bundles what a check run brings into a machine: real Vitest as one module, and the check runner.
 * Both are plain ES modules that Node and a Worker of the offline engine run alike.
 */
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, '.generated/grading');
const home = join(root, 'src/grading/vitest/home.ts');
const entry = join(root, 'src/grading/vitest/entry.ts');

interface Edit {
  readonly why: string;
  readonly find: RegExp;
  readonly replace: string;
  /** How often Vitest 5.1.1 has it. Another number means that Vitest changed and the edit must be looked at. */
  readonly times: number;
}

const ownKeys =
  '(?:(?:JEST_|ASYMMETRIC_)?MATCHERS_OBJECT|GLOBAL_EXPECT|NAME_WORKER_STATE|SAFE_TIMERS_SYMBOL)';

/** The few places where the bundle departs from the published Vitest, all of them to keep it out of reach. */
const edits: readonly Edit[] = [
  {
    why: 'Vitest hangs its state on globalThis, where the code under check would find it',
    find: new RegExp(`\\bglobalThis(?=\\[${ownKeys}\\])`, 'g'),
    replace: 'vitestHome',
    times: 18,
  },
  {
    why: 'the same, where it is defined',
    find: new RegExp(`\\b(Object\\.(?:hasOwn|defineProperty)\\()globalThis(?=, ${ownKeys})`, 'g'),
    replace: '$1vitestHome',
    times: 5,
  },
  {
    why: 'the same, by name',
    find: /\bglobalThis(?=\.__vitest_worker__\b)/g,
    replace: 'vitestHome',
    times: 1,
  },
  {
    why: 'any object with a method asymmetricMatch decides for itself whether it equals the expected value',
    find: /return !!obj && typeof obj === "object" && "asymmetricMatch" in obj && isA\("Function", obj\.asymmetricMatch\);/g,
    replace: 'return obj instanceof AsymmetricMatcher;',
    times: 1,
  },
];

/** Applies {@link edits} to the files of Vitest and counts them. */
function withEdits(counts: number[]): Plugin {
  return {
    name: 'vitest-edits',
    setup(builder) {
      builder.onLoad({ filter: /[\\/]vitest[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
        let contents = await readFile(path, 'utf8');
        edits.forEach((edit, index) => {
          contents = contents.replace(edit.find, (...match) => {
            counts[index] = (counts[index] ?? 0) + 1;
            return edit.replace.replace('$1', () => String(match[1]));
          });
        });
        return { contents, loader: 'js' };
      });
    },
  };
}

/** The runner takes Vitest from the file beside it, the instance that the checks get too. */
const vitestBeside: Plugin = {
  name: 'vitest-beside',
  setup(builder) {
    builder.onResolve({ filter: /vitest\/entry\.ts$/ }, () => ({ path: './vitest.js', external: true }));
  },
};

const common: BuildOptions = {
  bundle: true,
  format: 'esm',
  target: 'es2023',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  absWorkingDir: root,
};

async function bundle(options: BuildOptions): Promise<{ text: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({ ...common, ...options });
  const text = outputFiles?.[0]?.text;
  if (text === undefined || !metafile) throw new Error('esbuild gave no output for the grading bundle.');
  return { text, inputs: Object.keys(metafile.inputs) };
}

async function bundleVitest(): Promise<{ text: string; inputs: string[] }> {
  const counts: number[] = [];
  const result = await bundle({
    entryPoints: [entry],
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['browser', 'import'],
    inject: [home],
    plugins: [withEdits(counts)],
  });
  edits.forEach(({ why, times }, index) => {
    if (counts[index] === times) return;
    throw new Error(
      `tools/bundle-grading.ts edits Vitest because ${why}. It found ${counts[index] ?? 0} places, not ${times}: ` +
        'Vitest has changed. Read its dist files again and correct the edit.',
    );
  });
  const builtin = /(?:\bfrom|\bimport)\s*\(?["']node:[^"']+["']/.exec(result.text);
  if (builtin) throw new Error(`The bundle of Vitest imports ${builtin[0]}, which a Worker does not have.`);
  return result;
}

async function bundleRunner(): Promise<{ text: string; inputs: string[] }> {
  return bundle({
    entryPoints: [join(root, 'src/grading/runner/main.ts')],
    platform: 'node',
    plugins: [vitestBeside],
  });
}

const stampFile = join(out, 'stamp.json');
const thisFile = relative(root, fileURLToPath(import.meta.url));

async function fingerprint(files: readonly string[]): Promise<Record<string, number>> {
  const times = await Promise.all(
    files.map(async (file) => [file, (await stat(join(root, file))).mtimeMs] as const),
  );
  return Object.fromEntries(times);
}

async function upToDate(): Promise<boolean> {
  try {
    const stamp: unknown = JSON.parse(await readFile(stampFile, 'utf8'));
    if (typeof stamp !== 'object' || stamp === null) return false;
    const now = await fingerprint(Object.keys(stamp));
    await Promise.all(['vitest.js', 'runner.js'].map((name) => stat(join(out, name))));
    return JSON.stringify(now) === JSON.stringify(stamp);
  } catch {
    return false;
  }
}

/** Writes `.generated/grading/vitest.js` and `runner.js`; does nothing when no source of theirs has changed. */
export async function bundleGrading(): Promise<void> {
  if (await upToDate()) return;
  await mkdir(out, { recursive: true });
  const [vitest, runner] = await Promise.all([bundleVitest(), bundleRunner()]);
  await writeFile(join(out, 'vitest.js'), vitest.text);
  await writeFile(join(out, 'runner.js'), runner.text);
  const sources = [...new Set([thisFile, ...vitest.inputs, ...runner.inputs])];
  await writeFile(stampFile, JSON.stringify(await fingerprint(sources)));
}

if (process.argv[1] !== undefined && basename(process.argv[1]) === 'bundle-grading.ts') await bundleGrading();
