import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codes } from '../../../src/references/calls/diagnose/codes';
import type { Code, Severity } from '../../../src/references/calls/diagnose/codes';
import { cart, diagnosticCases, photo, picture, prelude, program, request } from '../../cases/diagnostics';
import type { Language } from '../../cases/diagnostics';
import { action, choose, codeOf, remove, shown } from './actions.js';
import { eventually, fileUri, open, set, untitled } from './editor.js';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A program with one request that omits a photo's detail. */
function omitting(language: Language): string {
  return program(language, request(language, 'gpt-6-astra', picture(language, photo)));
}

async function diagnostic(uri: vscode.Uri, code: Code): Promise<vscode.Diagnostic> {
  await eventually(`${code} is shown`, () => Promise.resolve(shown(uri).some(one => codeOf(one) === code)));
  const found = shown(uri).filter(one => codeOf(one) === code);
  assert.equal(found.length, 1, found.map(({ message }) => message).join('\n'));
  const [first] = found;
  assert.ok(first);
  return first;
}

async function gone(uri: vscode.Uri, code: Code): Promise<void> {
  await eventually(`${code} is gone`, () => Promise.resolve(!shown(uri).some(one => codeOf(one) === code)));
}

describe('diagnostics', () => {
  afterEach(async () => {
    for (const key of ['diagnostics.enabled', 'diagnostics.omittedDetail', 'exclude'])
      await set(key, undefined);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await remove(fileUri('tilescope.json'));
  });

  it('have a case for each code', () => {
    assert.deepEqual(diagnosticCases.map(({ code }) => code).sort(), [...codes].sort());
  });

  for (const language of ['typescript', 'python'] as const) {
    for (const { code, request: statement, message, severity, fix } of diagnosticCases) {
      it(`show ${code} in ${language}${fix === undefined ? '' : ', and mend it'}`, async () => {
        const { uri } = await untitled(program(language, statement(language)), language);
        const found = await diagnostic(uri, code);
        assert.match(found.message, message);
        assert.equal(found.severity, severities[severity]);
        assert.deepEqual(
          found.tags ?? [],
          code === 'useless-detail' ? [vscode.DiagnosticTag.Unnecessary] : [],
        );
        assert.ok(typeof found.code === 'object');
        assert.ok(found.code.target.path.endsWith(`/docs/diagnostics/${code}.md`));
        await vscode.workspace.fs.stat(found.code.target);
        if (fix === undefined) return;
        const chosen = await action(uri, found.range, fix.title);
        assert.equal(chosen.isPreferred, true);
        await choose(chosen);
        await gone(uri, code);
        const document = await vscode.workspace.openTextDocument(uri);
        assert.ok(document.getText().includes(fix.becomes[language]), document.getText());
      });
    }
  }

  it('are in a cell of a notebook, and mend another cell where the part stands there', async () => {
    const cell = (value: string): vscode.NotebookCellData =>
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, value, 'python');
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([
        cell('%pip install openai'),
        cell(`${prelude.python}\n\nshown = ${picture('python', photo)}`),
        cell(request('python', 'gpt-6-astro', 'shown')),
      ]),
    );
    await vscode.window.showNotebookDocument(notebook);
    const first = notebook.cellAt(1).document;
    const second = notebook.cellAt(2).document;
    const unknown = await diagnostic(second.uri, 'unknown-model');
    assert.equal(second.getText(unknown.range), 'gpt-6-astro');
    await choose(await action(second.uri, unknown.range, /^Replace with gpt-6-astra/));
    await gone(second.uri, 'unknown-model');
    const omitted = await diagnostic(first.uri, 'omitted-detail');
    assert.equal(omitted.relatedInformation?.[0]?.location.uri.toString(), second.uri.toString());
    await choose(await action(first.uri, omitted.range, /^State detail high:/));
    await gone(first.uri, 'omitted-detail');
    assert.ok(first.getText().includes(`encoded("${photo}"), "detail": "high"`), first.getText());
    assert.ok(second.getText().includes('gpt-6-astra'));
  });

  it('mend all of a file at once', async () => {
    const part = `${picture('typescript', photo)},\n    ${picture('typescript', 'photos/enamel-mug.jpg')}`;
    const document = await untitled(
      program('typescript', request('typescript', 'gpt-6-astra', part)),
      'typescript',
    );
    await eventually('both are shown', () => Promise.resolve(shown(document.uri).length === 2));
    const range = shown(document.uri)[0]?.range ?? new vscode.Range(0, 0, 0, 0);
    await choose(await action(document.uri, range, /^Fix all 2 omitted-detail of this file$/));
    await gone(document.uri, 'omitted-detail');
    assert.equal(document.getText().match(/detail: 'high'/g)?.length, 2);
  });

  it('are ignored by a comment that asks for a reason', async () => {
    const document = await untitled(omitting('python'), 'python');
    const found = await diagnostic(document.uri, 'omitted-detail');
    await choose(await action(document.uri, found.range, /^Ignore omitted-detail here…$/));
    await gone(document.uri, 'omitted-detail');
    assert.match(document.getText(), /\n# tilescope-ignore: omitted-detail why it is meant so\nclient/);
    const { selection } = vscode.window.activeTextEditor ?? {};
    assert.ok(selection);
    assert.equal(document.getText(selection), 'why it is meant so');
  });

  it('are turned off by a setting', async () => {
    const document = await untitled(omitting('typescript'), 'typescript');
    const found = await diagnostic(document.uri, 'omitted-detail');
    await choose(await action(document.uri, found.range, /^Turn off omitted-detail$/));
    await gone(document.uri, 'omitted-detail');
    assert.equal(vscode.workspace.getConfiguration('tilescope').get('diagnostics.omittedDetail'), 'off');
    await set('diagnostics.omittedDetail', 'hint');
    assert.equal((await diagnostic(document.uri, 'omitted-detail')).severity, vscode.DiagnosticSeverity.Hint);
    await set('diagnostics.enabled', false);
    await gone(document.uri, 'omitted-detail');
  });

  it('are as loud as the project says', async () => {
    const document = await open('src/review-mockups.ts');
    const refused = await diagnostic(document.uri, 'will-be-refused');
    assert.equal(refused.severity, vscode.DiagnosticSeverity.Error);
    const config = '{ "diagnostics": { "will-be-refused": "hint", "missing-image": "off" } }';
    await vscode.workspace.fs.writeFile(fileUri('tilescope.json'), new TextEncoder().encode(config));
    await gone(document.uri, 'missing-image');
    assert.equal(
      (await diagnostic(document.uri, 'will-be-refused')).severity,
      vscode.DiagnosticSeverity.Hint,
    );
  });

  it('give a name of one’s own a model in tilescope.json', async () => {
    const copy = fileUri('src/own-name.ts');
    const text = program('typescript', request('typescript', 'gpt-5.4-mimi', picture('typescript', cart)));
    await vscode.workspace.fs.writeFile(copy, new TextEncoder().encode(text));
    try {
      const document = await open('src/own-name.ts');
      const found = await diagnostic(document.uri, 'unknown-model');
      await choose(await action(document.uri, found.range, /^Add gpt-5\.4-mimi to tilescope\.json/));
      await gone(document.uri, 'unknown-model');
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), fileUri('tilescope.json').toString());
      assert.deepEqual(JSON.parse(editor.document.getText()), {
        aliases: { 'gpt-5.4-mimi': 'gpt-5.4-mini' },
      });
      assert.equal(editor.document.getText(editor.selection), 'gpt-5.4-mini');
    } finally {
      await remove(copy);
    }
  });

  it('say what they mean in a page', async () => {
    const document = await untitled(omitting('typescript'), 'typescript');
    const found = await diagnostic(document.uri, 'omitted-detail');
    await choose(await action(document.uri, found.range, /^What is omitted-detail\?$/));
    await eventually('the page is open', () =>
      Promise.resolve(
        vscode.window.tabGroups.all.some(({ tabs }) =>
          tabs.some(({ label }) => label.includes('omitted-detail.md')),
        ),
      ),
    );
  });

  it('go with the document, and are in none that is excluded', async () => {
    const document = await open('src/review-mockups.ts');
    await diagnostic(document.uri, 'will-be-refused');
    await set('exclude', ['**/review-mockups.ts']);
    await gone(document.uri, 'will-be-refused');
    await set('exclude', undefined);
    await diagnostic(document.uri, 'will-be-refused');
    // A file may be kept open for a while by who opened it; what was never saved is gone at once.
    const { uri } = await untitled(omitting('typescript'), 'typescript');
    await diagnostic(uri, 'omitted-detail');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await gone(uri, 'omitted-detail');
  });

  it('are of the text as it is, while one types', async () => {
    const document = await untitled(omitting('python'), 'python');
    const found = await diagnostic(document.uri, 'omitted-detail');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), '# A new line.\n');
    await vscode.workspace.applyEdit(edit);
    const moved = found.range.with(found.range.start.translate(1), found.range.end.translate(1));
    await choose(await action(document.uri, moved, /^State detail low/));
    assert.ok(document.getText().includes(`encoded("${photo}"), "detail": "low"`), document.getText());
    await gone(document.uri, 'omitted-detail');
  });
});
