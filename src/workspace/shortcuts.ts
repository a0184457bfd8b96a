/** The keys of the lab screen: what they are called, and what a key event asks for. */
import type { View } from './state/view.svelte.ts';

/** On a Mac Ctrl stands for Command. */
export const shortcuts = [
  { keys: 'Ctrl S', does: 'Save, and restart the services that the change concerns' },
  { keys: 'Ctrl Enter', does: 'Run the lab, or stop it' },
  { keys: 'Ctrl Enter, in the requests', does: 'Send the request' },
  { keys: 'Ctrl Shift Enter', does: 'Check' },
  { keys: 'Alt 1', does: 'To the brief' },
  { keys: 'Alt 2', does: 'To the code' },
  { keys: 'Alt 3', does: 'To the console' },
  { keys: 'Alt 4', does: 'To the checks' },
  { keys: 'Alt 5', does: 'To the map' },
  { keys: 'Alt 6', does: 'To the requests' },
  { keys: 'Alt 7', does: 'To the traffic' },
  { keys: 'Alt 8', does: 'To the traces' },
  { keys: 'Alt 9', does: 'To the data, where two services keep a copy of it' },
  { keys: 'F12', does: 'In the editor: to where the name under the cursor is defined' },
  { keys: 'Shift Alt F', does: 'In the editor: format the file' },
  { keys: 'Ctrl F', does: 'In the console: find' },
  { keys: 'Escape, then Tab', does: 'Leave the editor' },
  { keys: 'Arrows', does: 'Move a separator between two panes, with Shift by more' },
  { keys: '?', does: 'This list' },
] as const;

export type Command = 'save' | 'run' | 'check' | 'help' | View;

export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const digits: Record<string, Command> = {
  Digit1: 'brief',
  Digit2: 'code',
  Digit3: 'console',
  Digit4: 'checks',
  Digit5: 'map',
  Digit6: 'requests',
  Digit7: 'traffic',
  Digit8: 'traces',
  Digit9: 'data',
};

/**
 * What a key press asks for, or null.
 * @param typing the focus is where text is typed, so that a plain character is one.
 */
export function commandOf(press: KeyPress, typing: boolean): Command | null {
  const { key, code, altKey, shiftKey } = press;
  const control = press.ctrlKey || press.metaKey;
  if (control && !altKey && key.toLowerCase() === 's') return 'save';
  if (control && !altKey && key === 'Enter') return shiftKey ? 'check' : 'run';
  if (altKey && !control && !shiftKey) return digits[code] ?? null;
  if (key === '?' && !control && !altKey && !typing) return 'help';
  return null;
}
