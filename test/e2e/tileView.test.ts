import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { FrameLocator, Locator } from 'playwright-core';
import sharp from 'sharp';
import { pictureFile } from './pictureFile.js';
import { setup } from './setup.js';
import { useWorkbench } from './useWorkbench.js';
import { appears, until } from './workbench.js';
import type { Theme, Workbench } from './workbench.js';

/** The picture with its grid; its label says what is drawn. */
function stage(view: FrameLocator, label: RegExp): Locator {
  return view.getByRole('application', { name: label });
}

/** The number of the page. */
function tokens(view: FrameLocator): Locator {
  return view.locator('#number .tokens').first();
}

async function shows(view: FrameLocator, number: string): Promise<void> {
  await tokens(view).filter({ hasText: number }).waitFor();
}

/** Goes on with Tab until there is what is only there with the focus on it. */
async function tabTo(workbench: Workbench, target: Locator): Promise<void> {
  await until('the focus', async () => {
    if ((await target.count()) > 0) return true;
    await workbench.page.keyboard.press('Tab');
    return false;
  });
}

async function openTileView(workbench: Workbench, path: string): Promise<void> {
  await workbench.openPicture(path);
  await workbench.runCommand('Tilescope: Open Tile View');
  await workbench.webview().locator('#number').waitFor();
}

describe('the Tile View from the hover', () => {
  const workbench = useWorkbench({ file: 'src/review-mockups.ts', width: 1500, height: 950 });

  it('opens by keyboard, as the call sends the picture', async () => {
    const { page } = workbench();
    const hover = await workbench().hoverAt('mockups/checkout.png', /1,566 tokens/);
    const link = hover.locator('a:focus', { hasText: 'Tile View' });
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    await tabTo(workbench(), link);
    const view = workbench().webview();
    await until('the Tile View', async () => {
      if ((await link.count()) > 0) await page.keyboard.press('Enter');
      return appears(tokens(view), 5000);
    });
    await shows(view, '1,566');
    await stage(view, /45 × 29 patches/).waitFor();
    await view.getByText('From the call on line 13').waitFor();
    await hover.waitFor({ state: 'hidden' });
    const picture = view.locator('.pane-seen img');
    await until('the picture', async () => {
      const width: unknown = await picture.evaluate(
        element => (element as unknown as { naturalWidth: number }).naturalWidth,
      );
      return width === 1440;
    });
    await workbench().screenshot('tile view from the hover');
  });

  it('changes numbers and grid with the model, by keyboard', async () => {
    const { page } = workbench();
    const view = workbench().webview();
    await view.locator('.skip').focus();
    await tabTo(workbench(), view.locator('#model:focus-within'));
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type('gpt-4o');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await shows(view, '1,105');
    await stage(view, /3 × 2 tiles/).waitFor();
    await workbench().screenshot('tile view of tiles');
  });

  it('is restored by a reload of the window, with what was chosen', async () => {
    await workbench().reload();
    const view = workbench().webview();
    await shows(view, '1,105');
    await stage(view, /checkout\.png.*3 × 2 tiles/).waitFor();
  });
});

