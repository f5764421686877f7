import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, hoverAt, lenses, open, rawHoverAt } from './editor.js';

describe('Restricted Mode', () => {
  it('is on', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('estimates all the same', async () => {
    const document = await open('src/review-mockups.ts');
    assert.match(await hoverAt(document, at(document, 'mockups/checkout.png')), /1,566 tokens/);
    assert.ok((await lenses(document)).length > 0);
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
});
