import assert from 'node:assert/strict';
import { useWorkbench } from './useWorkbench.js';
import { appears, until } from './workbench.js';

describe('a diagnostic', () => {
  const workbench = useWorkbench({ file: 'src/product-tags.ts' });

  it('is mended by keyboard', async () => {
    const { page } = workbench();
    const text = page.locator('.editor-instance .view-lines');
    const mended = page.locator('.view-line').filter({ hasText: /IMG_2041\.jpg'\).*detail:.*'high'/ });
    await page.locator('.squiggly-warning').first().waitFor();
    await workbench().goTo('photos/IMG_2041.jpg');
    const menu = page.locator('.action-widget');
    await until('the quick fixes', async () => {
      await page.keyboard.press('Control+.');
      if (await appears(menu.getByText('State detail high'), 5000)) return true;
      await page.keyboard.press('Escape');
      return false;
    });
    await workbench().screenshot('quick fixes');
    const before = await mended.count();
    await page.keyboard.press('Enter');
    await until('the detail in the text', async () => (await mended.count()) > before);
    await workbench().screenshot('quick fix applied');
    assert.match(await text.innerText(), /detail:/);
    // The next window would find it unsaved.
    await page.keyboard.press('Control+Z');
    await until('the text as it was', async () => (await mended.count()) === before);
  });
});
