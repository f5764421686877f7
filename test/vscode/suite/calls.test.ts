import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, eventually, fileUri, hoverAt, lenses, open, set, untitled } from './editor.js';

const encode = `import base64, os
from openai import OpenAI

client = OpenAI()

def encode(path):
    with open(path, "rb") as file:
        return "data:image/png;base64," + base64.b64encode(file.read()).decode()

`;

/** A Python program with one call: its lens is above line 10. */
function program(model: string, ...pictures: readonly string[]): string {
  return `${encode}answer = client.responses.create(
    model=${model},
    input=[{"role": "user", "content": [${pictures.join(', ')}]}],
)
`;
}

function picture(path: string, detail?: string): string {
  const said = detail === undefined ? '' : `, "detail": "${detail}"`;
  return `{"type": "input_image", "image_url": encode("${path}")${said}}`;
}

describe('calls', () => {
  afterEach(async () => {
    for (const key of ['model', 'detail', 'tier', 'codeLens.calls', 'inline.style', 'exclude'])
      await set(key, undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('have a lens with the price of their pictures, as their own model, detail and tier have it', async () => {
    assert.deepEqual(await lenses(await open('src/review-mockups.ts')), [
      '13: 2 images · 3,132 tokens · $0.0055 + 15 text tokens · gpt-5.2 · high',
      '33: 2 images · 4,608 tokens · $0.0035 + 11 text tokens · gpt-5.4-mini · high, low',
      '51: 3 images · 2,170 tokens · $0.0014 + 10 text tokens · gpt-5 · high · flex',
      '79: $(warning) 1 image, missing · gpt-5.4-mini',
      '96: $(warning) 1 image, refused · gpt-6-sol · original',
      '113: 1 image, not known · gpt-5.4-mini',
    ]);
  });

  it('leave their pictures the lenses of their lines where they have none of their own', async () => {
    await set('codeLens.calls', false);
    const document = await open('src/review-mockups.ts');
    const { line } = at(document, 'mockups/checkout.png');
    const found = await lenses(document);
    assert.ok(found.includes(`${String(line + 1)}: 1,566 tokens · $0.0027 · gpt-5.2 high`), found.join('\n'));
  });

  it('say in a hover what each picture is and costs', async () => {
    const document = await open('src/review-mockups.ts');
    const text = await hoverAt(document, at(document, 'responses.create'));
    assert.match(text, /^\*\*client\.responses\.create\*\* · \*\*3,132 image tokens\*\* · \$0\.0055 a call/);
    assert.match(text, /checkout\.png 1,440 × 900 high 1,566 \$0\.0027/);
    assert.match(text, /cart\.png 1,440 × 900 high 1,566 \$0\.0027/);
    assert.match(text, /text 15 \$0\.000026/);
    assert.match(text, /in all 3,147 \$0\.0055/);
    for (const part of ["gpt-5.2'", "high'"])
      assert.equal(await hoverAt(document, at(document, part)), text, part);
  });

  it('say in the hover of a missing and of a refused picture what it is', async () => {
    const document = await open('src/review-mockups.ts');
    assert.match(
      await hoverAt(document, at(document, 'responses.create', 3)),
      /wishlist\.png .* no such file/,
    );
    assert.match(
      await hoverAt(document, at(document, 'responses.create', 4)),
      /trail-map-poster\.png .* refused/,
    );
  });

  it('price the pictures that flow into them', async () => {
    const document = await open('src/review-mockups.ts');
    const text = await hoverAt(document, at(document, 'banners/hero-2049.png'));
    assert.match(text, /\*\*1,190 tokens\*\* · \$0\.00074 a call/);
    assert.match(text, /`gpt-5` · detail `high` .* flex tier · \*from the call on line 51\*/);
  });

  it('keep the settings out of their price', async () => {
    await set('model', 'claude-sonnet-5-5');
    await set('detail', 'low');
    const [first] = await lenses(await open('src/review-mockups.ts'));
    assert.equal(first, '13: 2 images · 3,132 tokens · $0.0055 + 15 text tokens · gpt-5.2 · high');
  });

  it('take the tier of the settings where they state none', async () => {
    await set('tier', 'batch');
    const [first] = await lenses(await open('src/review-mockups.ts'));
    assert.equal(first, '13: 2 images · 3,132 tokens · $0.0027 + 15 text tokens · gpt-5.2 · high · batch');
  });

  it('are read in Python', async () => {
    const document = await untitled(
      program('"gpt-4o"', picture('mockups/cart.png', 'low'), picture('mockups/checkout.png')),
      'python',
    );
    assert.deepEqual(await lenses(document), [
      '10: 2 images · 1,190 tokens · $0.0030 · gpt-4o · low, detail omitted',
    ]);
    assert.match(await hoverAt(document, at(document, 'mockups/cart')), /\*\*85 tokens\*\*.*\n.*`gpt-4o`/s);
  });

  it('have no price for a model that is not known, and name the nearest', async () => {
    const document = await untitled(program('"gpt-5.22"', picture('mockups/cart.png', 'low')), 'python');
    assert.deepEqual(await lenses(document), ['10: $(warning) gpt-5.22 is not known · gpt-5.2? · 1 image']);
    const text = await hoverAt(document, at(document, 'responses.create'));
    assert.match(text, /`gpt-5\.22` is not a known model, so there is no price\. Nearest: `gpt-5\.2`/);
    assert.match(
      await hoverAt(document, at(document, 'mockups/cart')),
      /1,566 tokens.*`gpt-5\.4-mini`.*The call on line 10: `gpt-5\.22` is not a known model\. Priced for the model of the settings instead\./s,
    );
  });

  it('say which variable sets the model', async () => {
    const document = await untitled(
      program('os.environ["VISION_MODEL"]', picture('mockups/cart.png'), picture('mockups/checkout.png')),
      'python',
    );
    assert.deepEqual(await lenses(document), ['10: 2 images · model set by VISION_MODEL']);
    const text = await hoverAt(document, at(document, 'responses.create'));
    assert.match(text, /There is no price: its model is set by the environment variable VISION_MODEL/);
  });

  it('are priced for what the code takes where a variable is not set', async () => {
    const document = await untitled(
      program('os.environ.get("VISION_MODEL", "gpt-4o")', picture('mockups/cart.png', 'low')),
      'python',
    );
    assert.deepEqual(await lenses(document), [
      '10: 85 tokens · $0.00021 · gpt-4o unless VISION_MODEL is set · low',
    ]);
  });

  it('name all that use a picture', async () => {
    const document = await untitled(
      `${program('"gpt-4o"', '{"type": "input_image", "image_url": CART, "detail": "low"}').replace('answer', 'CART = encode("mockups/cart.png")\nanswer')}other = client.responses.create(model="gpt-5.2", input=[{"role": "user", "content": [{"type": "input_image", "image_url": CART, "detail": "low"}]}])\n`,
      'python',
    );
    const text = await hoverAt(document, at(document, 'mockups/cart'));
    assert.match(
      text,
      /\*\*85 tokens\*\*.*from the call on line 11.*Also used by the call on line 15: gpt-5\.2, low\./s,
    );
  });

  it('count what a pattern finds', async () => {
    const document = await untitled(
      `${encode}from pathlib import Path\nanswer = client.responses.create(model="gpt-4o", input=[{"role": "user", "content": [{"type": "input_image", "image_url": encode(path), "detail": "low"} for path in Path("mockups").glob("c*.png")]}])\n`,
      'python',
    );
    assert.deepEqual(await lenses(document), ['11: ≈2 images · 170 tokens · $0.00042 · gpt-4o · low']);
    assert.match(await hoverAt(document, at(document, 'mockups")')), /cart\.png .*checkout\.png /s);
  });

  it('price pictures that are made', async () => {
    const document = await untitled(
      `${encode}made = client.images.generate(model="gpt-image-1", prompt="a tarn", n=2, size="1024x1024", quality="high")\n`,
      'python',
    );
    const [lens = ''] = await lenses(document);
    assert.match(lens, /^10: 2 images made · \$0\.3\d · gpt-image-1 · high$/);
  });

  it('follow what is typed, and what stands in other files as it is typed there', async () => {
    const write = (name: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
    await write('typed_settings.py', 'MODEL = "gpt-4o"\n');
    await write(
      'typed_call.py',
      `from typed_settings import MODEL\n${program('MODEL', picture('mockups/cart.png', 'low'))}`,
    );
    try {
      const document = await open('typed_call.py');
      assert.deepEqual(await lenses(document), ['11: 85 tokens · $0.00021 · gpt-4o · low']);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, document.lineAt(0).range, 'MODEL = "gpt-5"\n');
      await vscode.workspace.applyEdit(edit);
      assert.deepEqual(await lenses(document), ['12: 70 tokens · $0.000087 · gpt-5 · low']);
      await vscode.commands.executeCommand('undo');
      const constants = await vscode.workspace.openTextDocument(fileUri('typed_settings.py'));
      const other = new vscode.WorkspaceEdit();
      other.replace(constants.uri, constants.lineAt(0).range, 'MODEL = "gpt-5"');
      await vscode.workspace.applyEdit(other);
      await eventually('the other model', async () =>
        ((await lenses(document))[0] ?? '').includes('70 tokens'),
      );
      await constants.save();
      await document.save();
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(fileUri('typed_settings.py'));
      await vscode.workspace.fs.delete(fileUri('typed_call.py'));
    }
  });

  it('know in a notebook what the cells before say', async () => {
    const file = fileUri('notebooks/two-cells.ipynb');
    const [before = '', after = ''] = program('MODEL', '{"type": "input_image", "image_url": CART}').split(
      'answer =',
    );
    const sources = [`${before}MODEL = "gpt-4o"\nCART = encode("../mockups/cart.png")\n`, `answer =${after}`];
    const cells = sources.map(source => ({
      cell_type: 'code',
      metadata: {},
      outputs: [],
      execution_count: null,
      source,
    }));
    const content = {
      cells,
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(content)));
    try {
      const notebook = await vscode.workspace.openNotebookDocument(file);
      await vscode.window.showNotebookDocument(notebook);
      const [first, second] = notebook.getCells().map(({ document }) => document);
      assert.ok(first && second);
      assert.match(
        await hoverAt(first, at(first, '../mockups/cart.png')),
        /\*\*1,105 tokens\*\*.*from the call on line 1 of cell 2/s,
      );
      assert.deepEqual(await lenses(second), ['1: 1,105 tokens · $0.0028 · gpt-4o']);
      assert.match(await hoverAt(second, at(second, 'responses.create')), /cart\.png 1,440 × 900/);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(
        first.uri,
        new vscode.Range(
          first.positionAt(first.getText().indexOf('gpt-4o')),
          first.positionAt(first.getText().indexOf('gpt-4o') + 6),
        ),
        'gpt-5',
      );
      await vscode.workspace.applyEdit(edit);
      await eventually('the other model', async () =>
        /910 tokens .* gpt-5$/.test((await lenses(second))[0] ?? ''),
      );
      assert.deepEqual(await lenses(first), []);
    } finally {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.workspace.fs.delete(file);
    }
  });

  it('are those of its own text on the old side of a diff', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('review', {
      provideTextDocumentContent: () => program('"gpt-4o"', picture('../mockups/cart.png', 'low')),
    });
    try {
      const uri = fileUri('pipeline/receipts.py').with({ scheme: 'review', query: 'old' });
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      assert.deepEqual(await lenses(document), ['10: 85 tokens · $0.00021 · gpt-4o · low']);
    } finally {
      provider.dispose();
    }
  });

  it('are off where a file is left out', async () => {
    const document = await open('src/review-mockups.ts');
    await set('exclude', ['src/**']);
    assert.deepEqual(await lenses(document), []);
    assert.equal(await hoverAt(document, at(document, 'responses.create')), '');
  });

  it('give the hints within lines the same numbers', async () => {
    await set('inline.style', 'inlayHint');
    const document = await open('src/review-mockups.ts');
    const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
      'vscode.executeInlayHintProvider',
      document.uri,
      new vscode.Range(0, 0, 30, 0),
    );
    const labels = hints.map(({ label }) => (typeof label === 'string' ? label.trim() : ''));
    assert.deepEqual(labels, ['1,566 tokens · $0.0027', '1,566 tokens · $0.0027']);
  });

  it('are copied as Markdown', async () => {
    const document = await open('src/review-mockups.ts');
    const start = document.getText().indexOf('client.responses.create');
    await vscode.commands.executeCommand('tilescope.copyCall', document.uri.toString(), start);
    const copied = await vscode.env.clipboard.readText();
    assert.match(copied, /\| checkout\.png \| 1,440 × 900 \| high \| 1,566 \| \$0\.0027 \|/);
    assert.doesNotMatch(copied, /\$\(|command:|</);
  });
});
