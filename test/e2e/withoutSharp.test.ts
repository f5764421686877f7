// Where the image engine cannot be loaded, everything but pixel work is there, and it is said what is not.
import assert from 'node:assert/strict';
import { useWorkbench } from './useWorkbench.js';
import { appears, until } from './workbench.js';

describe('without the image engine', () => {
  const workbench = useWorkbench({ file: 'src/review-mockups.ts', withoutSharp: true, height: 1000 });

  it('a hover has its price, and the picture as it is', async () => {
    const hover = await workbench().hoverAt('mockups/checkout.png', /1,566 tokens/);
    assert.match(await hover.innerText(), /1,440 × 900/);
    const picture = hover.locator('img').first();
    await picture.waitFor();
    const source = (await picture.getAttribute('src')) ?? '';
    assert.ok(!source.startsWith('data:'), 'The hover shows a picture that was drawn.');
    await workbench().screenshot('hover without sharp');
  });

  it('lenses and the sum of the file are there', async () => {
    await workbench()
      .lenses(/\d tokens/)
      .first()
      .waitFor();
    await workbench()
      .statusBar(/\d tokens/)
      .waitFor();
  });

  it('the log says what is missing, and that prices do not need it', async () => {
    const line = workbench()
      .page.locator('.panel .view-line')
      .filter({ hasText: 'image engine (sharp) cannot be loaded' });
    await until('the log', async () => {
      await workbench().runCommand('Tilescope: Show Log');
      return appears(line.first(), 10_000);
    });
  });
});
