/** xterm in its place: shows one transcript at a time, in the theme's colours, and links to the sources. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal, type ITheme } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { onThemeChange } from '../../../components/theme.ts';
import { codeFont, colour } from '../editor/theme.ts';
import { sourceLinks, type SourcePlace } from '../../source-links.ts';
import type { Transcript } from '../../transcript.ts';

export interface ConsoleOptions {
  /** Services in the manifest's order, whose colours labels have. */
  readonly services: readonly string[];
  /** The lab's files: places in them become links. */
  readonly files: ReadonlySet<string>;
  readonly onOpen: (place: SourcePlace) => void;
}

export class ConsoleTerminal {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #ending: (() => void)[] = [];
  #stopFollowing: () => void = () => {};

  constructor(host: HTMLElement, options: ConsoleOptions) {
    this.#terminal = new Terminal({
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
    this.#terminal.open(host);
    // Nothing is typed here: Tab and the like belong to the page.
    this.#terminal.attachCustomKeyEventHandler(() => false);
    this.#linkSources(options);
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
    this.#terminal.write(transcript.text);
    this.#stopFollowing = transcript.onAppend((text) => this.#terminal.write(text));
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

  #linkSources({ files, onOpen }: ConsoleOptions): void {
    this.#terminal.registerLinkProvider({
      provideLinks: (y, callback) => {
        const text = this.#terminal.buffer.active.getLine(y - 1)?.translateToString(true) ?? '';
        const links = sourceLinks(text, files).map((link) => ({
          text: text.slice(link.start, link.end),
          range: { start: { x: link.start + 1, y }, end: { x: link.end, y } },
          activate: () => onOpen(link),
        }));
        callback(links.length > 0 ? links : undefined);
      },
    });
  }
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
