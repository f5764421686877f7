import { applyEdits, modify } from 'jsonc-parser';
import * as vscode from 'vscode';
import { isCode, isLevel } from '../references/calls/diagnose/codes';
import { isBudgetCode } from '../core/budget/codes';
import { addException, openLimit } from './budgets/budgetCommands';
import { commands, section } from './contributions';
import { levelOf, settingOf } from './diagnosticLevels';
import { docOf } from './diagnostics';
import { targetOf } from './settings';
import type { WorkspaceConfig } from './workspaceConfig';

/** What quick fixes run. */
export class DiagnosticCommands {
  constructor(
    private readonly config: WorkspaceConfig,
    private readonly extension: vscode.Uri,
  ) {}

  /** `undefined` where the command is another's. */
  run(command: string, args: readonly unknown[]): Promise<unknown> | undefined {
    switch (command) {
      case commands.diagnosticHelp:
        return this.help(args[0]);
      case commands.setDiagnosticLevel:
        return this.setLevel(args[0], args[1], args[2]);
      case commands.addAlias:
        return this.addAlias(args[0], args[1], args[2]);
      case commands.openLimit:
        return openLimit(args[0], args[1]);
      case commands.addException:
        return addException(args[0], args[1], args[2]);
      default:
        return undefined;
    }
  }

  /** The page of a code, or of all of them. */
  async help(code?: unknown): Promise<void> {
    const page = docOf(
      this.extension,
      typeof code === 'string' && (isCode(code) || isBudgetCode(code)) ? code : undefined,
    );
    await vscode.commands.executeCommand('markdown.showPreview', page);
  }

  async setLevel(code: unknown, level: unknown, uri: unknown): Promise<void> {
    if (typeof code !== 'string' || !isCode(code) || !isLevel(level) || typeof uri !== 'string') return;
    const resource = vscode.Uri.parse(uri);
    const { config } = await this.config.for(resource);
    const { ofFile, level: before } = levelOf(code, resource, config);
    const key = settingOf(code);
    const target = targetOf(key, resource, ofFile);
    const update = (value: unknown): Thenable<void> =>
      vscode.workspace.getConfiguration(section, resource).update(key, value, target);
    await update(level);
    // Nobody has to answer.
    void vscode.window
      .showInformationMessage(`Tilescope: ${code} is ${level} (${section}.${key}).`, 'Undo', 'Open Settings')
      .then(async answer => {
        if (answer === 'Undo') await update(before);
        else if (answer === 'Open Settings')
          await vscode.commands.executeCommand('workbench.action.openSettings', `${section}.${key}`);
      });
  }

  /** Gives a name a model in the `tilescope.json` of the document's folder, and shows it: it is a proposal. */
  async addAlias(name: unknown, model: unknown, uri: unknown): Promise<void> {
    if (typeof name !== 'string' || typeof model !== 'string' || typeof uri !== 'string') return;
    const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri));
    if (folder === undefined) return;
    const file = vscode.Uri.joinPath(folder.uri, 'tilescope.json');
    const text = (await readText(file)) ?? '{}\n';
    const edits = modify(text, ['aliases', name], model, {
      formattingOptions: { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' },
    });
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(applyEdits(text, edits)));
    const document = await vscode.workspace.openTextDocument(file);
    const editor = await vscode.window.showTextDocument(document);
    const written = document
      .getText()
      .indexOf(JSON.stringify(model), document.getText().indexOf(JSON.stringify(name)));
    if (written < 0) return;
    const start = document.positionAt(written + 1);
    editor.selection = new vscode.Selection(start, start.translate(0, model.length));
    editor.revealRange(editor.selection);
  }
}

/** The text as it is edited, or as it is on disk. */
async function readText(file: vscode.Uri): Promise<string | undefined> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === file.toString());
  if (open !== undefined) {
    await open.save();
    return open.getText();
  }
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}
