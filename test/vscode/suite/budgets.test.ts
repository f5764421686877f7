import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { action, actions, choose, codeOf, remove, shown } from './actions.js';
import { eventually, fileUri, hoverAt, lenses, set } from './editor.js';

const code = (model: string, more = ''): string => `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
const client = new OpenAI();
${more}await client.responses.create({
  model: '${model}',
  input: [{ role: 'user', content: [
    { type: 'input_image', image_url: \`data:image/jpeg;base64,\${readFileSync('photos/enamel-mug.jpg', 'base64')}\`, detail: 'high' },
  ] }],
});
`;

const program = fileUri('src/budgeted.ts');
const config = fileUri('tilescope.json');
const nested = fileUri('src/tilescope.json');

async function write(uri: vscode.Uri, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
}

async function opened(text: string): Promise<vscode.TextDocument> {
  await write(program, text);
  const document = await vscode.workspace.openTextDocument(program);
  await vscode.window.showTextDocument(document);
  return document;
}

async function told(which: string): Promise<vscode.Diagnostic> {
  let found: vscode.Diagnostic | undefined;
  await eventually(`${which} is shown`, () => {
    found = shown(program).find(one => codeOf(one) === which);
    return Promise.resolve(found !== undefined);
  });
  assert.ok(found);
  return found;
}

async function silent(which: string): Promise<void> {
  await eventually(`${which} is gone`, () =>
    Promise.resolve(!shown(program).some(one => codeOf(one) === which)),
  );
}

