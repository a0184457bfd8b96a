/** Opens a lab of the built site in a browser that reaches no other host. */
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Locator, Page } from 'playwright';
import type { EnginePreference } from '../../src/progress/preferences.ts';
import { siteUrl } from '../support/site.ts';

export interface OpenLabOptions {
  readonly javaScriptEnabled?: boolean;
  readonly engine?: EnginePreference;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** A context in which only our own site answers. */
export async function isolatedContext(
  browser: Browser,
  options: OpenLabOptions = {},
): Promise<BrowserContext> {
  const { width = 1440, height = 900, colorScheme = 'light', javaScriptEnabled = true } = options;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, javaScriptEnabled });
  const { origin } = new URL(await siteUrl());
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  return context;
}

/** One lab in one tab, with words for what a learner does there. */
export class LabScreen {
  readonly page: Page;
  /** Paths of our own site that were asked for. */
  readonly requested: string[] = [];
  /** Errors that no code of the page caught. */
  readonly errors: string[] = [];
  readonly #address: string;

  constructor(page: Page, address: string) {
    this.page = page;
    this.#address = address;
    page.on('request', (request) => this.requested.push(new URL(request.url()).pathname));
    page.on('pageerror', (error) => this.errors.push(error.message));
  }

  /** @param engine chosen as if in an earlier visit; null leaves what is there. */
  static async open(
    context: BrowserContext,
    slug: string,
    engine: EnginePreference | null = 'offline',
  ): Promise<LabScreen> {
    return LabScreen.openAt(context, `${await siteUrl()}labs/${slug}/`, engine);
  }

  /** The same on another server. */
  static async openAt(
    context: BrowserContext,
    address: string,
    engine: EnginePreference | null = 'offline',
  ): Promise<LabScreen> {
    const lab = new LabScreen(await context.newPage(), address);
    if (engine !== null) {
      await lab.page.addInitScript((choice) => {
        // This runs in the engine's frame too, which has no storage or none that it may touch.
        if (window !== window.top) return;
        const key = 'split-decision:preferences';
        const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
        localStorage.setItem(key, JSON.stringify({ engine: choice, ...(kept as object) }));
      }, engine);
    }
    await lab.visit();
    return lab;
  }

  async visit(): Promise<void> {
    await this.page.goto(this.#address);
    await this.alive();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.alive();
  }

  async alive(): Promise<void> {
    await this.page.locator('[data-testid=workspace][data-alive=true]').waitFor();
  }

  get editor(): Locator {
    return this.page.getByTestId('editor');
  }

  /** The text of the terminal that is on screen. */
  get terminal(): Locator {
    return this.page.locator('.xterm-rows');
  }

  get announcements(): Locator {
    return this.page.getByTestId('announcements');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  process(id: string): Locator {
    return this.page.getByTestId(`process-${id}`);
  }

  /** Waits until a process is in one of these states. */
  async processIs(id: string, ...states: readonly string[]): Promise<void> {
    const any = states.map((state) => `[data-state=${state}]`).join(', ');
    await this.page.locator(`[data-testid=process-${id}]:is(${any})`).waitFor();
  }

  /** Waits until the terminal shows the text. */
  async says(text: string | RegExp): Promise<void> {
    await this.terminal.filter({ hasText: text }).waitFor();
  }

  /** Runs the lab, without a prediction where one is asked for. */
  async run(): Promise<void> {
    await this.button('Run').click();
    const skip = this.button('Run without predicting');
    await skip.or(this.button('Stop')).first().waitFor();
    if (await skip.isVisible()) await skip.click();
  }

  async ready(): Promise<void> {
    await this.page.locator('[data-testid=engine][data-state=ready]').waitFor();
  }

  async openFile(path: string): Promise<void> {
    const name = `${path.split('/').at(-1)}`;
    await this.page.locator(`nav[aria-label=Files] button[title^="${path}"]`, { hasText: name }).click();
  }

  /** Puts a text in the place of a file's, as a learner does: select all, paste. */
  async paste(path: string, text: string): Promise<void> {
    await this.openFile(path);
    await this.focusEditor();
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('ControlOrMeta+V');
  }

  async focusEditor(): Promise<void> {
    await this.editor.locator('.view-line').first().click();
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+S');
    await this.announcements.filter({ hasText: /^\s*Saved/ }).waitFor();
  }

  /** Checks, and gives the verdict in words. */
  async check(): Promise<string> {
    await this.button('Check').click();
    await this.button('Stop checking').waitFor();
    await this.button('Check').waitFor();
    return (await this.page.getByTestId('verdict').textContent()) ?? '';
  }
}

/** The files of a lab's solution that a learner may edit. */
export function solutionOf(slug: string): Record<string, string> {
  const folder = new URL(`../../.generated/labs/${slug}/`, import.meta.url);
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  // Both files were written from validated data by the build.
  const { files } = read('solution.json') as { files: Record<string, string> };
  const { editable } = read('manifest.json') as { editable: string[] };
  return Object.fromEntries(editable.map((path) => [path, files[path] ?? '']));
}
