/** The learner's files, which of them are open, and what is wrong with them. */
import { applyChanges, changedFiles, type TextFiles } from '../../progress/changes.ts';
import type { LabPage } from '../lab-page.ts';

export interface Problem {
  readonly file: string;
  /** Counted from 1, as is the column. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export interface Cursor {
  readonly line: number;
  readonly column: number;
}

/** A place to show in the editor. Each request is a new object, so that asking twice shows it twice. */
export interface Reveal extends Cursor {
  readonly file: string;
}

export class LabFiles {
  readonly #page: LabPage;
  current = $state.raw<TextFiles>({});
  open = $state.raw<readonly string[]>([]);
  active = $state<string | null>(null);
  /** Where the editor shall go next. */
  reveal = $state.raw<Reveal | null>(null);
  /** Counts how often the editor was asked to lay out the file that is shown. */
  formatRequests = $state(0);
  /** Counts replacements from outside the editor (reset, restore), which the editor must take over. */
  replacements = $state(0);
  /** Found when types are erased: the file cannot run. */
  syntaxProblems = $state.raw<readonly Problem[]>([]);
  /** Found by the editor's TypeScript. */
  typeProblems = $state.raw<readonly Problem[]>([]);
  /** Not reactive: written on each movement of the cursor, read when progress is kept. */
  cursors: Record<string, Cursor> = {};

  /** The files of the list: what may be edited first, then the rest, the kit last; hidden ones are left out. */
  readonly visible: readonly string[];
  readonly changed = $derived.by(() => changedFiles(this.#page.starter, this.current));
  readonly problems = $derived.by(() => mergeProblems(this.syntaxProblems, this.typeProblems));

  constructor(page: LabPage) {
    this.#page = page;
    this.current = page.starter;
    const { editable, hidden } = page.manifest;
    const rest = Object.keys(page.starter)
      .filter((path) => !editable.includes(path) && !hidden.includes(path) && path !== 'package.json')
      .sort((a, b) => Number(a.startsWith('kit/')) - Number(b.startsWith('kit/')) || (a < b ? -1 : 1));
    this.visible = [...editable.filter((path) => path in page.starter), ...rest];
    const [first] = this.visible;
    if (first !== undefined) this.show(first);
  }

  isEditable(path: string): boolean {
    return this.#page.manifest.editable.includes(path);
  }

  /** Opens a file in a tab, and brings it to the front. */
  show(path: string, place?: Cursor): void {
    if (!(path in this.current)) return;
    if (!this.open.includes(path)) this.open = [...this.open, path];
    this.active = path;
    if (place) this.reveal = { file: path, ...place };
  }

  /** Closes a tab. Its neighbour comes to the front. */
  close(path: string): void {
    const index = this.open.indexOf(path);
    this.open = this.open.filter((each) => each !== path);
    if (this.active === path) this.active = this.open[Math.min(index, this.open.length - 1)] ?? null;
  }

  /** Takes over what was typed. */
  edit(path: string, text: string): void {
    if (this.isEditable(path) && this.current[path] !== text)
      this.current = { ...this.current, [path]: text };
  }

  /** Puts other changes in the place of the learner's: none for the starter. */
  replaceChanges(changes: TextFiles): void {
    this.current = applyChanges(this.#page.starter, changes, this.#page.manifest.editable);
    this.replacements++;
  }

  /** Takes up the tabs and cursors of last time. */
  restoreView(view: {
    open: readonly string[];
    active: string | null;
    cursors: Record<string, Cursor>;
  }): void {
    this.cursors = { ...view.cursors };
    const open = view.open.filter((path) => path in this.current);
    if (open.length === 0) return;
    this.open = open;
    this.active = view.active !== null && open.includes(view.active) ? view.active : (open[0] ?? null);
  }
}

/** TypeScript sees some problems that erasing sees too; one of them at a line is enough. */
function mergeProblems(syntax: readonly Problem[], types: readonly Problem[]): Problem[] {
  const known = new Set(syntax.map(({ file, line }) => `${file}:${line}`));
  return [...syntax, ...types.filter(({ file, line }) => !known.has(`${file}:${line}`))];
}
