import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  at,
  eventually,
  fileUri,
  folder,
  hoverAt,
  lenses,
  open,
  rawHoverAt,
  set,
  untitled,
} from './editor.js';

describe('the hover', () => {
  afterEach(async () => {
    for (const key of [
      'model',
      'detail',
      'tier',
      'hover.enabled',
      'exclude',
      'compareModels',
      'aliases',
      'providers',
    ])
      await set(key, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('says tokens, money, what the model sees and why', async () => {
    const document = await open('docs/style-guide.md');
    const text = await hoverAt(document, at(document, 'mockups/checkout.png'));
    assert.match(
      text,
      /^\[\*\*checkout\.png\*\*\]\(file:\/\/.*\/mockups\/checkout\.png\) · \*\*1,566 tokens\*\* · \$0\.0012 a call · \$1\.17 per 1,000/,
    );
    assert.match(
      text,
      /`gpt-5\.4-mini` · detail omitted, read as `high` · ⌈1,305 × 1\.2⌉ · \*the default model\*/,
    );
    assert.match(text, /1,440 × 900 seen as it is · 45 × 29 patches of 32 px/);
    assert.match(text, /developers\.openai\.com\s+2026-11-22, high confidence/);
  });

  it('prices what a prompt file names as its front matter says, and so does the lens', async () => {
    const file = fileUri('.tilescope/prompts/priced.md');
    const text = '---\nmodel: gpt-4o\ndetail: low\n---\nCompare ![it](../../mockups/checkout.png).\n';
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    try {
      const document = await open('.tilescope/prompts/priced.md');
      const hover = await hoverAt(document, at(document, 'mockups/checkout.png'));
      assert.match(hover, /\*\*85 tokens\*\*/);
      assert.match(hover, /`gpt-4o` · detail `?low`?.* · \*from front matter\*/);
      assert.deepEqual(
        (await lenses(document)).map(title => /\b85 tokens/.test(title)),
        [true],
      );
      // No setting decides here: the line that does is gone to.
      for (const [command, value] of [
        ['tilescope.selectDetail', 'low'],
        ['tilescope.selectModel', 'gpt-4o'],
      ] as const) {
        await vscode.commands.executeCommand(command);
        const { selection } = vscode.window.activeTextEditor ?? {};
        assert.deepEqual(selection?.start, at(document, value).translate(0, -1), command);
      }
      const edit = new vscode.WorkspaceEdit();
      edit.replace(file, new vscode.Range(1, 0, 3, 0), 'model: claude-sonnet-5-5\n');
      await vscode.workspace.applyEdit(edit);
      await eventually('the other model', async () =>
        (await hoverAt(document, at(document, 'mockups/checkout.png'))).includes('**1,716 tokens**'),
      );
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(file);
    }
  });

  it('compares models', async () => {
    const document = await open('docs/style-guide.md');
    const text = await hoverAt(document, at(document, 'mockups/checkout.png'));
    assert.match(text, /gpt-5\.2 1,566 \$0\.0027 \$2\.74/);
    assert.match(text, /claude-sonnet-5-5 1,716 \$0\.0034 \$3\.43/);
    assert.match(text, /gemini-3\.6-flash 1,092 \$0\.00082 \$0\.82/);
  });

  it('marks the models that an omitted detail is dear on', async () => {
    const document = await open('src/product-tags.ts');
    const text = await hoverAt(document, at(document, 'photos/IMG_2041.jpg'));
    assert.match(text, /gpt-6-sol ⚠ 14,364/);
    assert.match(text, /gpt-5\.2 3,\d\d\d/);
  });

  it('follows the model, the detail and the tier as they are set', async () => {
    const document = await open('docs/style-guide.md');
    const position = at(document, 'mockups/checkout.png');
    await set('model', 'gpt-5');
    await set('detail', 'high');
    assert.match(await hoverAt(document, position), /\*\*910 tokens\*\*/);
    assert.match(
      await hoverAt(document, position),
      /3 × 2 tiles of 512 px, 60 % of the last column and 50 % of the last row wasted/,
    );
    assert.match(await hoverAt(document, position), /70 \+ 6 × 140/);
    await set('detail', 'low');
    assert.match(await hoverAt(document, position), /\*\*70 tokens\*\*/);
    await set('tier', 'batch');
    assert.match(await hoverAt(document, position), /batch tier/);
  });

  it('warns where an omitted detail is the dear way', async () => {
    const document = await open('src/product-tags.ts');
    const text = await hoverAt(document, at(document, 'photos/IMG_2041.jpg'));
    assert.match(text, /14,364 tokens/);
    assert.match(
      text,
      /\$\(warning\) No detail given: gpt-6-astra reads that as `original`, 14,364 tokens\. With detail `high` it would be 2,942\./,
    );
    assert.match(text, /orientation tag \(6\)/);
  });

  it('says what is refused instead of pricing it', async () => {
    const document = await open('src/review-mockups.ts');
    const text = await hoverAt(document, at(document, 'print/trail-map-poster.png'));
    assert.match(text, /trail-map-poster\.png\*\*\]\(.*\) would be \*\*refused\*\*/);
    assert.match(text, /35,344 patches .* refuses more than 30,000/);
    assert.doesNotMatch(text.split('tokens a call')[0] ?? '', /\$\d/);
  });

  it('says that a picture cannot be read, and why', async () => {
    const document = await open('src/product-tags.ts');
    const text = await hoverAt(document, at(document, 'photos/broken-download.jpg'));
    assert.match(text, /broken-download\.jpg\*\*\]\(.*\) cannot be read/);
    assert.match(text, /ends in the middle/);
  });

  it('names the nearest models for one it does not know, and shows no price', async () => {
    await set('model', 'gpt-5.4-mini2');
    const document = await open('docs/style-guide.md');
    const text = await hoverAt(document, at(document, 'mockups/checkout.png'));
    assert.match(text, /`gpt-5\.4-mini2` is not a known model.*Nearest: `gpt-5\.4-mini`/);
    assert.doesNotMatch(text, /tokens\*\*/);
  });

  it('shows nothing for a path that leads nowhere, and for what is put together at run time', async () => {
    const document = await untitled(
      'const a = "no/such/picture.png";\nconst b = `${a}/mockups/cart.png`;\n',
      'typescript',
    );
    assert.equal(await hoverAt(document, at(document, 'no/such')), '');
    assert.equal(await hoverAt(document, at(document, '/mockups/cart.png')), '');
  });

  it('fetches nothing from the web by itself', async () => {
    const document = await open('src/review-mockups.ts');
    const text = await hoverAt(document, at(document, 'https://cdn.'));
    assert.match(text, /on the web, not fetched/);
    assert.match(text, /Read its header/);
  });

  for (const [file, target] of [
    ['pipeline/receipts.py', 'scans\\\\receipt-hut.jpg'],
    ['docs/style-guide.md', '../mockups/cart.png'],
    ['docs/style-guide.md', 'Gr%C3%B6'],
    ['web/index.html', 'img/ridge-1600.webp'],
    ['web/styles.css', '../banners/hero-2048.webp'],
    ['src/assets.ts', 'img/ridge-1600.webp?url'],
    ['src/assets.ts', 'data:image/png'],
    ['prompts/describe-screen.prompt.md', '../mockups/mobile-home.png'],
  ] as const) {
    it(`reads ${target} in ${file}`, async () => {
      const document = await open(file);
      const written = document.getText().includes(target) ? target : target.replaceAll('\\\\', '\\');
      assert.match(await hoverAt(document, at(document, written)), /[\d,]+ tokens\*\*/);
    });
  }

  it('works in an untitled document, from the workspace folder', async () => {
    const document = await untitled('img = "mockups/cart.png"', 'python');
    assert.match(await hoverAt(document, at(document, 'mockups/')), /1,566 tokens/);
  });

  it("works in a notebook's cells, from the notebook's folder", async () => {
    const notebook = await vscode.workspace.openNotebookDocument(fileUri('notebooks/compare-models.ipynb'));
    await vscode.window.showNotebookDocument(notebook);
    const cell = notebook
      .getCells()
      .find(({ document }) => document.getText().includes('screenshots/dashboard.png'));
    assert.ok(cell);
    assert.match(
      await hoverAt(cell.document, at(cell.document, '../screenshots/dashboard.png')),
      /2,448 tokens/,
    );
  });

  it('follows a picture that changes on disk', async () => {
    const picture = fileUri('changing.png');
    await vscode.workspace.fs.copy(fileUri('mockups/cart.png'), picture, { overwrite: true });
    const document = await untitled('open("changing.png")', 'python');
    const position = at(document, 'changing');
    assert.match(await hoverAt(document, position), /1,566 tokens/);
    await vscode.workspace.fs.copy(fileUri('screenshots/dashboard.png'), picture, { overwrite: true });
    await eventually('the new size', async () =>
      (await hoverAt(document, position)).includes('2,448 tokens'),
    );
    await vscode.workspace.fs.delete(picture);
    await eventually('no hover', async () => (await hoverAt(document, position)) === '');
  });

  it('is off where it is turned off or the file is left out', async () => {
    const document = await open('src/review-mockups.ts');
    const position = at(document, 'mockups/checkout.png');
    await set('hover.enabled', false);
    assert.equal(await hoverAt(document, position), '');
    await set('hover.enabled', true);
    await set('exclude', ['src/**']);
    assert.equal(await hoverAt(document, position), '');
  });

  it('knows what the user adds: a deployment, a reseller', async () => {
    const document = await open('docs/style-guide.md');
    const position = at(document, 'mockups/checkout.png');
    await set('aliases', { 'our-vision': 'gpt-5' });
    await set('model', 'our-vision');
    await set('detail', 'high');
    await eventually('the alias', async () => (await hoverAt(document, position)).includes('910 tokens'));
    await set('providers', { gptproto: { name: 'GPT Proto', priceMultiplier: 0.5 } });
    await set('model', 'gptproto/gpt-5');
    await eventually('half the price', async () =>
      (await hoverAt(document, position)).includes('$0.00057 a call'),
    );
  });

  it("takes the project's tilescope.json, and shows its mistakes in the editor", async () => {
    const file = vscode.Uri.joinPath(folder(), 'tilescope.json');
    const write = (text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    const document = await open('docs/style-guide.md');
    const position = at(document, 'mockups/checkout.png');
    try {
      await write('{ "model": "gpt-5", /* ours */ "detail": "high" }');
      await eventually('910 tokens', async () => (await hoverAt(document, position)).includes('910 tokens'));
      assert.match(await hoverAt(document, position), /from tilescope\.json/);
      await write('{\n  "modle": "gpt-5"\n}');
      const mine = (): vscode.Diagnostic | undefined =>
        vscode.languages.getDiagnostics(file).find(({ source }) => source === 'Tilescope');
      // A write empties the file first, and that may be seen: what counts is what is said in the end.
      await eventually('a diagnostic that names the nearest key', () =>
        Promise.resolve(/modle.*model/.test(mine()?.message ?? '')),
      );
      assert.equal(mine()?.range.start.line, 1);
    } finally {
      await vscode.workspace.fs.delete(file);
    }
    await eventually('the default again', async () =>
      (await hoverAt(document, position)).includes('1,566 tokens'),
    );
  });

  it('knows in tilescope.json what the settings add', async () => {
    const file = fileUri('tilescope.json');
    const document = await open('docs/style-guide.md');
    const position = at(document, 'mockups/checkout.png');
    await set('aliases', { 'our-vision': 'gpt-5' });
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode('{ "model": "our-vision", "detail": "high" }'),
    );
    try {
      await eventually('910 tokens', async () => (await hoverAt(document, position)).includes('910 tokens'));
      assert.deepEqual(
        vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'Tilescope'),
        [],
      );
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it('shows mistakes of tilescope.json, and that they are gone, where no picture is named', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const file = fileUri('tilescope.json');
    const problems = (): number =>
      vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'Tilescope').length;
    const write = (text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    try {
      await write('{ "model": "gpt-5.2x" }');
      await eventually('a diagnostic', () => Promise.resolve(problems() === 1));
      await write('{ "model": "gpt-5.2" }');
      await eventually('none', () => Promise.resolve(problems() === 0));
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it('does without settings of a wrong type', async () => {
    const document = await open('docs/style-guide.md');
    const position = at(document, 'mockups/checkout.png');
    await set('model', 5);
    await set('compareModels', 'gpt-5');
    await eventually('the default', async () => (await hoverAt(document, position)).includes('1,566 tokens'));
    assert.match(await hoverAt(document, position), /gpt-5\.2 1,566/);
  });

  it('lets no file name become markup', async () => {
    const name = 'a &amp; [x](command:evil) `$(bug)` _b_.png';
    const picture = vscode.Uri.joinPath(folder(), name);
    await vscode.workspace.fs.copy(fileUri('mockups/cart.png'), picture, { overwrite: true });
    try {
      const document = await untitled(`x = '${name}'`, 'python');
      const raw = await rawHoverAt(document, at(document, 'a &amp'));
      const answer = (raw.split('\n\n')[0] ?? '').replace(/\]\(file:[^)]*\)/, ']');
      assert.match(answer, /1,566 tokens/);
      assert.doesNotMatch(answer, /(?<!\\)\[x|(?<!\\)&amp|(?<!\\)\$\(bug\)|(?<!\\)`|(?<!\\)_b/);
    } finally {
      await vscode.workspace.fs.delete(picture);
    }
  });

  it('trusts its links for its own commands alone', async () => {
    const document = await open('src/review-mockups.ts');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      at(document, 'mockups/checkout.png'),
    );
    const mine = hovers
      .flatMap(({ contents }) => contents)
      .filter(content => content instanceof vscode.MarkdownString);
    const trusted = mine.map(({ isTrusted }) => isTrusted).find(value => typeof value === 'object');
    assert.deepEqual(trusted?.enabledCommands, [
      'tilescope.copyMarkdown',
      'tilescope.selectModel',
      'tilescope.turnOff',
      'tilescope.readRemote',
      'tilescope.copyCall',
      'tilescope.selectCallModel',
      'tilescope.openTileView',
      'tilescope.describeMockup',
    ]);
  });
});
