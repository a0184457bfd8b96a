/** The lab's files as Monaco models, so that its TypeScript sees all of them, and the problems it finds in them. */
import type { Problem } from '../../state/files.svelte.ts';
import { lookAtAllFiles, monaco } from './monaco.ts';

export type TextModel = monaco.editor.ITextModel;

export function uriOf(path: string): monaco.Uri {
  return monaco.Uri.parse(`file:///${path}`);
}

export function pathOf(uri: monaco.Uri): string {
  return uri.path.slice(1);
}

function languageOf(path: string): string {
  return path.endsWith('.ts') ? 'typescript' : path.endsWith('.md') ? 'markdown' : 'plaintext';
}

/** Colours mean something here, so brackets have none of their own. */
export const modelOptions: monaco.editor.ITextModelUpdateOptions = {
  tabSize: 2,
  insertSpaces: true,
  bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
};

/** Milliseconds without an edit. */
const pause = 1_000;

/** One model for each file, for as long as the editor lives. */
export class Models {
  readonly #byPath = new Map<string, TextModel>();
  readonly #onEdit: (path: string, text: string) => void;
  /** True while text comes from outside, which is no edit of the learner's. */
  #replacing = false;
  #looking: ReturnType<typeof setTimeout> | undefined;

  constructor(files: Readonly<Record<string, string>>, onEdit: (path: string, text: string) => void) {
    this.#onEdit = onEdit;
    for (const [path, text] of Object.entries(files)) {
      const model = monaco.editor.createModel(text, languageOf(path), uriOf(path));
      model.updateOptions(modelOptions);
      model.onDidChangeContent(() => {
        if (!this.#replacing) this.#onEdit(path, model.getValue());
        this.#lookAtOthers(model);
      });
      this.#byPath.set(path, model);
    }
  }

  get(path: string): TextModel | null {
    return this.#byPath.get(path) ?? null;
  }

  /** Takes over files that were replaced from outside, as one edit each, so that the editor's undo knows them. */
  replace(files: Readonly<Record<string, string>>): void {
    this.#replacing = true;
    for (const [path, text] of Object.entries(files)) {
      const model = this.#byPath.get(path);
      if (!model || model.getValue() === text) continue;
      model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    }
    this.#replacing = false;
  }

  /** A problem in another file may be gone by this edit: once the typing pauses, all files are looked at again. */
  #lookAtOthers(edited: TextModel): void {
    clearTimeout(this.#looking);
    this.#looking = setTimeout(() => {
      const markers = monaco.editor.getModelMarkers({ owner: 'typescript' });
      if (markers.some(({ resource }) => resource.path !== edited.uri.path)) lookAtAllFiles();
    }, pause);
  }

  dispose(): void {
    clearTimeout(this.#looking);
    for (const model of this.#byPath.values()) model.dispose();
    this.#byPath.clear();
  }
}

/** Calls back with everything that TypeScript finds wrong. Returns how to end it. */
export function watchProblems(onProblems: (problems: Problem[]) => void): () => void {
  const subscription = monaco.editor.onDidChangeMarkers(() => {
    const markers = monaco.editor.getModelMarkers({ owner: 'typescript' });
    onProblems(
      markers
        .filter(
          ({ resource, severity }) => resource.scheme === 'file' && severity >= monaco.MarkerSeverity.Warning,
        )
        .map(({ resource, startLineNumber, startColumn, message, severity }) => ({
          file: pathOf(resource),
          line: startLineNumber,
          column: startColumn,
          message,
          severity: severity === monaco.MarkerSeverity.Error ? 'error' : 'warning',
        })),
    );
  });
  return () => subscription.dispose();
}

/** Underlines problems that were found elsewhere, in the place of those of the same owner. */
export function markProblems(models: Models, paths: readonly string[], problems: readonly Problem[]): void {
  for (const path of paths) {
    const model = models.get(path);
    if (!model) continue;
    const own = problems.filter(({ file }) => file === path);
    monaco.editor.setModelMarkers(
      model,
      'erase',
      own.map(({ line, column, message }) => ({
        severity: monaco.MarkerSeverity.Error,
        startLineNumber: line,
        startColumn: column,
        endLineNumber: line,
        endColumn: model.getLineMaxColumn(Math.min(line, model.getLineCount())),
        message,
      })),
    );
  }
}
