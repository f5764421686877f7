import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { AskPanel } from '../../../src/extension/ask/askPanel.js';
import type { TestApi } from '../../../src/extension/extension.js';
import type { TilePage } from '../../../src/extension/tileView/tilePage.js';
import { Ledger } from '../../../src/vision/usage/ledger.js';
import type { RunRecord } from '../../../src/vision/usage/run.js';
import type { AskDraft, AskRun, AskState } from '../../../src/webview/askProtocol.js';
import { startOpenAiServer, testKey } from '../../openai-server/server.js';
import type { OpenAiServer } from '../../openai-server/server.js';
import { eventually, fileUri, open, set } from './editor.js';

/** Settings of scope machine are the user's; the server that runs the tests takes a moment to hear of them. */
async function setUser(key: string, value: unknown): Promise<void> {
  await set(key, value);
  await eventually(`${key} to be set`, () => {
    const { globalValue } = vscode.workspace.getConfiguration('tilescope').inspect(key) ?? {};
    return Promise.resolve(JSON.stringify(globalValue) === JSON.stringify(value));
  });
}

async function pageOf(...paths: readonly string[]): Promise<TilePage> {
  const extension = vscode.extensions.getExtension<TestApi>('tilescope.tilescope');
  assert.ok(extension);
  const views = await (await extension.activate()).tileViews();
  const sources = paths.map(path => ({ kind: 'file' as const, uri: fileUri(path).toString() }));
  const page = await views.open({ sources, resource: fileUri(paths[0] ?? '') });
  await page.state();
  return page;
}

async function panelOf(page: TilePage): Promise<AskPanel> {
  const panel = await page.ask();
  assert.ok(panel);
  return panel;
}

function draftOn(state: AskState, paths: readonly string[], changes: Partial<AskDraft> = {}): AskDraft {
  return {
    text: 'Describe this mockup.',
    prompt: undefined,
    pictures: paths.map(path => fileUri(path).toString()),
    endpoint: state.endpoint,
    model: state.model,
    detail: 'high',
    tier: state.tier,
    ...changes,
  };
}

function lastRun(panel: AskPanel): AskRun {
  const run = panel.state.turns.at(-1)?.runs.at(-1);
  assert.ok(run, 'nothing was asked');
  return run;
}

function runs(): Promise<readonly RunRecord[]> {
  return new Ledger().read().then(({ runs: all }) => all);
}

/** Every file below a folder that has the text in it. */
function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(file => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .filter(file => readFileSync(file).includes(text));
}

