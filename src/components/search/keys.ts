/** Which key presses open the search. */

export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Where the focus is: a field takes every character, an editor or a terminal takes chords as well. */
export type Focus = 'page' | 'field' | 'editor';

/** “/” outside of fields, and Ctrl K (Command K) outside of editors and terminals, which use it themselves. */
export function opensSearch({ key, ctrlKey, metaKey, altKey, shiftKey }: Press, focus: Focus): boolean {
  if (altKey) return false;
  if (ctrlKey || metaKey) return key.toLowerCase() === 'k' && !shiftKey && focus !== 'editor';
  return key === '/' && focus === 'page';
}

/** Where an event came from. */
export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'page';
  if (target.closest('.monaco-editor, .xterm')) return 'editor';
  const field = target.closest('input, textarea, select, [contenteditable], [role="textbox"]');
  // A radio button or a tick box takes no characters.
  return field && !field.matches('[type="radio"], [type="checkbox"]') ? 'field' : 'page';
}