describe('budgets in the editor', () => {
  afterEach(async () => {
    await set('budget.bar', undefined);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of [program, config, nested]) await remove(uri);
  });

  it('say what is over, by how much and by which line, and link to it', async () => {
    await write(
      config,
      '{\n  "budgets": [\n    { "call": { "tokens": { "warn": 5, "fail": 10 } } }\n  ]\n}\n',
    );
    const { uri } = await opened(code('gpt-5.4'));
    const found = await told('call-over-budget');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.match(
      found.message,
      /^client\.responses\.create takes [\d,]+ tokens, [\d,]+ tokens more than the limit of 10 tokens for a call \(tilescope\.json:3\)\.$/,
    );
    assert.equal(
      (await vscode.workspace.openTextDocument(uri)).getText(found.range),
      'client.responses.create',
    );
    const [related] = found.relatedInformation ?? [];
    assert.ok(related);
    assert.equal(related.location.uri.toString(), config.toString());
    assert.equal(related.location.range.start.line, 2);
    assert.ok(typeof found.code === 'object');
    await vscode.workspace.fs.stat(found.code.target.with({ fragment: '' }));
    assert.equal(found.code.target.fragment, 'call-over-budget');
  });

  it('go by the nearest file, as it is changed', async () => {
    await write(config, '{ "budgets": [{ "call": { "tokens": 10 } }] }');
    await opened(code('gpt-5.4'));
    await told('call-over-budget');
    await write(nested, '{ "budgets": [{ "call": { "tokens": "off" } }] }');
    await silent('call-over-budget');
    await remove(nested);
    await told('call-over-budget');
  });

  it('say what is wrong in a nested file, at its line', async () => {
    await opened(code('gpt-5.4'));
    await write(nested, '{\n  "budgets": [{ "cal": {} }]\n}');
    await eventually('the mistake is shown', () =>
      Promise.resolve(
        shown(nested).some(
          ({ message, range }) => message.includes('did you mean "call"') && range.start.line === 1,
        ),
      ),
    );
  });

  it('are kept by a cheaper detail, with both prices', async () => {
    await write(config, '{ "budgets": [{ "image": { "tokens": 300 } }] }');
    await opened(code('gpt-4o'));
    const found = await told('image-over-budget');
    const fix = await action(
      program,
      found.range,
      /^State detail low: 85 tokens \(\$[\d.]+\) instead of [\d,]+ tokens/,
    );
    assert.equal(fix.isPreferred, true);
    await choose(fix);
    await silent('image-over-budget');
  });

  it('are kept by a model that is allowed, with both prices', async () => {
    await write(config, '{ "policies": { "allowedModels": ["gpt-5.4-mini"] } }');
    const document = await opened(code('gpt-5.4'));
    const found = await told('model-not-allowed');
    await choose(
      await action(
        program,
        found.range,
        /^Ask gpt-5\.4-mini: [\d,]+ tokens \(\$[\d.]+\) instead of [\d,]+ tokens/,
      ),
    );
    await silent('model-not-allowed');
    assert.match(document.getText(), /model: 'gpt-5\.4-mini'/);
  });

  it('are kept by cheaper models that answer in words, too', async () => {
    await write(config, '{ "budgets": [{ "call": { "tokens": 1000 } }] }');
    await opened(code('gpt-4o'));
    const found = await told('call-over-budget');
    const others = (await actions(program, found.range)).filter(({ title }) => title.startsWith('Ask '));
    assert.ok(others.length > 0);
    for (const { title } of others) assert.doesNotMatch(title, /gpt-image|dall-e/, 'they make pictures');
  });

  it('lead to the limit, with its value selected', async () => {
    await write(config, '{\n  "budgets": [{ "call": { "tokens": 10 } }]\n}');
    await opened(code('gpt-5.4'));
    const found = await told('call-over-budget');
    await choose(
      await action(program, found.range, /^Raise the limit in tilescope\.json:2: it is 10 tokens now$/),
    );
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), config.toString());
    assert.equal(editor.document.getText(editor.selection), '10');
    await editor.edit(edit => {
      edit.replace(editor.selection, '99999');
    });
    await editor.document.save();
    await silent('call-over-budget');
  });

  it('are excepted by an entry that one fills in', async () => {
    await write(config, '{\n  "budgets": [{ "call": { "tokens": 10 } }] // ours\n}\n');
    await opened(code('gpt-5.4'));
    const found = await told('call-over-budget');
    await choose(await action(program, found.range, /^Add an exception to tilescope\.json, until a day$/));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), config.toString());
    assert.match(
      editor.document.getText(),
      /^\{\n {2}"budgets": \[\{ "call": \{ "tokens": 10 \} \}\], \/\/ ours\n {2}"exceptions": \[\n {4}\{ "files": "src\/budgeted\.ts", "code": "call-over-budget", "reason": "why, for whoever reads it next", "expires": "\d{4}-\d\d-\d\d" \}\n {2}\]\n\}\n$/,
    );
    assert.equal(editor.document.getText(editor.selection), 'why, for whoever reads it next');
    await editor.document.save();
    await silent('call-over-budget');
  });

  it('are excepted by a comment until its last day, and again after it', async () => {
    await write(config, '{ "budgets": [{ "call": { "tokens": 10 } }] }');
    await opened(code('gpt-5.4', '// tilescope-ignore: call-over-budget once until 2999-01-31\n'));
    await eventually(
      'it has been looked at',
      async () => (await actions(program, new vscode.Range(0, 0, 0, 0))).length >= 0,
    );
    await silent('call-over-budget');
    await opened(code('gpt-5.4'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await opened(code('gpt-5.4', '// tilescope-ignore: call-over-budget once until 2020-01-31\n'));
    await told('call-over-budget');
    assert.match((await told('ignore-comment')).message, /^The comment ran out on 2020-01-31/);
  });

  it('say what cannot be told, and never pass it silently', async () => {
    await write(config, '{ "budgets": [{ "call": { "usd": 1 } }] }');
    await opened(code('nobodys-model'));
    const found = await told('budget-unknown');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Information);
    assert.match(found.message, /keeps to the limit on money \(tilescope\.json:1\) cannot be told/);
  });

  it('are drawn in the lens once half is used, and in the hover with a link', async () => {
    await write(config, '{ "budgets": [{ "call": { "tokens": 1500 } }] }');
    const document = await opened(code('gpt-4o'));
    await eventually('the lens has a bar', async () =>
      (await lenses(document)).some(one => one.endsWith('▰▰▰▰▱ 74 % of 1,500 tokens')),
    );
    const position = document.positionAt(document.getText().indexOf('create(') + 1);
    assert.match(
      await hoverAt(document, position),
      /▰▰▰▰▱ 74 % of 1,500 tokens a call · \[tilescope\.json:1\]\(file:.*#L1\)/,
    );
    await write(config, '{ "budgets": [{ "call": { "tokens": 10000 } }] }');
    await eventually('the lens is quiet', async () =>
      (await lenses(document)).every(one => !one.includes('▰')),
    );
    assert.match(await hoverAt(document, position), /▰▱▱▱▱ 11 % of 10,000 tokens/);
    const picture = document.positionAt(document.getText().indexOf('enamel-mug') + 1);
    assert.doesNotMatch(await hoverAt(document, picture), /[▰▱]/, 'no limit is on the picture');
    await write(config, '{\n"budgets": [{ "image": { "tokens": 1500 }, "call": { "tokens": 10000 } }] }');
    await eventually('the picture has a bar', async () =>
      /▰▰▰▰▱ 74 % of 1,500 tokens a picture · \[tilescope\.json:2\]\(file:.*#L2\)/.test(
        await hoverAt(document, picture),
      ),
    );
    await set('budget.bar', false);
    await eventually('the picture has none', async () => !(await hoverAt(document, picture)).includes('▱'));
    await eventually('the hover has none', async () => !(await hoverAt(document, position)).includes('▱'));
  });
});
