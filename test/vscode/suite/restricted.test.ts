import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/extension/extension.js';
import { at, fileUri, hoverAt, lenses, open, rawHoverAt } from './editor.js';

describe('Restricted Mode', () => {
  it('is on', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('estimates all the same', async () => {
    const document = await open('src/review-mockups.ts');
    assert.match(await hoverAt(document, at(document, 'mockups/checkout.png')), /1,566 tokens/);
    const [first] = await lenses(document);
    assert.equal(first, '13: 2 images · 3,132 tokens · $0.0055 + 15 text tokens · gpt-5.2 · high');
  });

  it("lets only the window decode the folder's pictures", async () => {
    const document = await open('src/review-mockups.ts');
    const position = at(document, 'mockups/checkout.png');
    for (let i = 0; i < 3; i += 1) {
      const markdown = await rawHoverAt(document, position);
      assert.match(markdown, /<img src="file:/);
      assert.doesNotMatch(markdown, /data:image/);
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  });

  it('offers nothing that would ask the network', async () => {
    const document = await open('src/review-mockups.ts');
    const text = await hoverAt(document, at(document, 'https://cdn.'));
    assert.match(text, /on the web, not fetched/);
    assert.doesNotMatch(text, /Read its header/);
  });

  it('runs no Git, and says so where changes would be reviewed', async () => {
    const extension = vscode.extensions.getExtension<TestApi>('tilescope.tilescope');
    assert.ok(extension);
    const { reviews } = await (await extension.activate()).review();
    assert.deepEqual(await reviews.find(), []);
    assert.equal(reviews.access?.kind, 'restricted');
  });

  it('asks no model', async () => {
    const document = await open('src/review-mockups.ts');
    const markdown = await rawHoverAt(document, at(document, 'mockups/checkout.png'));
    assert.match(markdown, /command:tilescope\.copyMarkdown/);
    assert.doesNotMatch(markdown, /command:tilescope\.describeMockup/);
  });
  it('shows pictures in the Tile View as far as the window shows them', async () => {
    const extension = vscode.extensions.getExtension<TestApi>('tilescope.tilescope');
    assert.ok(extension);
    const tileViews = await (await extension.activate()).tileViews();
    const uris = [fileUri('mockups/checkout.png'), fileUri('scans/delivery-note.tiff')];
    await vscode.commands.executeCommand('tilescope.openTileView', uris[0], uris);
    const [page] = tileViews.pages.values();
    assert.ok(page);
    const { trusted, pictures } = await page.state();
    const [png, tiff] = pictures;
    assert.equal(trusted, false);
    assert.match(png?.src ?? '', /^https:.*checkout\.png/);
    assert.ok(tiff?.facts !== undefined);
    assert.equal(tiff.src, undefined);
    assert.match(tiff.unshown ?? '', /in Restricted Mode nothing else decodes pictures/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
