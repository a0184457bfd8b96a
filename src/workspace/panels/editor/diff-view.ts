/** The learner's file beside the solution's. Both sides are copies, so nothing here can change their code. */
import { modelOptions } from './models.ts';
import { monaco } from './monaco.ts';
import { codeFont } from './theme.ts';

export class DiffView {
  readonly #editor: monaco.editor.IStandaloneDiffEditor;
  #models: monaco.editor.ITextModel[] = [];

  constructor(host: HTMLElement) {
    this.#editor = monaco.editor.createDiffEditor(host, {
      automaticLayout: true,
      readOnly: true,
      originalEditable: false,
      renderSideBySide: true,
      useInlineViewWhenSpaceIsLimited: true,
      hideUnchangedRegions: { enabled: true },
      fontFamily: codeFont(),
      fontSize: 13,
      lineHeight: 21,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      renderOverviewRuler: false,
      tabFocusMode: true,
      fixedOverflowWidgets: true,
      originalAriaLabel: 'Your code',
      modifiedAriaLabel: 'The solution',
    });
  }

  show(mine: string, solution: string): void {
    const before = this.#models;
    // Without an address of the lab: they are no files of it, and their problems are not listed.
    const original = monaco.editor.createModel(mine, 'typescript');
    const modified = monaco.editor.createModel(solution, 'typescript');
    this.#models = [original, modified];
    for (const model of this.#models) model.updateOptions(modelOptions);
    this.#editor.setModel({ original, modified });
    for (const model of before) model.dispose();
  }

  dispose(): void {
    this.#editor.dispose();
    for (const model of this.#models) model.dispose();
  }
}