describe('Asking a model', () => {
  const checkout = 'mockups/checkout.png';
  let server: OpenAiServer;

  before(async () => {
    server = await startOpenAiServer({ chunkDelayMs: 5 });
    process.env.TILESCOPE_TEST_KEY = testKey;
    await setUser('ask.endpoints', {
      local: {
        name: 'Local test',
        api: 'responses',
        baseUrl: server.baseUrl,
        needsKey: true,
        keyVariable: 'TILESCOPE_TEST_KEY',
        priceAs: 'testseller',
      },
    });
    await setUser('providers', { testseller: { name: 'Test seller', priceMultiplier: 2 } });
    await setUser('ask.endpoint', 'local');
    await setUser('ask.model', 'gpt-5.2');
  });

  after(async () => {
    await server.stop();
    delete process.env.TILESCOPE_TEST_KEY;
    for (const key of ['ask.endpoints', 'ask.endpoint', 'ask.model', 'providers']) await set(key, undefined);
  });

  let page: TilePage;
  let panel: AskPanel;

  beforeEach(async () => {
    server.reset();
    page = await pageOf(checkout);
    panel = await panelOf(page);
    await panel.handle({ type: 'askClear' });
  });

  afterEach(async () => {
    await set('spend.dailyLimitUsd', undefined);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function ask(changes: Partial<AskDraft> = {}): Promise<AskRun> {
    await panel.handle({
      type: 'askSend',
      draft: draftOn(panel.state, [checkout], changes),
      confirmed: true,
    });
    return lastRun(panel);
  }

  it('offers the endpoints of the user, the built-in prompts and the model of the settings', () => {
    const { endpoints, endpoint, model, prompts } = panel.state;
    assert.equal(endpoint, 'local');
    assert.equal(model, 'gpt-5.2');
    assert.deepEqual(
      endpoints.find(({ id }) => id === 'local'),
      { id: 'local', name: 'Local test', models: [], key: 'set' },
    );
    assert.ok(prompts.some(({ id, structured }) => id === 'layout' && structured));
  });

  it('streams the answer, bills it beside the estimate, and records it', async () => {
    const before = (await runs()).length;
    const run = await ask();
    assert.equal(run.status, 'done');
    assert.match(run.text, /\w{4}/);
    const estimate = run.bill?.estimatedInput;
    const billed = run.bill?.billedInput;
    assert.ok(typeof estimate === 'number' && typeof billed === 'number');
    // What the API adds to a request, no estimate has: the server says 7.
    assert.equal(billed - estimate, 7);
    assert.ok((run.bill?.usd ?? 0) > 0);
    const records = await runs();
    assert.equal(records.length, before + 1);
    const record = records.at(-1);
    assert.equal(record?.id, run.id);
    assert.equal(record.endpoint, 'local');
    assert.equal(record.usd, run.bill?.usd);
    assert.equal(record.prompt, undefined);
  });

  it('sends the picture as it is on disk, with the detail that was priced', async () => {
    await ask();
    const [request] = server.requests.filter(({ path }) => path.endsWith('/responses'));
    const body = JSON.stringify(request?.body);
    const bytes = readFileSync(fileUri(checkout).fsPath).toString('base64');
    assert.ok(body.includes(`data:image/png;base64,${bytes}`));
    assert.match(body, /"detail":"high"/);
  });

  it('draws the regions of a structured answer', async () => {
    const prompt = panel.state.prompts.find(({ id }) => id === 'layout');
    assert.ok(prompt);
    const run = await ask({ prompt: prompt.id, text: prompt.text });
    assert.equal(run.status, 'done');
    assert.ok(run.regions.length > 0, run.text);
    for (const { picture, x, y, width, height, at } of run.regions) {
      assert.equal(picture, fileUri(checkout).toString());
      assert.ok(x >= 0 && y >= 0 && x + width <= 1.000001 && y + height <= 1.000001);
      assert.equal(run.text[at ?? -1], '{');
    }
  });

  it('goes on from what was answered, with the pictures of before', async () => {
    await ask();
    const first = lastRun(panel).text;
    await ask({ text: 'And in one word?', pictures: [] });
    const body = JSON.stringify(server.requests.at(-1)?.body);
    assert.ok(body.includes(JSON.stringify(first).slice(1, -1)));
    assert.ok(body.includes('And in one word?'));
    assert.equal(body.match(/"type":"input_image"/g)?.length, 1);
  });

  it('asks another model beside the first', async () => {
    await ask();
    const turn = panel.state.turns[0]?.id ?? '';
    await panel.handle({
      type: 'askAgain',
      turn,
      endpoint: 'local',
      model: 'gpt-4o',
      tier: 'standard',
      confirmed: true,
    });
    const [only, ...others] = panel.state.turns;
    assert.equal(others.length, 0);
    assert.deepEqual(
      only?.runs.map(({ model, status }) => [model, status]),
      [
        ['gpt-5.2', 'done'],
        ['gpt-4o', 'done'],
      ],
    );
  });

  it('keeps what came when it is cancelled', async () => {
    server.next({ kind: 'stall', afterDeltas: 3 });
    const asking = ask();
    await eventually('a part of the answer', () =>
      Promise.resolve((panel.state.turns.at(-1)?.runs.at(-1)?.text.length ?? 0) > 0),
    );
    await panel.handle({ type: 'askCancel', run: lastRun(panel).id });
    const run = await asking;
    assert.equal(run.status, 'cancelled');
    assert.ok(run.text.length > 0);
  });

  it('keeps what came when the connection breaks, and offers to ask again', async () => {
    server.next({ kind: 'cut', afterDeltas: 4 });
    const run = await ask();
    assert.equal(run.status, 'failed');
    assert.ok(run.text.length > 0);
    assert.equal(run.error?.action, 'retry');
    await panel.handle({ type: 'askAction', run: run.id, action: 'retry' });
    assert.deepEqual(
      panel.state.turns[0]?.runs.map(({ status }) => status),
      ['failed', 'done'],
    );
  });

  const failures = [
    ['a wrong key', { kind: 'wrong-key' }, 'setKey'],
    ['no credit', { kind: 'no-credit' }, 'retry'],
    ['a model without vision', { kind: 'no-vision' }, 'selectEndpoint'],
    ['flex without room', { kind: 'flex-unavailable' }, 'retryStandard'],
    ['a refused picture', { kind: 'picture-policy' }, undefined],
    ['a page that is not the API', { kind: 'html' }, 'selectEndpoint'],
  ] as const;
  for (const [what, behaviour, action] of failures) {
    it(`says the next step after ${what}`, async () => {
      server.next({ ...behaviour, times: 10 });
      const run = await ask({ tier: behaviour.kind === 'flex-unavailable' ? 'flex' : 'standard' });
      assert.equal(run.status, 'failed');
      assert.ok((run.error?.message.length ?? 0) > 20, run.error?.message);
      assert.ok((run.error?.nextStep?.length ?? 0) > 10, run.error?.nextStep);
      assert.equal(run.error?.action, action);
    });
  }

  it('counts down while it waits for its turn', async () => {
    server.next({ kind: 'rate-limit', retryAfterSeconds: 1 });
    const asking = ask();
    await eventually('the wait', () =>
      Promise.resolve(panel.state.turns.at(-1)?.runs.at(-1)?.status === 'waiting'),
    );
    const { waiting } = lastRun(panel);
    assert.ok((waiting?.until ?? 0) > Date.now());
    assert.equal((await asking).status, 'done');
    assert.equal(lastRun(panel).waiting, undefined);
  });

  it('says that an answer was cut off, and continues it', async () => {
    server.next({ kind: 'incomplete', reason: 'max_output_tokens', afterDeltas: 5 });
    const run = await ask();
    assert.equal(run.status, 'done');
    assert.match(run.error?.message ?? '', /^Cut off at the limit/);
    assert.equal(run.error?.action, 'continue');
    await panel.handle({ type: 'askAction', run: run.id, action: 'continue' });
    assert.equal(panel.state.turns.length, 2);
    assert.ok(JSON.stringify(server.requests.at(-1)?.body).includes('Continue exactly where'));
  });

  it('says that the model declined', async () => {
    server.next({ kind: 'refusal' });
    const run = await ask();
    assert.equal(run.status, 'done');
    assert.match(run.note ?? '', /declined/);
    assert.match(run.text, /can't help/);
  });

  it('tells the price before, and asks once above the threshold', async () => {
    await setUser('ask.confirmAboveUsd', 0.000001);
    try {
      const before = server.requests.length;
      await panel.handle({ type: 'askSend', draft: draftOn(panel.state, [checkout]), confirmed: false });
      assert.equal(panel.state.turns.length, 0);
      assert.equal(server.requests.length, before);
    } finally {
      await set('ask.confirmAboveUsd', undefined);
    }
  });

  it('is stopped by a limit before anything is sent', async () => {
    await setUser('spend.dailyLimitUsd', 0.0000001);
    await panel.handle({ type: 'askSend', draft: draftOn(panel.state, [checkout]), confirmed: false });
    assert.equal(server.requests.length, 0);
    assert.equal(panel.state.turns.length, 0);
  });

  it('finds the conversation again when the picture is opened again', async () => {
    await ask();
    const { text } = lastRun(panel);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const again = await panelOf(await pageOf(checkout));
    assert.notEqual(again, panel);
    assert.equal(lastRun(again).text, text);
  });

  it('saves the answer beside the picture, and never over another', async () => {
    await ask();
    const { id } = lastRun(panel);
    await panel.handle({ type: 'askSave', run: id });
    await panel.handle({ type: 'askSave', run: id });
    const first = fileUri('mockups/checkout.answer.md');
    const second = fileUri('mockups/checkout.answer-2.md');
    try {
      for (const file of [first, second])
        assert.equal(readFileSync(file.fsPath, 'utf8').trim(), lastRun(panel).text.trim());
    } finally {
      for (const file of [first, second]) await vscode.workspace.fs.delete(file);
    }
  });

  it('inserts the answer at the cursor one was at', async () => {
    await ask();
    const { id, text } = lastRun(panel);
    const document = await open('docs/style-guide.md');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand('vscode.openWith', fileUri(checkout), 'tilescope.tileView');
    await panel.handle({ type: 'askInsert', run: id });
    assert.ok(document.getText().startsWith(text.replaceAll('\r\n', '\n')));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('writes the very request as code, without the key', async () => {
    await ask();
    await panel.handle({ type: 'askAsCode', run: lastRun(panel).id, language: 'typescript' });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.isUntitled, true);
    assert.equal(document.languageId, 'typescript');
    assert.match(document.getText(), /mockups\/checkout\.png/);
    assert.match(document.getText(), /gpt-5\.2/);
    assert.ok(!document.getText().includes(testKey));
  });

  it('shows in a prompt file what is wrong with it, and asks it with what it says', async () => {
    const file = fileUri('.tilescope/prompts/form.md');
    await vscode.workspace.fs.writeFile(file, new Uint8Array());
    const document = await vscode.workspace.openTextDocument(file);
    const write = async (text: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(file, new vscode.Range(0, 0, document.lineCount, 0), text);
      await vscode.workspace.applyEdit(edit);
      await document.save();
    };
    try {
      await write('---\ntitle: Form\nmodle: gpt-4o\n---\nReview {{picture.name}}, {{selecton}}.\n');
      await eventually('the problems', () =>
        Promise.resolve(vscode.languages.getDiagnostics(file).length === 2),
      );
      assert.deepEqual(
        vscode.languages.getDiagnostics(file).map(({ message, range }) => [range.start.line, message]),
        [
          [2, 'unknown key "modle": did you mean "model"?'],
          [4, '{{selecton}} is no variable and is sent as it stands. Did you mean {{selection}}?'],
        ],
      );
      await write('---\ntitle: Form\nmodel: gpt-4o\n---\nReview {{picture.name}}.\n');
      await eventually('the prompt', () =>
        Promise.resolve(
          panel.state.prompts.some(({ title, model }) => title === 'Form' && model === 'gpt-4o'),
        ),
      );
      const prompt = panel.state.prompts.find(({ title }) => title === 'Form');
      assert.ok(prompt);
      await ask({ prompt: prompt.id, text: prompt.text });
      assert.ok(JSON.stringify(server.requests.at(-1)?.body).includes('Review checkout.png.'));
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it('never writes a key where others could read it', async () => {
    await ask();
    server.next({ kind: 'wrong-key', times: 10 });
    const run = await ask();
    assert.ok(!JSON.stringify(panel.state).includes(testKey));
    assert.ok(!JSON.stringify(run).includes(testKey));
    // The profile: storage, logs, settings. The secret storage itself is encrypted.
    const profile = process.env.TILESCOPE_TEST_PROFILE;
    assert.ok(profile, 'the runner says where the profile is');
    assert.deepEqual(filesWith(profile, testKey), []);
  });

  it('says that there is no key, and sends nothing', async () => {
    delete process.env.TILESCOPE_TEST_KEY;
    try {
      const before = server.requests.length;
      const asking = ask();
      // It asks for the key first; whoever walks away from that finds the question kept.
      await eventually('the question without its key', async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        return panel.state.turns.at(-1)?.runs.at(-1)?.status === 'failed';
      });
      const run = await asking;
      assert.equal(run.error?.action, 'setKey');
      assert.equal(server.requests.length, before);
    } finally {
      process.env.TILESCOPE_TEST_KEY = testKey;
    }
  });

  it('gives no workspace a say in where questions go', async () => {
    await set('ask.endpoint', 'elsewhere', vscode.ConfigurationTarget.Workspace).catch(() => undefined);
    assert.equal(panel.state.endpoint, 'local');
  });
});
