/** Monaco's and the diff's colours, taken from the tokens of the theme on screen. */
import type { editor } from 'monaco-editor/editor';
import { effectiveTheme, resolveColour } from '../../../components/theme.ts';

/** `rgb(1, 2, 3)` or `rgba(1, 2, 3, 0.5)` as `#rrggbb[aa]`, which is all that Monaco takes. */
export function toHex(colour: string): string {
  const [r = 0, g = 0, b = 0, alpha] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  const parts = alpha === undefined ? [r, g, b] : [r, g, b, alpha * 255];
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** A token's value in the theme on screen. */
export const colour = (token: `--${string}`): string => toHex(resolveColour(token));
/** Monaco wants token colours without the number sign. */
const bare = (token: `--${string}`): string => colour(token).slice(1, 7);

export function monacoTheme(): editor.IStandaloneThemeData {
  const accentWash = colour('--accent-wash');
  return {
    base: effectiveTheme() === 'dark' ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: bare('--code-ink') },
      { token: 'comment', foreground: bare('--code-comment'), fontStyle: 'italic' },
      { token: 'keyword', foreground: bare('--code-keyword') },
      { token: 'string', foreground: bare('--code-string') },
      { token: 'regexp', foreground: bare('--code-string') },
      { token: 'number', foreground: bare('--code-number') },
      { token: 'type', foreground: bare('--code-type') },
      { token: 'delimiter', foreground: bare('--ink-soft') },
    ],
    colors: {
      'editor.background': colour('--paper-raised'),
      'editor.foreground': colour('--code-ink'),
      'editorLineNumber.foreground': colour('--ink-faint'),
      'editorLineNumber.activeForeground': colour('--ink'),
      'editorCursor.foreground': colour('--accent'),
      'editor.selectionBackground': accentWash,
      'editor.inactiveSelectionBackground': colour('--code-mark'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.lineHighlightBackground': colour('--code-paper'),
      'editorIndentGuide.background1': colour('--rule'),
      'editorWidget.background': colour('--paper-raised'),
      'editorWidget.border': colour('--rule-strong'),
      'editorHoverWidget.background': colour('--paper-raised'),
      'editorSuggestWidget.selectedBackground': accentWash,
      'editorSuggestWidget.selectedForeground': colour('--ink'),
      'editorError.foreground': colour('--failure'),
      'editorWarning.foreground': colour('--caution'),
      'editorGutter.background': colour('--paper-raised'),
      'diffEditor.insertedTextBackground': `${colour('--accent')}30`,
      'diffEditor.removedTextBackground': `${colour('--caution')}30`,
      'diffEditor.insertedLineBackground': `${colour('--accent')}14`,
      'diffEditor.removedLineBackground': `${colour('--caution')}14`,
      'scrollbarSlider.background': `${colour('--rule-strong')}55`,
      focusBorder: colour('--focus'),
    },
  };
}

/** The stack of fonts behind `--font-code`. Monaco measures with it, so it needs the names and not the variable. */
export function codeFont(): string {
  const probe = document.createElement('code');
  document.body.append(probe);
  const { fontFamily } = getComputedStyle(probe);
  probe.remove();
  return fontFamily;
}
