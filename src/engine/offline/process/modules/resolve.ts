/** Node's resolution of a specifier to a URL: relative and absolute files, `#imports`, packages, built-ins. */
import { normalise, parent } from '../../files.ts';
import { nodeError } from '../node-errors.ts';

export interface ModuleFiles {
  readText(path: string): string | undefined;
  isFolder(path: string): boolean;
}

type Json = Readonly<Record<string, unknown>>;

const conditions = ['node', 'import', 'module-sync', 'default'];

export class Resolver {
  readonly #files: ModuleFiles;
  readonly #isBuiltin: (name: string) => boolean;

  constructor(files: ModuleFiles, isBuiltin: (name: string) => boolean) {
    this.#files = files;
    this.#isBuiltin = isBuiltin;
  }

  /**
   * @param from URL of the module that asks.
   * @returns a `file:` URL with its query, or `node:…`.
   * @throws as Node does: ERR_MODULE_NOT_FOUND and its kin.
   */
  resolve(specifier: string, from: string): string {
    if (specifier.startsWith('node:')) {
      const name = specifier.slice(5);
      if (this.#isBuiltin(name)) return specifier;
      throw nodeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${specifier}`);
    }
    if (this.#isBuiltin(specifier)) return `node:${specifier}`;
    if (/^(?:\.{0,2}\/|\.{1,2}$|file:)/.test(specifier)) return this.#file(new URL(specifier, from), from);
    if (specifier.startsWith('#')) return this.#packageImport(specifier, from);
    if (/^[a-z][a-z0-9+.-]*:/i.test(specifier)) {
      throw nodeError(
        Error,
        'ERR_UNSUPPORTED_ESM_URL_SCHEME',
        `Only URLs with a scheme in: file and data are supported by the default ESM loader. Received protocol '${new URL(specifier).protocol}'`,
      );
    }
    return this.#package(specifier, from);
  }

  #file(url: URL, from: string): string {
    const path = urlToPath(url.href);
    const importer = urlToPath(from);
    if (this.#files.readText(path) !== undefined) return url.href;
    if (this.#files.isFolder(path)) {
      throw nodeError(
        Error,
        'ERR_UNSUPPORTED_DIR_IMPORT',
        `Directory import '${path}' is not supported resolving ES modules imported from ${importer}`,
      );
    }
    throw Object.assign(
      nodeError(Error, 'ERR_MODULE_NOT_FOUND', `Cannot find module '${path}' imported from ${importer}`),
      { url: url.href },
    );
  }

  #packageImport(specifier: string, from: string): string {
    for (let folder = parent(urlToPath(from)); ; folder = parent(folder)) {
      const manifest = this.#manifest(folder);
      if (manifest) {
        const target = match(record(manifest['imports']), specifier);
        if (target !== undefined) {
          if (target.startsWith('./')) return this.#file(new URL(pathToUrl(normalise(target, folder))), from);
          return this.resolve(target, from);
        }
        throw nodeError(
          TypeError,
          'ERR_PACKAGE_IMPORT_NOT_DEFINED',
          `Package import specifier "${specifier}" is not defined in package ${normalise('package.json', folder)} imported from ${urlToPath(from)}`,
        );
      }
      if (folder === '/') break;
    }
    throw nodeError(
      TypeError,
      'ERR_PACKAGE_IMPORT_NOT_DEFINED',
      `Package import specifier "${specifier}" is not defined imported from ${urlToPath(from)}`,
    );
  }

  #package(specifier: string, from: string): string {
    const [, name = specifier, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(specifier) ?? [];
    for (let folder = parent(urlToPath(from)); ; folder = parent(folder)) {
      const home = normalise(`node_modules/${name}`, folder);
      if (this.#files.isFolder(home)) {
        const manifest = this.#manifest(home) ?? {};
        const target = exported(manifest, `.${rest}`) ?? (rest === '' ? main(manifest) : `.${rest}`);
        return this.#file(new URL(pathToUrl(normalise(target, home))), from);
      }
      if (folder === '/') break;
    }
    throw nodeError(
      Error,
      'ERR_MODULE_NOT_FOUND',
      `Cannot find package '${name}' imported from ${urlToPath(from)}`,
    );
  }

  #manifest(folder: string): Json | undefined {
    const path = normalise('package.json', folder);
    const text = this.#files.readText(path);
    if (text === undefined) return undefined;
    try {
      return record(JSON.parse(text));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw nodeError(Error, 'ERR_INVALID_PACKAGE_CONFIG', `Invalid package config ${path}. ${reason}`);
    }
  }
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}; // any object may be read by name
}

function main(manifest: Json): string {
  const name = manifest['module'] ?? manifest['main'];
  return typeof name === 'string' ? name : 'index.js';
}

function exported(manifest: Json, subpath: string): string | undefined {
  const exports = manifest['exports'];
  if (exports === undefined || exports === null) return undefined;
  const isMap = typeof exports === 'object' && Object.keys(exports).some((key) => key.startsWith('.'));
  return match(isMap ? record(exports) : { '.': exports }, subpath);
}

/** Finds the target of a name in a map of `imports` or `exports`; `*` stands for any text, the longest key wins. */
function match(map: Json, name: string): string | undefined {
  if (name in map) return targetOf(map[name], '');
  let best: { key: string; rest: string } | undefined;
  for (const key of Object.keys(map)) {
    const [before = '', after] = key.split('*');
    if (after === undefined || !name.startsWith(before) || !name.endsWith(after)) continue;
    if (name.length < before.length + after.length || (best && best.key.length >= key.length)) continue;
    best = { key, rest: name.slice(before.length, name.length - after.length) };
  }
  return best && targetOf(map[best.key], best.rest);
}

function targetOf(value: unknown, rest: string): string | undefined {
  if (typeof value === 'string') return value.replaceAll('*', rest);
  if (Array.isArray(value))
    return value.map((each) => targetOf(each, rest)).find((each) => each !== undefined);
  for (const [condition, each] of Object.entries(record(value))) {
    if (!conditions.includes(condition)) continue;
    const found = targetOf(each, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function urlToPath(url: string): string {
  return url.startsWith('file:') ? decodeURIComponent(new URL(url).pathname) : url;
}

export function pathToUrl(path: string): string {
  return `file://${path.split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':').replaceAll('%40', '@')}`;
}
