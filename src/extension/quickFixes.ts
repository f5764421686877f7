import * as vscode from 'vscode';
import { isBudgetCode } from '../core/budget/codes';
import { disjoint } from '../references/calls/diagnose/edits';
import type { Edit, Fix } from '../references/calls/diagnose/finding';
import { ignoreFix } from '../references/calls/diagnose/ignoreComments';
import { configUri } from './budgets/configUri';
import { commands } from './contributions';
import type { Diagnostics, PlacedFinding } from './diagnostics';

/** What can be done about a diagnostic: its own fixes, then comment, setting and help. */
export class QuickFixProvider implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  constructor(private readonly diagnostics: Diagnostics) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    if (context.only !== undefined && !context.only.contains(vscode.CodeActionKind.QuickFix)) return [];
    const version = document.version;
    const all = await this.diagnostics.of(document);
    if (token.isCancellationRequested || document.version !== version) return [];
    const here = all.filter(placed => placed.range.intersection(range) !== undefined);
    const shown = (placed: PlacedFinding): vscode.Diagnostic[] =>
      context.diagnostics.filter(
        diagnostic =>
          diagnostic.source === 'Tilescope' &&
          diagnostic.message === placed.finding.message &&
          diagnostic.range.isEqual(placed.range),
      );
    return [
      ...here.flatMap(placed => ownActions(placed).map(action => withDiagnostics(action, shown(placed)))),
      ...here.flatMap(placed => {
        const action = everywhere(placed, all);
        return action === undefined ? [] : [withDiagnostics(action, shown(placed))];
      }),
      ...here.flatMap(placed => standing(placed).map(action => withDiagnostics(action, shown(placed)))),
    ];
  }
}

function withDiagnostics(action: vscode.CodeAction, diagnostics: vscode.Diagnostic[]): vscode.CodeAction {
  action.diagnostics = diagnostics;
  return action;
}

function ownActions(placed: PlacedFinding): vscode.CodeAction[] {
  return placed.finding.fixes.flatMap(fix => {
    const action = actionOf(placed, fix);
    return action === undefined ? [] : [action];
  });
}

function actionOf(placed: PlacedFinding, fix: Fix): vscode.CodeAction | undefined {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  if (fix.kind === 'limit' || fix.kind === 'exception') {
    const file =
      placed.folder && configUri(placed.folder, fix.kind === 'limit' ? fix.place.file : fix.config);
    if (file === undefined) return undefined;
    action.command = {
      title: fix.title,
      ...(fix.kind === 'limit'
        ? { command: commands.openLimit, arguments: [file.toString(), fix.place.path] }
        : { command: commands.addException, arguments: [file.toString(), fix.glob, fix.code] }),
    };
    return action;
  }
  if (fix.kind === 'alias') {
    if (vscode.workspace.getWorkspaceFolder(placed.document.uri) === undefined) return undefined;
    action.command = {
      command: commands.addAlias,
      title: fix.title,
      arguments: [fix.name, fix.model, placed.document.uri.toString()],
    };
    return action;
  }
  const edit = workspaceEdit(placed, fix.edits);
  if (edit === undefined) return undefined;
  action.edit = edit;
  action.isPreferred = fix.preferred === true;
  return action;
}

/** The preferred fixes of all findings of a code in the document. */
function everywhere(placed: PlacedFinding, all: readonly PlacedFinding[]): vscode.CodeAction | undefined {
  const { code } = placed.finding;
  const edits = all
    .filter(one => one.finding.code === code)
    .flatMap(one =>
      one.finding.fixes.filter(fix => fix.kind === 'edit' && fix.preferred === true).slice(0, 1),
    )
    .map(fix => (fix.kind === 'edit' ? fix.edits : []));
  const joined = distinct(edits.flat());
  if (edits.length < 2 || !disjoint(joined) || joined.some(({ placeholder }) => placeholder !== undefined))
    return undefined;
  const edit = workspaceEdit(placed, joined);
  if (edit === undefined) return undefined;
  const action = new vscode.CodeAction(
    `Fix all ${String(edits.length)} ${code} of this file`,
    vscode.CodeActionKind.QuickFix,
  );
  action.edit = edit;
  return action;
}

/** Two fixes may need the same import. */
function distinct(edits: readonly Edit[]): readonly Edit[] {
  const seen = new Set<string>();
  return edits.filter(({ start, end, text }) => {
    const key = `${String(start)} ${String(end)} ${text}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What one can do about any diagnostic. */
function standing(placed: PlacedFinding): vscode.CodeAction[] {
  const { finding, document, text } = placed;
  const { code } = finding;
  const ignore = ignoreFix(finding, text, document.languageId);
  const help = new vscode.CodeAction(`What is ${code}?`, vscode.CodeActionKind.QuickFix);
  help.command = { command: commands.diagnosticHelp, title: help.title, arguments: [code] };
  const comment = ignore === undefined ? undefined : actionOf(placed, ignore);
  const own = comment === undefined ? [] : [comment];
  // How loud a budget is, its file says.
  if (isBudgetCode(code)) return [...own, help];
  const off = new vscode.CodeAction(`Turn off ${code}`, vscode.CodeActionKind.QuickFix);
  off.command = {
    command: commands.setDiagnosticLevel,
    title: off.title,
    arguments: [code, 'off', document.uri.toString()],
  };
  return [...own, off, help];
}

function workspaceEdit(placed: PlacedFinding, edits: readonly Edit[]): vscode.WorkspaceEdit | undefined {
  const byDocument = new Map<vscode.TextDocument, (vscode.TextEdit | vscode.SnippetTextEdit)[]>();
  for (const edit of edits) {
    const at = placed.where(edit);
    if (at === undefined) return undefined;
    const own = byDocument.get(at.document) ?? [];
    byDocument.set(at.document, [...own, textEdit(at.range, edit)]);
  }
  const result = new vscode.WorkspaceEdit();
  for (const [document, own] of byDocument)
    result.set(
      document.uri,
      own.map((edit): [vscode.TextEdit | vscode.SnippetTextEdit, undefined] => [edit, undefined]),
    );
  return result;
}

function textEdit(
  range: vscode.Range,
  { text, placeholder }: Edit,
): vscode.TextEdit | vscode.SnippetTextEdit {
  if (placeholder === undefined) return new vscode.TextEdit(range, text);
  const at = text.indexOf(placeholder);
  const snippet = new vscode.SnippetString()
    .appendText(text.slice(0, at))
    .appendPlaceholder(placeholder)
    .appendText(text.slice(at + placeholder.length));
  return new vscode.SnippetTextEdit(range, snippet);
}
