import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, eventually, fileUri, hoverAt, lenses, open, set, untitled } from './editor.js';

describe('lenses', () => {
  afterEach(async () => {
    for (const key of ['model', 'detail', 'codeLens.enabled', 'codeLens.files', 'inline.style'])
      await set(key, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('stand above lines of code that name pictures', async () => {
    const document = await open('src/assets.ts');
    const { line } = at(document, 'Größentabelle');
    const found = await lenses(document);
    assert.ok(found.includes(`${String(line + 1)}: 2,144 tokens · $0.0016 · gpt-5.4-mini`), found.join('\n'));
  });

  it('sum up the pictures of a line, with a mark for what is dear or refused', async () => {
    await set('model', 'gpt-6-astra');
    const document = await untitled(
      'files = ["mockups/cart.png", "photos/IMG_2041.jpg"]\nicon = "web/favicon-none.ico"\n',
      'python',
    );
    assert.deepEqual(await lenses(document), [
      '1: $(warning) 2 images · 15,930 tokens · $0.16 · gpt-6-astra, detail omitted',
    ]);
  });

  it('leave markup alone unless it is asked for', async () => {
    const document = await open('web/index.html');
    assert.deepEqual(await lenses(document), []);
    await set('codeLens.files', 'all');
    assert.ok((await lenses(document)).length > 5);
  });

  it('stand in prompt files', async () => {
    assert.ok((await lenses(await open('prompts/describe-screen.prompt.md'))).length > 0);
  });

  for (const name of ['promptfooconfig.yaml', 'receipt.prompt.yml', 'prompts/2026/receipt.yaml']) {
    it(`stand in ${name}`, async () => {
      const file = fileUri(name);
      const text = new TextEncoder().encode('image: mockups/cart.png\n');
      await vscode.workspace.fs.writeFile(file, text);
      try {
        assert.equal((await lenses(await open(name))).length, 1);
      } finally {
        await vscode.workspace.fs.delete(file);
      }
    });
  }

  it('go away when turned off, by the command too', async () => {
    const document = await open('src/review-mockups.ts');
    assert.notDeepEqual(await lenses(document), []);
    await vscode.commands.executeCommand('tilescope.toggleCodeLens');
    await eventually('no lenses', async () => (await lenses(document)).length === 0);
    await vscode.commands.executeCommand('tilescope.toggleCodeLens');
    await eventually('lenses', async () => (await lenses(document)).length > 0);
  });

  it('follow what is typed', async () => {
    const document = await untitled('', 'python');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    await editor.edit(edit => {
      edit.insert(new vscode.Position(0, 0), 'a = "mockups/cart.png"\n');
    });
    assert.equal((await lenses(document)).length, 1);
    await editor.edit(edit => {
      edit.insert(new vscode.Position(0, 0), '# ');
    });
    assert.deepEqual(await lenses(document), []);
  });
});

describe('hints within the line', () => {
  afterEach(async () => {
    await set('inline.style', undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const hints = async (document: vscode.TextDocument): Promise<readonly string[]> => {
    const all = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
    );
    return all.map(({ label }) =>
      (typeof label === 'string' ? label : label.map(({ value }) => value).join('')).trim(),
    );
  };

  it('are off by default, and stand behind the path when asked for', async () => {
    const document = await untitled('a = "mockups/cart.png"', 'python');
    assert.deepEqual(await hints(document), []);
    await set('inline.style', 'inlayHint');
    await eventually('a hint', async () => (await hints(document)).length === 1);
    assert.deepEqual(await hints(document), ['1,566 tokens · $0.0012']);
  });

  it('stand behind the quote, not within the string', async () => {
    const document = await untitled('a = "mockups/cart.png"', 'python');
    await set('inline.style', 'inlayHint');
    await eventually('a hint', async () => (await hints(document)).length === 1);
    const [hint] = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new vscode.Range(0, 0, 1, 0),
    );
    assert.equal(hint?.position.character, 'a = "mockups/cart.png"'.length);
  });
});

describe('commands', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('copies the numbers of the picture at the cursor as Markdown', async () => {
    const document = await open('src/review-mockups.ts');
    const position = at(document, 'mockups/checkout.png');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand('tilescope.copyMarkdown');
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /^\*\*checkout\.png\*\* · \*\*1,566 tokens\*\* · \$0\.0027 a call/);
    assert.match(copied, /`gpt-5\.2` .* \*from the call on line 13\*/);
    assert.doesNotMatch(copied, /\$\(|command:/);
  });

  it('shows the same number in hover and lens', async () => {
    const document = await open('prompts/describe-screen.prompt.md');
    const hover = await hoverAt(document, at(document, 'mockups/mobile-home.png'));
    const tokens = /\*\*([\d,]+) tokens\*\*/.exec(hover)?.[1];
    assert.ok(tokens);
    assert.ok((await lenses(document)).some(title => title.includes(`${tokens} tokens`)));
  });
});
