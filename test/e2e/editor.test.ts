import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { useWorkbench } from './useWorkbench.js';
import { appears, until, type Theme } from './workbench.js';

const picture = 'mockups/checkout.png';

describe('a picture named in code', () => {
  const workbench = useWorkbench({ file: 'src/review-mockups.ts', height: 1000 });

  for (const theme of ['light', 'high contrast', 'high contrast light', 'dark'] satisfies Theme[]) {
    it(`is priced on hover, in the ${theme} theme`, async () => {
      await workbench().setTheme(theme);
      const hover = await workbench().hoverAt(picture, /checkout\.png.*tokens/);
      assert.match(await hover.innerText(), /1,440 × 900/);
      await workbench().screenshot(`hover ${theme}`);
    });
  }

  it('has its cost in a lens above the line', async () => {
    await workbench().goTo(picture);
    await workbench()
      .lenses(/\d tokens/)
      .first()
      .waitFor();
  });

  it('adds to the cost of the file in the status bar', async () => {
    await workbench()
      .statusBar(/\d tokens/)
      .waitFor();
  });

  it('explains itself on command', async () => {
    await workbench().goTo(picture);
    await workbench().runCommand('Tilescope: Explain This Line');
    await workbench().entries('checkout.png').first().waitFor();
    await workbench().screenshot('explain');
    await workbench().page.keyboard.press('Escape');
  });
});

describe('a picture named in Markdown', () => {
  const workbench = useWorkbench({ file: 'docs/style-guide.md' });

  it("has its price before VS Code's own hover, whose picture takes all the room", async () => {
    let rows: Locator | undefined;
    // VS Code's extension for Markdown may still be starting, and a hover that is there does not get its part any more.
    await until('both hovers', async () => {
      const hover = await workbench().hoverAt('../mockups/checkout.png', /1,566 tokens/);
      rows = hover.locator('.hover-row');
      if (await appears(rows.nth(1), 3000)) return true;
      await workbench().page.mouse.move(5, 5);
      await hover.waitFor({ state: 'hidden' });
      return false;
    });
    assert.ok(rows);
    assert.match(await rows.first().innerText(), /1,566 tokens/);
  });
});

describe('a picture named in code, in Restricted Mode', () => {
  const workbench = useWorkbench({ file: 'src/review-mockups.ts', trusted: false });

  it('is priced all the same', async () => {
    await workbench().statusBar('Restricted Mode').waitFor();
    await workbench().hoverAt(picture, /checkout\.png.*tokens/);
  });
});
