// VS Code in a browser, in the words of the person who uses it. Every wait has an end and polls; nothing sleeps.
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { positionOf, type Position } from './position.js';
import { setup, sharedBrowser } from './setup.js';
import { changeSettings, restoreSettings, type Settings } from './settings.js';

/** Each theme's setting and the class the workbench then has. */
const themes = {
  dark: { setting: 'Dark Modern', className: 'vs-dark' },
  light: { setting: 'Light Modern', className: 'vs' },
  'high contrast': { setting: 'Default High Contrast', className: 'hc-black' },
  'high contrast light': { setting: 'Default High Contrast Light', className: 'hc-light' },
} as const;

export type Theme = keyof typeof themes;

export interface WorkbenchOptions {
  /** What is opened as the workspace, absolute; the copy of examples/ by default. */
  readonly folder?: string;
  /** Opened at the start; a path in the workspace. */
  readonly file?: string;
  /** false: Restricted Mode. */
  readonly trusted?: boolean;
  /** Where the image engine cannot be loaded. */
  readonly withoutSharp?: boolean;
  readonly width?: number;
  readonly height?: number;
}

export class Workbench {
  private openedFile: string | undefined;
  private traced = false;

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly folder: string,
  ) {}

  /** A new window on the workspace, ready for the first key. */
  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const { folder = setup.workspace, file, trusted = true, withoutSharp = false } = options;
    const { width = 1280, height = 800 } = options;
    const origin = withoutSharp ? setup.withoutSharp : trusted ? setup.trusted : setup.restricted;
    restoreSettings(folder);
    const browser = await sharedBrowser();
    const context = await browser.newContext({ viewport: { width, height } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    const page = await context.newPage();
    const workbench = new Workbench(page, context, folder);
    await page.goto(`${origin}/?folder=${encodeURIComponent(folder)}`);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    if (file !== undefined) await workbench.openFile(file);
    return workbench;
  }

  /** Opens a file of the workspace and waits for its text. */
  async openFile(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.pick(
      'Control+P',
      path,
      this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`),
    );
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(':is(.editor-instance, .notebookOverlay) .view-line').first().waitFor();
    this.openedFile = path;
  }

  /** Opens a picture of the workspace as the editor itself shows it. */
  async openPicture(path: string): Promise<void> {
    const name = path.split('/').at(-1) ?? path;
    await this.pick(
      'Control+P',
      path,
      this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`),
    );
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /** Loads the window anew by the editor's own command, which keeps what there is to keep before it goes. */
  async reload(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** Runs a command by its full title, such as `Tilescope: Show Log`, from the palette. */
  async runCommand(title: string): Promise<void> {
    await this.pick(
      'F1',
      `>${title}`,
      this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${title}"]`),
    );
  }

  /** The entries of the open picker whose text has `text` in it. */
  entries(text: string | RegExp): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: text });
  }

  /** Answers the picker that a command has opened: types `text` and takes the first entry that has it. */
  async answer(text: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible input.input').fill(text);
    await this.entries(text).first().click();
    await this.entries(text).first().waitFor({ state: 'hidden' });
  }

  /**
   * Puts the cursor on the first occurrence of `text` in the open file (that is saved: the position is read from
   * disk), which also brings it into view. @returns where that is, for a person
   */
  async goTo(text: string): Promise<Position> {
    if (this.openedFile === undefined) throw new Error('No file is open.');
    const position = positionOf(text, readFileSync(join(this.folder, this.openedFile), 'utf8'));
    await this.goToPosition(position);
    return position;
  }

  async goToPosition({ line, column }: Position): Promise<void> {
    const go = this.page.locator('.quick-input-list .monaco-list-row').first();
    await this.pick('Control+G', `:${line}:${column}`, go);
    await this.page.getByText(`Ln ${line}, Col ${column}`, { exact: false }).waitFor();
  }

  /**
   * F8, from where the cursor is, until the problem is one whose message has `message` in it: between them are those
   * of other extensions. @returns what it shows below the line
   */
  async goToProblem(message: RegExp): Promise<Locator> {
    const shown = this.page.locator('.marker-widget .descriptioncontainer');
    const wanted = shown.filter({ hasText: message });
    await until(`the problem ${String(message)}`, async () => {
      const [last] = await shown.allInnerTexts();
      await this.page.keyboard.press('F8');
      await appears(last === undefined ? shown : shown.filter({ hasNotText: last }), 2000);
      return wanted.isVisible();
    });
    return wanted;
  }

  /** Entries of the open menu of quick fixes whose text has `text` in it. */
  quickFixes(text: string | RegExp = ''): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action').filter({ hasText: text });
  }

  /** Opens the menu of quick fixes at the cursor, once it has one whose title has `title` in it. */
  async openQuickFixes(title: RegExp): Promise<void> {
    await until(`the quick fix ${String(title)}`, async () => {
      await this.page.keyboard.press('Control+.');
      if (await appears(this.quickFixes(title).first(), 3000)) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
  }

  /** Takes an entry of the open menu with the arrow keys. @returns how often it took one of them */
  async takeQuickFix(title: RegExp): Promise<number> {
    const focused = this.page.locator('.action-widget .monaco-list-row.action.focused');
    await focused.waitFor();
    let steps = 0;
    await until(`the entry ${String(title)} to have the focus`, async () => {
      if (await this.quickFixes(title).and(focused).count()) return true;
      await this.page.keyboard.press('ArrowDown');
      steps += 1;
      return false;
    });
    await this.page.keyboard.press('Enter');
    await focused.waitFor({ state: 'hidden' });
    return steps;
  }

  /** Writes the open file to disk, until there is what is wanted. */
  async save(what: string, isThere: (content: string) => boolean): Promise<void> {
    if (this.openedFile === undefined) throw new Error('No file is open.');
    const path = join(this.folder, this.openedFile);
    await until(
      what,
      async () => {
        await this.page.keyboard.press('Control+S');
        // Whether it has been written shows on disk alone; the dot of the tab comes late and goes early.
        await gone(this.page.locator('.tab.active.dirty'), 2000);
        return isThere(readFileSync(path, 'utf8'));
      },
      15_000,
    );
  }

  /**
   * Rests the mouse on the first letter of `text` until a hover appears (with `shows` in it). The extension may still be starting, and
   * a hover that came too early stays as it was: so it is asked again.
   */
  async hoverAt(text: string, shows: string | RegExp = /\S/): Promise<Locator> {
    const { page } = this;
    await this.goTo(text);
    const cursor = page.locator('.editor-instance .cursors-layer .cursor').first();
    const hover = page
      .locator('.monaco-editor .monaco-hover:visible, .monaco-hover.workbench-hover:visible')
      .filter({
        hasText: shows,
        hasNotText: /^Loading\.\.\.$/,
      });
    await until(`a hover on "${text}" showing ${String(shows)}`, async () => {
      const spot = await cursor.boundingBox();
      if (spot === null) return false;
      await page.mouse.move(spot.x + 4, spot.y + spot.height / 2, { steps: 3 });
      const found = await appears(hover.first(), 1500);
      if (!found) await page.mouse.move(5, 5);
      return found;
    });
    return hover.first();
  }

  /** Code lenses on screen whose text has `text` in it. */
  lenses(text: string | RegExp): Locator {
    return this.page.locator('.codelens-decoration > a').filter({ hasText: text });
  }

  /** Entries of the status bar whose text has `text` in it. */
  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /** The content of the webview on screen. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  }

  /** Changes settings of the workspace until the next window opens; `undefined` takes one away. */
  changeSettings(changes: Settings): void {
    changeSettings(changes, this.folder);
  }

  async setTheme(theme: Theme): Promise<void> {
    const { setting, className } = themes[theme];
    this.changeSettings({ 'workbench.colorTheme': setting });
    await this.page.locator(`.monaco-workbench.${className}`).first().waitFor();
  }

  /** A picture into test-results/screenshots/, of the window or of a part. @returns its file */
  async screenshot(name: string, part?: Locator): Promise<string> {
    const path = join(setup.screenshots, `${name}.png`);
    mkdirSync(dirname(path), { recursive: true });
    const options = { path, animations: 'disabled', caret: 'hide' } as const;
    await (part ? part.screenshot(options) : this.page.screenshot(options));
    return path;
  }

  /** Menus, pickers, dialogs and hovers that a test has left when it failed. */
  async closeWhatIsOpen(): Promise<void> {
    const left =
      '.quick-input-widget:visible, .monaco-dialog-box, .context-view:visible .monaco-menu, .action-widget';
    await until('all menus to close', async () => {
      await this.page.keyboard.press('Escape');
      return gone(this.page.locator(left), 500);
    });
  }

  /** Answers the dialog that asks for a file: it goes on writing its own answer while it looks at the folder. */
  async saveAs(path: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input.input');
    await input.waitFor();
    await until('the suggested name', async () => (await input.inputValue()) !== '');
    await until(`${path} in the dialog`, async () => {
      await input.fill(path);
      await this.page.keyboard.press('Enter');
      return gone(input, 3000);
    });
  }

  /** Records what happens from now on. It takes a good part of a core, so not before something has failed. */
  async startTrace(): Promise<void> {
    if (this.traced) return;
    this.traced = true;
    await this.context.tracing.start({ screenshots: true, snapshots: true });
  }

  /** Keeps in a folder how the window looks, and its trace where there is one. */
  async keepTrace(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, 'screen.png') });
    if (this.traced) await this.context.tracing.stop({ path: join(folder, 'trace.zip') });
    this.traced = false;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Opens a picker with a key, types, and takes the row. Keys pressed while the window is busy get lost: again. */
  private async pick(key: string, text: string, row: Locator): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input.input');
    await until(`"${text}" in the picker of ${key}`, async () => {
      await this.page.keyboard.press(key);
      if (!(await appears(input, 2000))) return false;
      // It closes by itself when the focus goes elsewhere meanwhile.
      if (!(await filled(input, text))) return false;
      // Enter takes the row that has the focus, which is another while the list is still being filtered.
      const focused = this.page.locator('.quick-input-list .monaco-list-row.focused').and(row);
      if (await appears(focused.first(), 5000)) return true;
      await this.page.keyboard.press('Escape');
      return false;
    });
    await this.page.keyboard.press('Enter');
    // Not the picker itself: a command may go on asking in it.
    await row.first().waitFor({ state: 'hidden' });
  }
}

/** Whether the text could be written. */
async function filled(input: Locator, text: string): Promise<boolean> {
  try {
    await input.fill(text, { timeout: 3000 });
    return true;
  } catch {
    return false;
  }
}

/** Whether it is there within the time. */
export async function appears(locator: Locator, timeout: number): Promise<boolean> {
  try {
    await locator.waitFor({ state: 'visible', timeout });
    return true;
  } catch {
    return false;
  }
}

/** Whether it is away within the time. */
export async function gone(locator: Locator, timeout: number): Promise<boolean> {
  try {
    await locator.first().waitFor({ state: 'hidden', timeout });
    return true;
  } catch {
    return false;
  }
}

/** Repeats an attempt until it succeeds; says what it waited for when it does not. */
export async function until(what: string, attempt: () => Promise<boolean>, timeout = 30_000): Promise<void> {
  const end = Date.now() + timeout;
  while (!(await attempt())) {
    if (Date.now() > end) throw new Error(`Waited ${timeout / 1000} s for ${what}.`);
  }
}
