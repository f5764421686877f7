// The README's pictures, and what they promise.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { pictureFile } from './pictureFile.js';
import { useWorkbench } from './useWorkbench.js';
import { until } from './workbench.js';

/** Once the picture with its grid is there: the first hover may show the plain one. */
async function withGrid(show: () => Promise<Locator>, away: () => Promise<void>): Promise<Locator> {
  let hover = await show();
  await until('the thumbnail with its grid', async () => {
    const sources = await hover
      .locator('img')
      .all()
      .then(images => Promise.all(images.map(image => image.getAttribute('src'))));
    if (sources.some(source => source?.startsWith('data:image/webp') === true)) return true;
    await away();
    hover = await show();
    return false;
  });
  return hover;
}

/** Pixels of a hover's content that its window does not show. */
async function outOfSight(hover: Locator): Promise<number> {
  const inner = await hover.locator('.monaco-hover-content').first().boundingBox();
  const outer = await hover.locator('.monaco-scrollable-element').first().boundingBox();
  assert.ok(inner && outer);
  return Math.round(inner.height - outer.height);
}

describe('the hover', () => {
  const workbench = useWorkbench({ file: 'src/review-mockups.ts', width: 1280, height: 760 });

  it('shows all it has without scrolling', async () => {
    const hover = await workbench().hoverAt('mockups/checkout.png', /1,566 tokens/);
    assert.ok((await outOfSight(hover)) <= 0, `${String(await outOfSight(hover))} px are out of sight`);
  });
});

describe('the hover of a tile model', () => {
  // So high that even advice and warnings need no scrolling: the window of a hover is a quarter of the editor.
  const workbench = useWorkbench({ file: 'src/review-mockups.ts', width: 1180, height: 1300 });

  for (const theme of ['light', 'dark'] as const) {
    it(`draws the tiles on the picture, and hatches what is wasted (${theme})`, async () => {
      await workbench().setTheme(theme);
      const { page } = workbench();
      const hover = await withGrid(
        () => workbench().hoverAt('banners/hero-2049.png', /1,190 tokens/),
        async () => {
          await page.mouse.move(5, 5);
          await hoverGone(page.locator('.monaco-editor .monaco-hover:visible'));
        },
      );
      const text = await hover.innerText();
      assert.match(text, /2,049 × 513 → 2,048 × 513 seen · 4 × 2 tiles of 512 px/);
      assert.match(text, /flex tier · from the call on line 51/);
      assert.match(text, /Detail low: 70 tokens/);
      assert.ok((await outOfSight(hover)) <= 0, `${String(await outOfSight(hover))} px are out of sight`);
      await workbench()
        .lenses(/2,170 tokens/)
        .first()
        .waitFor();
      const box = await hover.boundingBox();
      assert.ok(box);
      const top = Math.max(0, box.y - 60);
      await page.screenshot({
        path: pictureFile(`hover-${theme}`),
        animations: 'disabled',
        caret: 'hide',
        clip: { x: 325, y: top, width: 855, height: box.height + 60 + 130 },
      });
    });
  }
});

async function hoverGone(hovers: Locator): Promise<void> {
  await until('the hover to go', async () => (await hovers.count()) === 0);
}

describe('a call', () => {
  const workbench = useWorkbench({ file: 'src/review-mockups.ts', width: 1400, height: 1300 });

  for (const theme of ['light', 'dark'] as const) {
    it(`has its price in a lens, and in its hover what that is made of (${theme})`, async () => {
      await workbench().setTheme(theme);
      const { page } = workbench();
      const hover = await workbench().hoverAt("auto' },", /2,170 image tokens/);
      const text = await hover.innerText();
      assert.match(text, /hero-2049\.png\s+2,049 × 513\s+high\s+1,190\s+\$0\.00074/);
      assert.match(text, /in all\s+2,180/);
      assert.ok((await outOfSight(hover)) <= 0, `${String(await outOfSight(hover))} px are out of sight`);
      await workbench()
        .lenses(/3 images · 2,170 tokens · \$0\.0014 \+ 10 text tokens · gpt-5 · high · flex/)
        .first()
        .waitFor();
      const box = await hover.boundingBox();
      assert.ok(box);
      // From the lens, above the hover, to the line that is hovered over.
      const lens = await workbench()
        .lenses(/2,170 tokens/)
        .first()
        .boundingBox();
      assert.ok(lens !== null && lens.y < box.y);
      const top = lens.y - 30;
      await page.screenshot({
        path: pictureFile(`call-lens-${theme}`),
        animations: 'disabled',
        caret: 'hide',
        clip: { x: 325, y: top, width: 1075, height: box.y + box.height + 60 - top },
      });
    });
  }
});

describe('a page of references', () => {
  const workbench = useWorkbench({ file: 'src/product-tags.ts', width: 1100, height: 640 });

  it('warns in the lens where an omitted detail is the dear way', async () => {
    await workbench().setTheme('dark');
    await workbench()
      .lenses(/14,364 tokens · \$0\.14.* · gpt-6-astra · detail omitted/)
      .first()
      .waitFor();
    await workbench().page.screenshot({
      path: pictureFile('lens-dark'),
      animations: 'disabled',
      caret: 'hide',
    });
  });

  it('offers its menu from the lens, by keyboard too', async () => {
    const { page } = workbench();
    await workbench()
      .lenses(/14,364 tokens/)
      .first()
      .click();
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'Turn Lenses of Calls Off' }).waitFor();
    await workbench().screenshot('lens menu');
    // The first row goes to the picture and opens its hover.
    await page.keyboard.press('Enter');
    await page.locator('.monaco-hover:visible').filter({ hasText: 'IMG_2041.jpg' }).first().waitFor();
    await page.keyboard.press('Escape');
  });

  it('selects a model by its price for the picture at the cursor', async () => {
    await workbench().goTo('photos/IMG_2041.jpg');
    await workbench().runCommand('Tilescope: Select Model');
    const { page } = workbench();
    const rows = page.locator('.quick-input-list .monaco-list-row');
    await rows
      .filter({ hasText: /gpt-6-astra.*14,364 tokens/ })
      .first()
      .waitFor();
    await page.keyboard.type('claude-sonnet-5-5');
    await rows
      .filter({ hasText: /claude-sonnet-5-5.*tokens/ })
      .first()
      .waitFor();
    await workbench().screenshot('select model');
    await page.keyboard.press('Enter');
    await workbench()
      .lenses(/claude-sonnet-5-5/)
      .first()
      .waitFor();
  });

  it('lists the pictures of the file from the status bar, the dearest first', async () => {
    await workbench()
      .statusBar(/\d tokens/)
      .click();
    const rows = workbench().page.locator('.quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'photos/' }).first().waitFor();
    await workbench().page.keyboard.press('Escape');
  });
});
