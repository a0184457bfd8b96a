/**
 * Monaco, loaded after the page has painted: the editor with the features that labs use. Its TypeScript service comes
 * in a worker when something of it is first asked for.
 */
// oxlint-disable import/default, import/no-named-as-default, import/no-absolute-path -- Vite makes the default exports; the package
// exports no styles.
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/gotoSymbol/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/readOnlyMessage/register';
import 'monaco-editor/features/referenceSearch/register';
import 'monaco-editor/features/rename/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/languages/definitions/markdown/register';
import 'monaco-editor/languages/definitions/typescript/register';
import * as monaco from 'monaco-editor/editor';
import * as ts from 'monaco-editor/languages/features/typescript/register';
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker';
import TypeScriptWorker from 'monaco-editor/language/typescript/ts.worker.js?worker';
import typeScriptUrl from 'monaco-editor/language/typescript/ts.worker.js?worker&url';
import { onThemeChange } from '../../../components/theme.ts';
import { monacoTheme } from './theme.ts';

// Astro drops style sheets that only lazily loaded modules import, so Monaco's comes by its address.
import stylesUrl from '/node_modules/monaco-editor/min/vs/editor/editor.main.css?url';

export { monaco, ts };
export type Monaco = typeof monaco;

/** Both workers are served from our own origin. */
const environment: monaco.Environment = {
  getWorker: (_id, label) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
};
Object.assign(globalThis, { MonacoEnvironment: environment });

const themeName = 'split-decision';
const applyTheme = (): void => {
  monaco.editor.defineTheme(themeName, monacoTheme());
  monaco.editor.setTheme(themeName);
};
applyTheme();
onThemeChange(applyTheme);
void document.fonts.ready.then(() => monaco.editor.remeasureFonts());

let styles: Promise<void> | undefined;

/** Loads Monaco's style sheet, once. Without it an editor cannot measure itself. */
export function loadStyles(): Promise<void> {
  styles ??= new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: stylesUrl });
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => reject(new Error('The editor’s style sheet could not be loaded.')));
    document.head.append(link);
  });
  return styles;
}

// As in tsconfig.labs.json. The enums of the editor's API lag behind its compiler, hence the numbers.
const bundler = 100 as typeof ts.ModuleResolutionKind.NodeJs;
const es2024 = 11 as typeof ts.ScriptTarget.ESNext;
ts.typescriptDefaults.setCompilerOptions({
  strict: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noFallthroughCasesInSwitch: true,
  exactOptionalPropertyTypes: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: bundler,
  target: es2024,
  lib: ['lib.es2024.d.ts'],
  types: [],
  paths: { '#kit/*': ['file:///kit/*'] },
  allowImportingTsExtensions: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  skipLibCheck: true,
  noEmit: true,
});
ts.typescriptDefaults.setEagerModelSync(true);
// type-check.ts looks for mistakes.
ts.typescriptDefaults.setModeConfiguration({
  ...ts.typescriptDefaults.modeConfiguration,
  diagnostics: false,
});

/** Has the browser fetch TypeScript in a quiet moment, for when it is first asked for. */
export function prefetchTypeScript(): void {
  document.head.append(
    Object.assign(document.createElement('link'), { rel: 'prefetch', href: typeScriptUrl }),
  );
}

let libraries: Promise<void> | undefined;

/**
 * Gives the types of Node, and of the packages that these sources import, to the TypeScript service, once. The editor can
 * be used before they have come.
 */
export function loadLibraries(sources: readonly string[]): Promise<void> {
  libraries ??= takeTypes(sources);
  return libraries;
}

async function takeTypes(sources: readonly string[]): Promise<void> {
  const imports = (name: string): boolean => sources.some((text) => text.includes(`from '${name}`));
  const types = await Promise.all([
    import('./node-types.ts'),
    ...(imports('jose') ? [import('./jose-types.ts')] : []),
    ...(imports('@opentelemetry/') ? [import('./open-telemetry-types.ts')] : []),
  ]);
  ts.typescriptDefaults.setExtraLibs(types.flatMap((each) => each.libraries));
}
