/**
 * What compiling a module gives: code, and what the linker has to know. The code is a generator function whose first
 * step binds the module's exports and whose second step is its body; for a module that awaits at its top level it is
 * an async function that does both. It depends on the text alone, never on the path.
 */
export type CompileResult = CompiledModule | CompileFailure;

export interface CompiledModule {
  ok: true;
  /** An expression: the function. */
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
  /** Line of the first `await` at the top level; 0 without one. */
  awaits: number;
}

/** A syntax error. Lines count from 1, columns from 0. */
export interface CompileFailure {
  ok: false;
  message: string;
  line: number;
  column: number;
}
