/** Loads, links and runs ES modules from the machine's files. */
import type { CompileResult } from '../../compile/result.ts';
import { loop } from '../event-loop.ts';
import { natives } from '../natives.ts';
import { nodeError } from '../node-errors.ts';
import { evaluate } from './evaluate.ts';
import { fillNamespace, resolveExport, type Getter, type ModuleRecord, type SourcePart } from './record.ts';
import { pathToUrl, urlToPath, type ModuleFiles, type Resolver } from './resolve.ts';

export interface LoaderOptions {
  files: ModuleFiles;
  resolver: Resolver;
  compile: (path: string, text: string) => CompileResult | Promise<CompileResult>;
  /** The namespace of a built-in, and whether it offers a name. */
  builtin: (name: string) => { namespace: object; claims: (name: string) => boolean };
}

type Factory = (...args: unknown[]) => unknown;

export class Loader {
  readonly #options: LoaderOptions;
  readonly #records = new Map<string, Promise<ModuleRecord>>();
  /** How far the engine's own code shifts the first line of a module, by URL. */
  readonly #leads = new Map<string, number>();
  #main: string | undefined;

  constructor(options: LoaderOptions) {
    this.#options = options;
  }

  /** Runs the entry module; the path is absolute. Settles when its top level has. */
  async runMain(path: string): Promise<void> {
    const { files } = this.#options;
    if (files.readText(path) === undefined) {
      throw Object.assign(new Error(`Cannot find module '${path}'`), {
        code: 'MODULE_NOT_FOUND',
        requireStack: [],
      });
    }
    this.#main = pathToUrl(path);
    await this.#run(this.#main, undefined);
  }

  /** Where a module waits at its top level for what will not come. */
  async unsettled(): Promise<{ url: string; line: number } | undefined> {
    for (const loading of this.#records.values()) {
      const { url, source } = await loading;
      if (source?.pending && source.compiled.awaits > 0) return { url, line: source.compiled.awaits };
    }
    return undefined;
  }

  /** A line of a module for an error report, if the URL is one of ours. */
  readLine(url: string, line: number): string | undefined {
    return this.#options.files.readText(urlToPath(url))?.split('\n')[line - 1];
  }

  /** What stands before the text of this module in its first line, in characters. */
  leadOf(url: string): number {
    return this.#leads.get(url) ?? 0;
  }

