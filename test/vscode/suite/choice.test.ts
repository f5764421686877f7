import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { at, eventually, fileUri, hoverAt, open, set } from './editor.js';

/** Runs a command that asks, and takes the second row, until `done`. */
async function takeSecond(command: string, done: () => boolean): Promise<void> {
  await eventually(`${command} to be answered`, async () => {
    const running = vscode.commands.executeCommand(command);
    await new Promise(resolve => setTimeout(resolve, 500));
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    // Where the picker came too late, it is asked again.
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await running;
    return done();
  });
}

describe('a choice of the user', () => {
  afterEach(async () => {
    await set('model', undefined, vscode.ConfigurationTarget.Workspace);
    await set('detail', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.fs.delete(fileUri('tilescope.json'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('takes effect where tilescope.json says otherwise, and in that workspace alone', async () => {
    await vscode.workspace.fs.writeFile(
      fileUri('tilescope.json'),
      new TextEncoder().encode('{ "model": "gpt-5", "detail": "high" }'),
    );
    const document = await open('docs/style-guide.md');
    const position = at(document, 'mockups/checkout.png');
    await eventually('910 tokens', async () => (await hoverAt(document, position)).includes('910 tokens'));
    const configured = (key: string): ReturnType<vscode.WorkspaceConfiguration['inspect']> =>
      vscode.workspace.getConfiguration('tilescope').inspect(key);
    await takeSecond('tilescope.selectDetail', () => configured('detail')?.workspaceValue !== undefined);
    assert.equal(configured('detail')?.workspaceValue, 'low');
    assert.equal(configured('detail')?.globalValue, undefined);
    await eventually('70 tokens', async () => (await hoverAt(document, position)).includes('70 tokens'));
    await takeSecond('tilescope.selectModel', () => configured('model')?.workspaceValue !== undefined);
    assert.equal(configured('model')?.globalValue, undefined);
    const chosen = String(configured('model')?.workspaceValue);
    await eventually(chosen, async () => (await hoverAt(document, position)).includes(`\`${chosen}\``));
  });
});
