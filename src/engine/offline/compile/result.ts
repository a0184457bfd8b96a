/**
 * What compiling a module gives: the code of a generator function whose first step binds its exports and whose second
 * step is the module's own body, and what the linker has to know. It depends on the text alone, never on the path.
 */
export type CompileResult = CompiledModule | CompileFailure;

export interface CompiledModule {
  ok: true;
  /** An expression: a generator function, or an async one if the module awaits at its top level. */
  code: string;
  /** How many characters stand before the module's own text in the first line. */
  lead: number;
  /** The modules it asks for, in order, each once. */
  requests: { specifier: string; type: string | undefined; line: number }[];
  /** The names it imports or passes on, which must exist. */
  imports: { request: number; name: string; line: number }[];
  /** The names that it exports from its own scope. */
  exports: string[];
  /** `export { name as exported } from …`; the name is undefined where the whole namespace is exported. */
  reexports: { exported: string; request: number; name: string | undefined }[];
  /** `export * from …`, by request. */
  stars: number[];
  awaits: boolean;
}

/** A syntax error. Lines count from 1, columns from 0. */
export interface CompileFailure {
  ok: false;
  message: string;
  line: number;
  column: number;
}
