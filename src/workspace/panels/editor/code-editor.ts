/** The editor itself: one Monaco that shows one model at a time, and lets the keyboard out. */
import type { Cursor } from '../../state/files.svelte.ts';
import type { Models } from './models.ts';
import { monaco } from './monaco.ts';
import { codeFont } from './theme.ts';

export interface CodeEditorEvents {
  readonly onSave: () => void;
  readonly onRun: () => void;
  readonly onCheck: () => void;
  readonly onCursor: (path: string, cursor: Cursor) => void;
  /** The learner turns to the code. */
  readonly onFocus: () => void;
  /** Tab now leaves the editor, or it indents again. */
  readonly onTabMode: (leaves: boolean) => void;
  /** The learner followed a definition into another file. */
  readonly onOpen: (path: string, cursor: Cursor) => void;
}

export class CodeEditor {
  readonly #editor: monaco.editor.IStandaloneCodeEditor;
  readonly #models: Models;
  readonly #events: CodeEditorEvents;
  readonly #views = new Map<string, monaco.editor.ICodeEditorViewState>();
  readonly #opener: { dispose(): void };
  #path: string | null = null;
  #tabLeaves = false;

  constructor(host: HTMLElement, models: Models, events: CodeEditorEvents) {
    this.#models = models;
    this.#events = events;
    this.#editor = monaco.editor.create(host, {
      model: null,
      automaticLayout: true,
      fontFamily: codeFont(),
      fontSize: 13,
      lineHeight: 21,
      fontLigatures: false,
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      renderLineHighlight: 'line',
      overviewRulerLanes: 0,
      folding: true,
      glyphMargin: false,
      lineNumbersMinChars: 3,
      padding: { top: 12, bottom: 12 },
      fixedOverflowWidgets: true,
      stickyScroll: { enabled: false },
      // A class and its constructor are one definition to a learner.
      gotoLocation: { multipleDefinitions: 'goto' },
      scrollbar: { alwaysConsumeMouseWheel: false, useShadows: false },
    });
    const { Alt, CtrlCmd, Shift } = monaco.KeyMod;
    const { KeyF, KeyS, Enter } = monaco.KeyCode;
    // The screen's own keys, which the editor would take for itself.
    this.#editor.addCommand(CtrlCmd | KeyS, events.onSave);
    this.#editor.addCommand(CtrlCmd | Enter, events.onRun);
    this.#editor.addCommand(CtrlCmd | Shift | Enter, events.onCheck);
    // The editor's own key for it is another one on each system.
    this.#editor.addCommand(Shift | Alt | KeyF, () => void this.format());
    this.#editor.onDidChangeCursorPosition(({ position }) => {
      if (this.#path) events.onCursor(this.#path, { line: position.lineNumber, column: position.column });
    });
    this.#editor.onDidFocusEditorText(events.onFocus);
    this.#editor.onKeyDown(({ keyCode }) => this.#watchTabKey(keyCode));
    this.#editor.onDidBlurEditorWidget(() => this.#letTabLeave(false));
    this.#opener = monaco.editor.registerEditorOpener({
      openCodeEditor: (_source, resource, at) => {
        const [line, column] =
          at === undefined
            ? [1, 1]
            : 'lineNumber' in at
              ? [at.lineNumber, at.column]
              : [at.startLineNumber, at.startColumn];
        if (!models.get(resource.path.slice(1))) return false;
        events.onOpen(resource.path.slice(1), { line, column });
        return true;
      },
    });
  }

  /** @param cursor where to begin when the file was not shown before. */
  show(path: string, readOnly: boolean, cursor: Cursor | undefined): void {
    if (this.#path === path) return;
    this.#keepView();
    this.#path = path;
    this.#editor.setModel(this.#models.get(path));
    this.#editor.updateOptions({
      readOnly,
      ariaLabel: `${path}${readOnly ? ', read-only' : ''}. Press Escape, then Tab, to leave the editor.`,
      readOnlyMessage: { value: 'This file is part of the lab and cannot be edited.' },
    });
    const view = this.#views.get(path);
    if (view) this.#editor.restoreViewState(view);
    else if (cursor) this.#editor.setPosition({ lineNumber: cursor.line, column: cursor.column });
  }

  /** Shows nothing: no file is open. */
  clear(): void {
    this.#keepView();
    this.#path = null;
    this.#editor.setModel(null);
  }

  /** Goes to a place in the file that is shown, and takes the focus. */
  goTo({ line, column }: Cursor): void {
    this.#editor.setPosition({ lineNumber: line, column });
    this.#editor.revealLineInCenterIfOutsideViewport(line);
    this.#editor.focus();
  }

  focus(): void {
    this.#editor.focus();
  }

  /** Lays the file out by the rules of TypeScript's own formatter. One step for undo. */
  async format(): Promise<void> {
    await this.#editor.getAction('editor.action.formatDocument')?.run();
  }

  dispose(): void {
    this.#opener.dispose();
    this.#editor.dispose();
  }

  #keepView(): void {
    const view = this.#editor.saveViewState();
    if (this.#path && view) this.#views.set(this.#path, view);
  }

  /** Escape lets the next Tab leave the editor; typing takes that back. */
  #watchTabKey(key: monaco.KeyCode): void {
    const { Escape, Tab, Shift, Ctrl, Alt, Meta } = monaco.KeyCode;
    if (key === Escape) this.#letTabLeave(true);
    else if (![Tab, Shift, Ctrl, Alt, Meta].includes(key)) this.#letTabLeave(false);
  }

  #letTabLeave(leaves: boolean): void {
    if (leaves === this.#tabLeaves) return;
    this.#tabLeaves = leaves;
    this.#editor.updateOptions({ tabFocusMode: leaves });
    this.#events.onTabMode(leaves);
  }
}