describe('the Tile View of several pictures', () => {
  const workbench = useWorkbench({ width: 1400, height: 900 });

  it('opens from the menu of the explorer, in one panel', async () => {
    const { page } = workbench();
    const row = (name: string): Locator =>
      page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`);
    // A click while the tree is still being read is lost, and a second one closes what the first has opened.
    await until('the folder mockups to be open', async () => {
      if ((await row('mockups').getAttribute('aria-expanded')) !== 'true') await row('mockups').click();
      return appears(row('cart.png'), 3000);
    });
    await row('cart.png').click();
    await row('checkout.png').click({ modifiers: ['Control'] });
    await row('checkout.png').click({ button: 'right' });
    await page.locator('.context-view .action-label', { hasText: 'Open Tile View' }).click();
    const view = workbench().webview();
    await view.locator('#number').waitFor();
    for (const name of ['cart.png', 'checkout.png']) await view.getByText(name).first().waitFor();
    await workbench().screenshot('tile view of two');
  });

  it('is restored by a reload of the window', async () => {
    await workbench().reload();
    const view = workbench().webview();
    for (const name of ['cart.png', 'checkout.png']) await view.getByText(name).first().waitFor();
  });
});

describe('the Tile View of a file', () => {
  const workbench = useWorkbench({ width: 1400, height: 900 });
  const changing = join(setup.workspace, 'mockups/changing.png');

  after(() => {
    rmSync(changing, { force: true });
  });

  async function write(width: number, height: number): Promise<void> {
    writeFileSync(
      changing,
      await sharp({ create: { width, height, channels: 3, background: '#2f6f5f' } })
        .png()
        .toBuffer(),
    );
  }

  it('is offered by "Reopen Editor With…"', async () => {
    await workbench().openPicture('mockups/cart.png');
    await workbench().runCommand('View: Reopen Editor With...');
    await workbench().answer('Tile View');
    await stage(workbench().webview(), /cart\.png/).waitFor();
  });

  it('follows the picture on disk, and says when it is gone', async () => {
    await write(640, 480);
    await openTileView(workbench(), 'mockups/changing.png');
    const view = workbench().webview();
    await stage(view, /640 × 480/).waitFor();
    await write(1024, 512);
    await stage(view, /1,024 × 512/).waitFor();
    rmSync(changing);
    await view
      .getByText(/changing\.png does not exist/)
      .first()
      .waitFor();
    await workbench().screenshot('tile view of a deleted picture');
  });
});

describe('exports of the Tile View', () => {
  const workbench = useWorkbench({ file: 'docs/style-guide.md', width: 1500, height: 950 });
  const png = join(setup.workspace, 'mockups/checkout.tilescope.png');

  after(() => {
    rmSync(png, { force: true });
  });

  async function choose(item: string): Promise<void> {
    const view = workbench().webview();
    await view.getByRole('button', { name: 'Export' }).click();
    await view.getByRole('menuitem', { name: item }).click();
  }

  it('save the picture with its grid as a PNG, where the dialog says', async () => {
    const { page } = workbench();
    await workbench().hoverAt('../mockups/checkout.png', /1,566 tokens/);
    await page.locator('.monaco-hover a', { hasText: 'Tile View' }).first().click();
    await shows(workbench().webview(), '1,566');
    await choose('Save as PNG…');
    const input = page.locator('.quick-input-widget:visible input.input');
    await until('the suggested name', async () =>
      (await input.inputValue()).endsWith('checkout.tilescope.png'),
    );
    await workbench().saveAs(await input.inputValue());
    await until('the file', () => Promise.resolve(existsSync(png)));
    await page.getByText('saved as mockups/checkout.tilescope.png').first().waitFor();
    const { width, height } = await sharp(readFileSync(png)).metadata();
    assert.deepEqual([width, height], [1440, 928]);
  });

  it('insert the table where the cursor was', async () => {
    const { page } = workbench();
    await choose('Insert as Markdown');
    const lines = page.locator('.editor-instance .view-lines');
    await until('the table', async () => /\|.*gpt-5-mini/.test(await lines.first().innerText()));
    await workbench().screenshot('tile view table inserted');
    // The next window would find it unsaved.
    await page.locator('.editor-instance .view-line').first().click();
    await page.keyboard.press('Control+Z');
    await until('the text as it was', async () => !/\|.*gpt-5-mini/.test(await lines.first().innerText()));
  });
});

describe('the Tile View for everybody', () => {
  const workbench = useWorkbench({ width: 1400, height: 900 });

  for (const theme of ['light', 'high contrast', 'high contrast light', 'dark'] satisfies Theme[]) {
    it(`has nothing that axe finds serious, in the ${theme} theme`, async () => {
      await workbench().setTheme(theme);
      await openTileView(workbench(), 'banners/hero-2049.png');
      const view = workbench().webview();
      await stage(view, /hero-2049\.png/).waitFor();
      const frame = await (await view.locator('body').elementHandle()).ownerFrame();
      assert.ok(frame);
      await workbench().screenshot(`tile view ${theme}`);
      await frame.evaluate(axe.source);
      const { violations } = await frame.evaluate<AxeResults>('axe.run()');
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`);
      assert.deepEqual(serious, []);
    });
  }

  it('looks as the README shows it', async () => {
    const { page } = workbench();
    await workbench().setTheme('dark');
    await workbench().runCommand('View: Close All Editors');
    await openTileView(workbench(), 'mockups/checkout.png');
    const view = workbench().webview();
    await shows(view, '1,566');
    await page.keyboard.press('Control+B');
    await page.locator('.explorer-folders-view').waitFor({ state: 'hidden' });
    await stage(view, /45 × 29 patches/).waitFor();
    await page.screenshot({ path: pictureFile('tile-view-dark'), animations: 'disabled', caret: 'hide' });
  });
});
