/** The lab's files as Monaco models, so that its TypeScript sees all of them, and the problems it finds in them. */
import type { Problem } from '../../state/files.svelte.ts';
import { monaco } from './monaco.ts';

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

/** Of the markers of TypeScript's problems. */
export const typescriptOwner = 'typescript';

/** Colours mean something here, so brackets have none of their own. */
export const modelOptions: monaco.editor.ITextModelUpdateOptions = {
  tabSize: 2,
  insertSpaces: true,
  bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
};

export interface ModelsEvents {
  /** The learner has changed a file. */
  readonly onEdit: (path: string, text: string) => void;
  /** A file has another text, by whomever. */
  readonly onChange: (model: TextModel) => void;
}

/** One model for each file, for as long as the editor lives. */
export class Models {
  readonly #byPath = new Map<string, TextModel>();
  /** True while text comes from outside, which is no edit of the learner's. */
  #replacing = false;

  constructor(files: Readonly<Record<string, string>>, events: ModelsEvents) {
    for (const [path, text] of Object.entries(files)) {
      const model = monaco.editor.createModel(text, languageOf(path), uriOf(path));
      model.updateOptions(modelOptions);
      model.onDidChangeContent(() => {
        if (!this.#replacing) events.onEdit(path, model.getValue());
        events.onChange(model);
      });
      this.#byPath.set(path, model);
    }
  }

  /** Those that TypeScript is to look at. */
  get typescript(): readonly TextModel[] {
    return [...this.#byPath.values()].filter((model) => model.getLanguageId() === 'typescript');
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

  dispose(): void {
    for (const model of this.#byPath.values()) model.dispose();
    this.#byPath.clear();
  }
}

/** Calls back with everything that TypeScript finds wrong. Returns how to end it. */
export function watchProblems(onProblems: (problems: Problem[]) => void): () => void {
  const subscription = monaco.editor.onDidChangeMarkers(() => {
    const markers = monaco.editor.getModelMarkers({ owner: typescriptOwner });
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
