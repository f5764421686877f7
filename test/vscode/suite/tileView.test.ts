import assert from 'node:assert/strict';
import sharp from 'sharp';
import * as vscode from 'vscode';
import type { TestApi } from '../../../src/extension/extension.js';
import type { TilePage } from '../../../src/extension/tileView/tilePage.js';
import type { TileViews } from '../../../src/extension/tileView/tileViews.js';
import type { PageChoice, PagePicture } from '../../../src/webview/protocol.js';
import { at, eventually, fileUri, lenses, open, rawHoverAt, set, untitled } from './editor.js';

const viewType = 'tilescope.tileView';
const red =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC';

async function tileViews(): Promise<TileViews> {
  const extension = vscode.extensions.getExtension<TestApi>('tilescope.tilescope');
  assert.ok(extension);
  return (await extension.activate()).tileViews();
}

async function pages(): Promise<readonly TilePage[]> {
  return [...(await tileViews()).pages.values()];
}

/** The one page that is open. */
async function page(): Promise<TilePage> {
  let found: TilePage | undefined;
  await eventually('a Tile View', async () => {
    [found] = await pages();
    return found !== undefined;
  });
  assert.ok(found);
  return found;
}

function openTileView(...args: readonly unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand('tilescope.openTileView', ...args);
}

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(group => group.tabs);
}

/** Tabs that are Tile Views, of a file or of several pictures. */
function tileTabs(): readonly vscode.Tab[] {
  return tabs().filter(
    ({ input }) =>
      (input instanceof vscode.TabInputCustom && input.viewType === viewType) ||
      (input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType)),
  );
}

