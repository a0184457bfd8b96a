/** The dialogs behind the More button. */

export type DialogName = 'share' | 'download' | 'transfer' | 'history' | 'diagnostics' | 'shortcuts';

export interface MoreAction {
  readonly dialog: DialogName;
  readonly label: string;
  /** What it is for, in a few words. */
  readonly note: string;
}

/** In the order of the menu. */
export const moreActions: readonly MoreAction[] = [
  { dialog: 'share', label: 'Share my code', note: 'A link that holds your edits' },
  { dialog: 'download', label: 'Download the lab', note: 'To run on your own Node' },
  { dialog: 'history', label: 'History of your files', note: 'Back to before a reset or an import' },
  { dialog: 'transfer', label: 'Export or import progress', note: 'All labs, in one file' },
  { dialog: 'diagnostics', label: 'Report a problem', note: 'Copy what a bug report needs' },
  { dialog: 'shortcuts', label: 'Keyboard shortcuts', note: 'Also with the ? key' },
];