  async #import(specifier: unknown, from: string, type: string | undefined): Promise<object> {
    return this.#run(this.#options.resolver.resolve(String(specifier), from), type);
  }

  async #run(url: string, type: string | undefined): Promise<object> {
    const graph = new Map<string, ModuleRecord>();
    const release = loop.hold();
    try {
      const root = await this.#gather(url, type, graph);
      this.#link([...graph.values()]);
      // From here on the module itself has to keep the process alive.
      release();
      await evaluate(root);
      return root.namespace;
    } catch (error) {
      release();
      // What failed before it ran may be mended and tried again.
      for (const [key, { source }] of graph) if (source?.state === 'loaded') this.#records.delete(key);
      throw error;
    }
  }

  /** Loads a module and all that it needs. */
  async #gather(
    url: string,
    type: string | undefined,
    graph: Map<string, ModuleRecord>,
  ): Promise<ModuleRecord> {
    const record = await this.#record(url, type);
    if (graph.has(url)) return record;
    graph.set(url, record);
    const { source } = record;
    if (!source || source.state !== 'loaded') return record;
    const { requests } = source.compiled;
    source.requests = await Promise.all(
      requests.map((request) => {
        const target = this.#options.resolver.resolve(request.specifier, url);
        return this.#gather(target, request.type, graph);
      }),
    );
    return record;
  }

  #record(url: string, type: string | undefined): Promise<ModuleRecord> {
    assertType(url, type);
    let record = this.#records.get(url);
    if (!record) {
      record = this.#load(url);
      this.#records.set(url, record);
      record.catch(() => this.#records.delete(url));
    }
    return record;
  }

  async #load(url: string): Promise<ModuleRecord> {
    if (url.startsWith('node:')) return { url, source: undefined, ...this.#options.builtin(url.slice(5)) };
    const path = urlToPath(url);
    const text = this.#options.files.readText(path) ?? '';
    if (path.endsWith('.json')) return jsonModule(url, path, text);
    const compiled = await this.#options.compile(path, text);
    if (!compiled.ok) throw syntaxError(compiled.message, url, compiled.line, compiled.column + 1);
    const source: SourcePart = {
      compiled,
      requests: [],
      getters: {},
      body: undefined,
      state: 'loaded',
      pending: undefined,
      error: undefined,
    };
    return { url, namespace: emptyNamespace(), source, claims: () => false };
  }

  /** Checks every import of the graph, then binds exports; nothing of a module's body runs before all are bound. */
  #link(graph: readonly ModuleRecord[]): void {
    const fresh = graph.filter(({ source }) => source?.state === 'loaded');
    for (const record of fresh) checkImports(record);
    for (const record of fresh) this.#instantiate(record);
    for (const record of fresh) fillNamespace(record);
  }

  #instantiate({ url, source }: ModuleRecord): void {
    if (!source) return;
    const { compiled } = source;
    const factory = natives.eval(`${compiled.code}\n//# sourceURL=${url}`) as Factory; // what the compiler writes
    this.#leads.set(url, compiled.lead);
    const dynamic = (specifier: unknown, options?: { with?: { type?: string } }): Promise<object> =>
      this.#import(specifier, url, options?.with?.type);
    const bind = (getters: Record<string, Getter>): void => void (source.getters = getters);
    const namespaces = source.requests.map(({ namespace }) => namespace);
    const start = (): unknown => factory(this.#meta(url), dynamic, bind, ...namespaces);
    if (compiled.awaits > 0) {
      // Its exports are bound as it starts: an async body cannot be entered and left before it runs.
      source.body = start;
    } else {
      const steps = start() as Iterator<unknown>; // a generator, see compile/transform.ts
      steps.next();
      source.body = () => void steps.next();
    }
    source.state = 'linked';
  }

  #meta(url: string): object {
    const path = urlToPath(url);
    const meta: unknown = Object.assign(Object.create(null), {
      dirname: path.slice(0, path.lastIndexOf('/')) || '/',
      filename: path,
      main: url === this.#main,
      resolve: (specifier: string) => this.#options.resolver.resolve(specifier, url),
      url,
    });
    return meta as object;
  }
}

function checkImports({ url, source }: ModuleRecord): void {
  for (const { request, name, line } of source?.compiled.imports ?? []) {
    const from = source?.requests[request];
    const specifier = source?.compiled.requests[request]?.specifier ?? '';
    const found = from && resolveExport(from, name);
    if (found === 'ambiguous') {
      throw syntaxError(
        `The requested module '${specifier}' contains conflicting star exports for name '${name}'`,
        url,
        line,
        1,
      );
    }
    if (!found) {
      throw syntaxError(
        `The requested module '${specifier}' does not provide an export named '${name}'`,
        url,
        line,
        1,
      );
    }
  }
}

/** JSON must be asked for as such, and nothing else may be. */
function assertType(url: string, type: string | undefined): void {
  const isJson = urlToPath(url).endsWith('.json');
  if (isJson && type !== 'json') {
    throw nodeError(
      TypeError,
      'ERR_IMPORT_ATTRIBUTE_MISSING',
      `Module "${url}" needs an import attribute of "type: json"`,
    );
  }
  if (!isJson && type === 'json') {
    throw nodeError(
      TypeError,
      'ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE',
      `Module "${url}" is not of type "json"`,
    );
  }
}

function jsonModule(url: string, path: string, text: string): ModuleRecord {
  const namespace = emptyNamespace();
  try {
    Object.assign(namespace, { default: JSON.parse(text) });
  } catch (error) {
    throw new SyntaxError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { url, namespace, source: undefined, claims: (name) => name === 'default' };
}

function emptyNamespace(): object {
  const namespace = Object.create(null) as object;
  Object.defineProperty(namespace, Symbol.toStringTag, { value: 'Module' });
  return namespace;
}

/** A syntax error knows its place, for the report of an uncaught one; its stack names the file too. */
function syntaxError(message: string, url: string, line: number, column: number): SyntaxError {
  const error = new SyntaxError(message);
  error.stack = `${url}:${line}\nSyntaxError: ${message}`;
  Object.defineProperty(error, 'place', { value: { url, line, column } });
  return error;
}
