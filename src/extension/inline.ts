import * as vscode from 'vscode';
import { summary } from './lens';
import type { NamedPictures } from './namedPictures';
import type { Shown } from './pictures';
import { isSource, resourceOf } from './place';
import { inlineStyle } from './settings';

/** The number behind the path, in the editor's own style for hints. */
export class InlayProvider implements vscode.InlayHintsProvider {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.#changed.event;

  constructor(private readonly named: NamedPictures) {
    named.calls.onDidChange(() => {
      this.#changed.fire();
    });
  }

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    if (!isSource(document) || inlineStyle(resourceOf(document)) !== 'inlayHint') return [];
    const hints: vscode.InlayHint[] = [];
    for (const [position, shown] of await visible(this.named, document, [range], token)) {
      const hint = new vscode.InlayHint(afterQuote(document, position), ` ${short(shown)}`);
      hint.paddingLeft = true;
      hint.tooltip = new vscode.MarkdownString('Tilescope: hover over the path for the reason');
      hints.push(hint);
    }
    return hints;
  }
}

/** The number at the end of the line, quieter than a lens. */
export class EndOfLine implements vscode.Disposable {
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    after: { color: new vscode.ThemeColor('editorCodeLens.foreground'), margin: '0 0 0 2em' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedOpen,
  });
  readonly #disposables: { dispose(): unknown }[];
  #pending: NodeJS.Timeout | undefined;
  #run: vscode.CancellationTokenSource | undefined;

  constructor(
    private readonly named: NamedPictures,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const later = (): void => {
      this.#schedule();
    };
    this.#disposables = [
      this.#decoration,
      vscode.window.onDidChangeActiveTextEditor(later),
      vscode.window.onDidChangeVisibleTextEditors(later),
      vscode.window.onDidChangeTextEditorVisibleRanges(later),
      vscode.workspace.onDidChangeTextDocument(later),
      named.calls.onDidChange(later),
    ];
    later();
  }

  #schedule(): void {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => {
      this.#run?.cancel();
      this.#run?.dispose();
      this.#run = new vscode.CancellationTokenSource();
      const { token } = this.#run;
      for (const editor of vscode.window.visibleTextEditors)
        this.#decorate(editor, token).catch((error: unknown) => {
          this.log.error(`End of line: ${String(error)}`);
        });
    }, 150);
  }

  async #decorate(editor: vscode.TextEditor, token: vscode.CancellationToken): Promise<void> {
    const { document } = editor;
    if (!isSource(document) || inlineStyle(resourceOf(document)) !== 'endOfLine') {
      editor.setDecorations(this.#decoration, []);
      return;
    }
    const { version } = document;
    const byLine = new Map<number, Shown[]>();
    for (const [position, shown] of await visible(this.named, document, editor.visibleRanges, token)) {
      const list = byLine.get(position.line);
      if (list === undefined) byLine.set(position.line, [...shown]);
      else list.push(...shown);
    }
    // The lines may be others by now; their turn comes with the change.
    if (token.isCancellationRequested || document.version !== version) return;
    editor.setDecorations(
      this.#decoration,
      [...byLine].map(([line, all]) => ({
        range: document.lineAt(line).range,
        renderOptions: { after: { contentText: summary(all).replace(/\$\(\w+\) /g, '') } },
      })),
    );
  }

  dispose(): void {
    clearTimeout(this.#pending);
    this.#run?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

/** The pictures named within ranges, each with where its path ends. */
async function visible(
  named: NamedPictures,
  document: vscode.TextDocument,
  ranges: readonly vscode.Range[],
  token: vscode.CancellationToken,
): Promise<readonly (readonly [vscode.Position, readonly Shown[]])[]> {
  if (!(await named.pictures.isIncluded(document))) return [];
  const found: (readonly [vscode.Position, readonly Shown[]])[] = [];
  for (const { end, shown } of await named.all(document, token, ranges)) {
    const told = shown.filter(({ assessment: { kind } }) => kind !== 'unresolved' && kind !== 'remote');
    if (told.length > 0) found.push([document.positionAt(end), told]);
  }
  return found;
}

/** Behind the quote that ends the string: within it, the number would read as a part of the path. */
function afterQuote(document: vscode.TextDocument, end: vscode.Position): vscode.Position {
  const next = end.translate(0, 1);
  return /["'`]/.test(document.getText(new vscode.Range(end, next))) ? next : end;
}

function short(shown: readonly Shown[]): string {
  const [first = '', second = '', third = ''] = summary(shown)
    .replace(/\$\(\w+\) /g, '')
    .split(' · ');
  if (third.startsWith('$')) return `${first} · ${second} · ${third}`;
  return second.startsWith('$') ? `${first} · ${second}` : first;
}