async function only(shown: TilePage): Promise<PagePicture> {
  const { pictures } = await shown.state();
  assert.equal(pictures.length, 1);
  return pictures[0]!;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

describe('the Tile View', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('all to be closed', async () => (await pages()).length === 0);
  });

  describe('opens', () => {
    it('from the menu of the explorer on one picture, in an editor of that file', async () => {
      await openTileView(fileUri('mockups/checkout.png'), [fileUri('mockups/checkout.png')]);
      const [tab, ...others] = tileTabs();
      assert.equal(others.length, 0);
      assert.ok(tab?.input instanceof vscode.TabInputCustom);
      assert.equal(tab.input.uri.toString(), fileUri('mockups/checkout.png').toString());
      const picture = await only(await page());
      assert.deepEqual(
        [picture.name, picture.where, picture.facts?.width, picture.facts?.height],
        ['checkout.png', 'mockups/checkout.png', 1440, 900],
      );
      assert.match(picture.src ?? '', /^https:.*checkout\.png\?version/);
    });

    it('from the menu of the explorer on several pictures, in one panel', async () => {
      const uris = ['mockups/checkout.png', 'mockups/cart.png', 'photos/IMG_2041.jpg'].map(fileUri);
      await openTileView(uris[0], uris);
      const { pictures } = await (await page()).state();
      assert.deepEqual(
        pictures.map(({ name }) => name),
        ['checkout.png', 'cart.png', 'IMG_2041.jpg'],
      );
      assert.equal(pictures[2]?.facts?.orientation, 6);
      await eventually('its tab', () =>
        Promise.resolve(tileTabs().some(({ label }) => label === 'Tile View: checkout.png and 2 more')),
      );
    });

    it('once for the same pictures', async () => {
      const [one, two] = [fileUri('mockups/checkout.png'), fileUri('mockups/cart.png')];
      await openTileView(one);
      await open('src/review-mockups.ts');
      await openTileView(one);
      await openTileView(one, [one, two]);
      await openTileView(two, [two, one]);
      assert.equal((await pages()).length, 2);
      await eventually('two tabs', () => Promise.resolve(tileTabs().length === 2));
    });

    it('from the link in the hover, with what the call says', async () => {
      const document = await open('src/review-mockups.ts');
      const markdown = await rawHoverAt(document, at(document, 'mockups/checkout.png'));
      const link = /command:tilescope\.openTileView\?([^"]*)"/.exec(markdown)?.[1];
      assert.ok(link, markdown);
      await openTileView(...(JSON.parse(decodeURIComponent(link)) as unknown[]));
      const { pricing, pictures } = await (await page()).state();
      assert.equal(pictures[0]?.name, 'checkout.png');
      assert.deepEqual([pricing.model, pricing.detail, pricing.tier], ['gpt-5.2', 'high', 'standard']);
      assert.match(pricing.origin, /^the call on line 13$/);
    });

    it('with all pictures of a call, from the menu of its lens', async () => {
      const document = await open('src/review-mockups.ts');
      const [lens] = await lenses(document);
      assert.match(lens ?? '', /2 images/);
      const start = document.offsetAt(at(document, 'client.responses.create')) - 1;
      await openTileView(document.uri.toString(), start, 'call');
      const { pictures, pricing } = await (await page()).state();
      assert.equal(pictures.length, 2);
      assert.equal(pricing.model, 'gpt-5.2');
    });

    it('with the picture at the cursor', async () => {
      const document = await open('docs/style-guide.md');
      const position = at(document, 'mockups/checkout.png');
      vscode.window.activeTextEditor!.selection = new vscode.Selection(position, position);
      await openTileView();
      assert.equal((await only(await page())).name, 'checkout.png');
    });

    it('with the picture of the active tab', async () => {
      await vscode.commands.executeCommand('vscode.open', fileUri('mockups/cart.png'));
      await eventually('the preview', () =>
        Promise.resolve(
          vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputCustom,
        ),
      );
      await openTileView();
      assert.equal((await only(await page())).name, 'cart.png');
    });

    it('with a picture that is written out in code', async () => {
      const document = await untitled(`const icon = '${red}';\n`, 'javascript');
      await openTileView(document.uri.toString(), document.getText().indexOf('data:'));
      const picture = await only(await page());
      assert.deepEqual(
        [picture.name, picture.facts?.format, picture.facts?.width, picture.facts?.height],
        ['inline image/png', 'png', 8, 8],
      );
      assert.equal(picture.src, red);
      assert.match(picture.where, /:1$/);
    });

    it('without fetching a picture on the web', async () => {
      const document = await open('src/review-mockups.ts');
      await openTileView(document.uri.toString(), document.offsetAt(at(document, 'https://cdn.')));
      const picture = await only(await page());
      assert.equal(picture.facts, undefined);
      assert.equal(picture.src, undefined);
      assert.equal(picture.fetchable, true);
      assert.match(picture.error ?? '', /on the web, and not fetched/);
    });
  });

  it('is offered by "Reopen Editor With…"', async () => {
    await vscode.commands.executeCommand('vscode.openWith', fileUri('mockups/cart.png'), viewType);
    assert.equal((await only(await page())).name, 'cart.png');
  });

  it('prices as settings and tilescope.json say, and tells when they change', async () => {
    await openTileView(fileUri('mockups/checkout.png'));
    const shown = await page();
    const before = await shown.state();
    assert.deepEqual(
      [before.pricing.model, before.pricing.origin, before.trusted],
      ['gpt-5.4-mini', 'default', true],
    );
    assert.equal(before.compareModels.length, 6);
    let states = 0;
    const listener = shown.onDidShow(() => {
      states += 1;
    });
    await shown.receive({ type: 'ready' });
    assert.equal(states, 1);
    try {
      await set('aliases', { mine: 'gpt-5.2' });
      await set('model', 'mine');
      await eventually('a state after the change', () => Promise.resolve(states > 1));
      const after = await shown.state();
      assert.deepEqual([after.pricing.model, after.pricing.origin], ['mine', 'settings']);
      assert.deepEqual(
        after.layers.map(({ origin, aliases }) => [origin, aliases]),
        [['settings', { mine: 'gpt-5.2' }]],
      );
    } finally {
      listener.dispose();
      await set('model', undefined);
      await set('aliases', undefined);
    }
  });

  it('makes a choice the default where the setting belongs', async () => {
    await openTileView(fileUri('mockups/checkout.png'));
    const choice = { picture: '', model: 'gpt-5', detail: 'high', tier: 'flex' };
    const configured = (key: string): unknown =>
      vscode.workspace.getConfiguration('tilescope').inspect(key)?.globalValue;
    try {
      await (await page()).receive({ type: 'useAsDefault', choice });
      await eventually('the settings', () => Promise.resolve(configured('tier') === 'flex'));
      assert.deepEqual([configured('model'), configured('detail')], ['gpt-5', 'high']);
    } finally {
      for (const key of ['model', 'detail', 'tier']) await set(key, undefined);
    }
  });

  it('follows the picture when it changes on disk, goes, and comes back', async () => {
    const uri = fileUri('mockups/changing.png');
    const write = async (width: number, height: number): Promise<void> => {
      const bytes = await sharp({ create: { width, height, channels: 3, background: '#336699' } })
        .png()
        .toBuffer();
      await vscode.workspace.fs.writeFile(uri, bytes);
    };
    await write(640, 480);
    await openTileView(uri);
    const shown = await page();
    const first = await only(shown);
    assert.equal(first.facts?.width, 640);
    await write(800, 600);
    await eventually('the new size', async () => (await only(shown)).facts?.width === 800);
    const second = await only(shown);
    assert.notEqual(second.version, first.version);
    assert.notEqual(second.src, first.src);
    await vscode.workspace.fs.delete(uri);
    await eventually('the error', async () => (await only(shown)).error !== undefined);
    assert.match((await only(shown)).error ?? '', /changing\.png does not exist/);
    assert.equal((await only(shown)).src, undefined);
    await write(320, 200);
    await eventually('the picture again', async () => (await only(shown)).facts?.width === 320);
    await vscode.workspace.fs.delete(uri);
  });

  it('goes with a file that is renamed', async () => {
    const [from, to] = [fileUri('mockups/before.png'), fileUri('mockups/after.png')];
    await vscode.workspace.fs.copy(fileUri('mockups/cart.png'), from, { overwrite: true });
    await openTileView(from);
    const choice = { picture: from.toString(), model: 'gpt-5', detail: 'low', tier: 'standard' };
    await (await page()).receive({ type: 'chosen', choice });
    await eventually('its tab', () => Promise.resolve(tileTabs().length === 1));
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(from, to, { overwrite: true });
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually('the view of the new name', async () => {
      const names = await Promise.all(
        (await pages()).map(async one =>
          (await one.state()).pictures.map(({ name, error }) => [name, error]),
        ),
      );
      return JSON.stringify(names) === JSON.stringify([[['after.png', null]]]);
    });
    const { model, detail } = (await (await page()).state()).pricing;
    assert.deepEqual([model, detail], ['gpt-5', 'low'], 'with what was chosen on it');
    await eventually('no other tab of it', () => Promise.resolve(tabs().length === 1));
    await vscode.workspace.fs.delete(to);
  });

  it('shows what the window cannot, by the image engine', async () => {
    await openTileView(fileUri('scans/delivery-note.tiff'));
    const picture = await only(await page());
    assert.equal(picture.facts?.format, 'tiff');
    const [, base64] = /^data:image\/webp;base64,(.*)$/.exec(picture.src ?? '') ?? [];
    assert.ok(base64, picture.unshown);
    const { width, height } = await sharp(Buffer.from(base64, 'base64')).metadata();
    assert.ok(width > 100 && height > 100);
  });

  it('says what is wrong with a picture that cannot be read', async () => {
    await openTileView(fileUri('photos/broken-download.jpg'));
    const picture = await only(await page());
    assert.equal(picture.facts, undefined);
    assert.match(picture.error ?? '', /broken-download\.jpg/);
  });

  it('is brought back from what its page kept', async () => {
    const uris = [fileUri('mockups/checkout.png'), fileUri('mockups/cart.png')];
    await openTileView(uris[0], uris);
    const { restore } = await (await page()).state();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('it to be closed', async () => (await pages()).length === 0);
    // As it comes out of the editor's storage.
    const kept: unknown = JSON.parse(JSON.stringify({ restore, zoom: 2 }));
    const panel = vscode.window.createWebviewPanel(viewType, 'kept', vscode.ViewColumn.Active);
    (await tileViews()).restorePanel(panel, kept);
    const { pictures } = await (await page()).state();
    assert.deepEqual(
      pictures.map(({ name }) => name),
      ['checkout.png', 'cart.png'],
    );
    await openTileView(uris[1], uris);
    assert.equal((await pages()).length, 1, 'it is the one for these pictures');
  });

  it('closes what cannot be brought back', async () => {
    for (const state of [undefined, {}, { restore: { sources: [{ kind: 'file' }] } }, 'x', { restore: 7 }]) {
      const panel = vscode.window.createWebviewPanel(viewType, 'broken', vscode.ViewColumn.Active);
      let closed = false;
      panel.onDidDispose(() => {
        closed = true;
      });
      (await tileViews()).restorePanel(panel, state);
      assert.ok(closed, JSON.stringify(state));
    }
    assert.equal((await pages()).length, 0);
  });

  it('takes no notice of what is no message', async () => {
    await openTileView(fileUri('mockups/checkout.png'));
    const shown = await page();
    for (const message of [
      null,
      'ready',
      {},
      { type: 'delete everything' },
      { type: 'chosen' },
      { type: 'chosen', choice: { picture: 1, model: 'gpt-5', tier: 'standard' } },
      { type: 'chosen', choice: { picture: 'x', model: 'gpt-5', tier: 'golden' } },
      { type: '__proto__' },
    ])
      await shown.receive(message);
    assert.equal(shown.choice, undefined);
    const choice = { picture: 'x', model: 'gpt-5', tier: 'batch' };
    await shown.receive({ type: 'chosen', choice: { ...choice, more: 'than asked' } });
    assert.deepEqual(shown.choice, choice);
  });

  describe('exports', () => {
    const uri = (): vscode.Uri => fileUri('mockups/checkout.png');
    const choice = (model: string, detail?: string): PageChoice => ({
      picture: uri().toString(),
      model,
      detail,
      tier: 'standard',
    });
    const png = (): vscode.Uri => fileUri('mockups/checkout.tilescope.png');
    const svg = (): vscode.Uri => fileUri('mockups/checkout.tilescope.svg');
    let notes: vscode.TextDocument;

    beforeEach(async () => {
      notes = await untitled('Seen: \n', 'markdown');
      const end = new vscode.Position(0, 6);
      vscode.window.activeTextEditor!.selection = new vscode.Selection(end, end);
      await openTileView(uri());
    });

    afterEach(async () => {
      for (const file of [png(), svg(), fileUri('mockups/checkout.tilescope-2.png')])
        if (await exists(file)) await vscode.workspace.fs.delete(file);
    });

    it('the picture with its tiles as a PNG, linked at the cursor', async () => {
      const shown = await page();
      await shown.receive({
        type: 'export',
        format: 'png',
        target: 'cursor',
        choice: choice('gpt-5', 'high'),
      });
      assert.equal(
        notes.getText(),
        'Seen: ![checkout.png as gpt-5 sees it](mockups/checkout.tilescope.png)\n',
      );
      const bytes = Buffer.from(await vscode.workspace.fs.readFile(png()));
      const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
      // 1,440 × 900 is seen at 1,229 × 768: 3 × 2 tiles of 512 px.
      assert.deepEqual([info.width, info.height], [1536, 1024]);
      const alpha = (x: number, y: number): number => data[(y * info.width + x) * 4 + 3]!;
      const level = (x: number, y: number): number => data[(y * info.width + x) * 4]!;
      assert.equal(alpha(600, 300), 255);
      assert.ok(alpha(1400, 900) < 255, 'beyond the picture');
      const plain = await sharp(Buffer.from(await vscode.workspace.fs.readFile(uri())))
        .resize(1229, 768, { fit: 'fill' })
        .raw()
        .toBuffer({ resolveWithObject: true });
      const was = (x: number, y: number): number =>
        plain.data[(y * plain.info.width + x) * plain.info.channels]!;
      let changed = 0;
      for (let y = 40; y < 500; y += 1) if (Math.abs(level(511, y) - was(511, y)) > 2) changed += 1;
      assert.ok(changed > 100, `the line between the first two tiles: ${String(changed)} pixels`);
      assert.ok(Math.abs(level(300, 300) - was(300, 300)) <= 3, 'within a tile it is the picture');
    });

    it('under another name where there is one already', async () => {
      await vscode.workspace.fs.writeFile(png(), new TextEncoder().encode('mine'));
      await (
        await page()
      ).receive({ type: 'export', format: 'png', target: 'cursor', choice: choice('gpt-5') });
      assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(png())), 'mine');
      assert.match(notes.getText(), /checkout\.tilescope-2\.png/);
    });

    it('the same as an SVG that stands alone', async () => {
      await (
        await page()
      ).receive({ type: 'export', format: 'svg', target: 'cursor', choice: choice('gpt-5.2') });
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(svg()));
      assert.match(text, /^<svg [^>]*viewBox="0 0 1440 928"/);
      assert.match(text, /<title>checkout\.png as gpt-5\.2 sees it<\/title>/);
      const drawn = await sharp(Buffer.from(text)).metadata();
      assert.deepEqual([drawn.width, drawn.height], [1440, 928]);
      assert.doesNotMatch(text.replace(/data:[^"]*|http:\/\/www\.w3\.org\S*/g, ''), /https?:|script/);
    });

    it('a table at the cursor and to the clipboard, as it is', async () => {
      const table = '| model | tokens |\n| :-- | --: |\n| gpt-5 | 910 |\n';
      const shown = await page();
      const request = { type: 'export', choice: choice('gpt-5'), text: table };
      await shown.receive({ ...request, format: 'markdown', target: 'cursor' });
      assert.equal(notes.getText(), `Seen: ${table}\n`);
      await shown.receive({ ...request, format: 'csv', target: 'clipboard', text: 'model,tokens\r\n' });
      assert.equal(await vscode.env.clipboard.readText(), 'model,tokens\r\n');
    });

    it('nothing for a model that refuses the picture', async () => {
      const shown = await page();
      await shown.receive({
        type: 'export',
        format: 'png',
        target: 'cursor',
        choice: { ...choice('gpt-5'), model: 'no-such-model' },
      });
      assert.equal(notes.getText(), 'Seen: \n');
      assert.equal(await exists(png()), false);
    });
  });
});
