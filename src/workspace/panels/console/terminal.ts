/** xterm in its place: shows one transcript at a time, in the theme's colours, and links to the sources. */
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Terminal, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { onThemeChange } from '../../../components/theme.ts';
import { codeFont, colour } from '../editor/theme.ts';
import { sourceLinks, traceLinks, type SourcePlace } from '../../source-links.ts';
import type { Transcript } from '../../transcript.ts';

export interface ConsoleOptions {
  /** Services in the manifest's order, whose colours labels have. */
  readonly services: readonly string[];
  /** The lab's files: places in them become links. */
  readonly files: ReadonlySet<string>;
  readonly onOpen: (place: SourcePlace) => void;
  readonly onTrace: (traceId: string) => void;
  /** How many lines hold what is looked for, and which of them is shown, from 0; -1 when none is. */
  readonly onFound: (count: number, index: number) => void;
}

export class ConsoleTerminal {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #search = new SearchAddon();
  readonly #ending: (() => void)[] = [];
  #stopFollowing: () => void = () => {};
  /** What was written first has been taken in: only then can it be searched. */
  #shown: Promise<void> = Promise.resolve();

  constructor(host: HTMLElement, options: ConsoleOptions) {
    this.#terminal = new Terminal({
      // What was found is marked by decorations, which xterm still calls a proposal.
      allowProposedApi: true,
      convertEol: true,
      disableStdin: true,
      cursorBlink: false,
      cursorInactiveStyle: 'none',
      fontFamily: codeFont(),
      fontSize: 12.5,
      lineHeight: 1.35,
      scrollback: 5_000,
      theme: theme(options.services),
    });
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.loadAddon(this.#search);
    this.#terminal.open(host);
    // Nothing is typed here: Tab and the like belong to the page.
    this.#terminal.attachCustomKeyEventHandler(() => false);
    this.#link(options);
    this.#search.onDidChangeResults(({ resultCount, resultIndex }) =>
      options.onFound(resultCount, resultIndex),
    );
    const resize = new ResizeObserver(() => this.#refit(host));
    resize.observe(host);
    this.#ending.push(
      () => resize.disconnect(),
      onThemeChange(() => (this.#terminal.options.theme = theme(options.services))),
    );
    // Cells are measured with the font, so a font that comes later must be measured again.
    void this.#measureAgain(host);
  }

  /** Shows a transcript from its beginning, and what is added to it. */
  show(transcript: Transcript): void {
    this.#stopFollowing();
    this.#terminal.reset();
    this.#shown = new Promise((resolve) => this.#terminal.write(transcript.text, resolve));
    this.#stopFollowing = transcript.onAppend((text) => this.#terminal.write(text));
  }

  /**
   * Marks a text wherever it stands and goes to the next place, or the one before. Nothing is marked for an empty one.
   * @param how `typing` stays where it is as long as the text still fits.
   */
  async find(text: string, how: 'typing' | 'next' | 'previous' = 'typing'): Promise<void> {
    await this.#shown;
    if (text === '') {
      this.#search.clearDecorations();
      this.#terminal.clearSelection();
      return;
    }
    const options = { incremental: how === 'typing', decorations: marks() };
    if (how === 'previous') this.#search.findPrevious(text, options);
    else this.#search.findNext(text, options);
  }

  dispose(): void {
    this.#stopFollowing();
    for (const end of this.#ending) end();
    this.#terminal.dispose();
  }

  async #measureAgain(host: HTMLElement): Promise<void> {
    await document.fonts.ready;
    this.#terminal.options.fontFamily = codeFont();
    this.#refit(host);
  }

  #refit(host: HTMLElement): void {
    // A hidden panel has no size, and fitting to none would wrap every line.
    if (host.clientWidth > 0 && host.clientHeight > 0) this.#fit.fit();
  }

  #link({ files, onOpen, onTrace }: ConsoleOptions): void {
    this.#terminal.registerLinkProvider({
      provideLinks: (y, callback) => {
        const text = this.#terminal.buffer.active.getLine(y - 1)?.translateToString(true) ?? '';
        const linked = (link: { start: number; end: number }, activate: () => void) => ({
          text: text.slice(link.start, link.end),
          range: { start: { x: link.start + 1, y }, end: { x: link.end, y } },
          activate,
        });
        const links = [
          ...sourceLinks(text, files).map((link) => linked(link, () => onOpen(link))),
          ...traceLinks(text).map((link) => linked(link, () => onTrace(link.traceId))),
        ];
        callback(links.length > 0 ? links : undefined);
      },
    });
  }
}

/** How what was found is marked. */
function marks() {
  const [here, all] = [colour('--caution'), colour('--code-mark-line')];
  return {
    matchBorder: all,
    matchOverviewRuler: all,
    activeMatchBorder: here,
    activeMatchColorOverviewRuler: here,
  };
}

/** The sixteen basic colours come from the tokens too; those from 16 on are the services'. */
function theme(services: readonly string[]): ITheme {
  const ink = colour('--ink');
  const red = colour('--failure');
  const green = colour('--pass');
  const yellow = colour('--caution');
  const blue = colour('--code-type');
  const magenta = colour('--code-number');
  const faint = colour('--ink-faint');
  const hues = services.map((service) => colour(`--service-${service}`));
  return {
    background: colour('--paper-sunk'),
    foreground: ink,
    cursor: colour('--paper-sunk'),
    selectionBackground: colour('--code-mark'),
    black: ink,
    red,
    green,
    yellow,
    blue,
    magenta,
    cyan: blue,
    white: faint,
    brightBlack: faint,
    brightRed: red,
    brightGreen: green,
    brightYellow: yellow,
    brightBlue: blue,
    brightMagenta: magenta,
    brightCyan: blue,
    brightWhite: ink,
    extendedAnsi: hues,
  };
}
