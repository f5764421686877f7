import * as vscode from 'vscode';
import { isBudgetCode } from '../core/budget/codes';
import type { BudgetCode } from '../core/budget/codes';
import type { ConfigPlace } from '../core/config/source';
import { neverCancelled } from '../host/host';
import type { Span } from '../references/calls/expression';
import { codes } from '../references/calls/diagnose/codes';
import type { Code, Severity } from '../references/calls/diagnose/codes';
import { budgetFindings, isBudgeted, limitsReferences } from '../references/calls/diagnose/budgetFindings';
import type { BudgetedText } from '../references/calls/diagnose/budgetFindings';
import { diagnose } from '../references/calls/diagnose/diagnose';
import { inOrder, moved, withoutRepeats } from '../references/calls/diagnose/finding';
import type { Finding } from '../references/calls/diagnose/finding';
import { mayIgnore, withIgnores } from '../references/calls/diagnose/ignoreComments';
import { lookUp } from '../references/calls/diagnose/lookUp';
import { assess } from '../references/assess';
import type { Assessment } from '../references/assess';
import { relativePath } from '../references/scan/findingText';
import { configUri } from './budgets/configUri';
import type { Calls } from './calls';
import { callTextOf, located } from './callText';
import type { CallSource, CallText, Located } from './callText';
import { settings } from './contributions';
import { levelOf } from './diagnosticLevels';
import type { NamedPictures } from './namedPictures';
import type { Pictures } from './pictures';
import { isSource, resourceOf } from './place';
import { flag } from './settings';
import type { WorkspaceConfig } from './workspaceConfig';

/** A finding where it is shown. Its offsets are those of the text that goes together: of a notebook, of all cells. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly document: vscode.TextDocument;
  readonly range: vscode.Range;
  readonly severity: Severity;
  /** The text the finding was made from, for fixes that need more of it. */
  readonly text: string;
  readonly where: (span: Span) => Located | undefined;
  /** Where the paths of every `tilescope.json` begin. */
  readonly folder: vscode.Uri | undefined;
}

/** Of a text of some version. */
interface Entry {
  readonly version: string;
  readonly findings: Promise<readonly PlacedFinding[]>;
}

/** After so many milliseconds without a change one is not typing any more. */
const pause = 300;

const vscodeSeverities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Prose that speaks about comments, and panels. */
const noProgram = /^(?:markdown|plaintext|log|scminput)$/;

export function docOf(extension: vscode.Uri, code: Code | BudgetCode | undefined): vscode.Uri {
  if (code !== undefined && isBudgetCode(code))
    return vscode.Uri.joinPath(extension, 'docs/budgets.md').with({ fragment: code });
  return vscode.Uri.joinPath(
    extension,
    'docs',
    code === undefined ? 'diagnostics.md' : `diagnostics/${code}.md`,
  );
}

/** What is wrong with the calls of open documents, as diagnostics. */
export class Diagnostics implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection('tilescope.calls');
  readonly #disposables: { dispose(): unknown }[];
  readonly #timers = new Map<CallText['owner'], NodeJS.Timeout>();
  readonly #found = new WeakMap<CallText['owner'], Map<string, Entry>>();

  constructor(
    private readonly calls: Calls,
    private readonly pictures: Pictures,
    private readonly named: NamedPictures,
    private readonly config: WorkspaceConfig,
    private readonly log: vscode.LogOutputChannel,
    private readonly extension: vscode.Uri,
  ) {
    this.#disposables = [
      this.#collection,
      calls.onDidChange(document => {
        for (const one of document === undefined ? vscode.workspace.textDocuments : [document]) {
          this.#found.delete(ownerOf(one));
          this.#schedule(one, 0);
        }
      }),
      vscode.workspace.onDidOpenTextDocument(document => {
        this.#schedule(document, 0);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#schedule(document, pause);
      }),
      vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
        if (contentChanges.length === 0) return;
        for (const cell of notebook.getCells()) this.#schedule(cell.document, pause);
      }),
      vscode.workspace.onDidCloseTextDocument(document => {
        clearTimeout(this.#timers.get(document));
        this.#timers.delete(document);
        this.#collection.delete(document.uri);
      }),
    ];
    for (const document of vscode.workspace.textDocuments) this.#schedule(document, 0);
  }

  /** Of a document as it is now. */
  async of(document: vscode.TextDocument): Promise<readonly PlacedFinding[]> {
    return (await this.#around(document)).filter(placed => placed.document === document);
  }

  /** Once for many changes of what goes together. */
  #schedule(document: vscode.TextDocument, after: number): void {
    if (!isSource(document)) return;
    const owner = ownerOf(document);
    clearTimeout(this.#timers.get(owner));
    this.#timers.set(
      owner,
      setTimeout(() => {
        this.#timers.delete(owner);
        this.#update(document).catch((error: unknown) => {
          this.log.error(
            `Diagnostics of ${document.uri.toString(true)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
          );
        });
      }, after),
    );
  }

  async #update(document: vscode.TextDocument): Promise<void> {
    // What is closed has been cleared, and another document may have its name by now.
    if (document.isClosed) return;
    const text = callTextOf(document);
    if (text === undefined) {
      this.#collection.delete(document.uri);
      return;
    }
    const findings = this.#around(document);
    const all = await findings;
    // Closed or changed meanwhile: whoever did that has scheduled another, or taken it away.
    if (!vscode.workspace.textDocuments.includes(document) || this.#around(document) !== findings) return;
    for (const one of text.documents) {
      const own = all.filter(placed => placed.document === one);
      if (own.length > 0)
        this.#collection.set(
          one.uri,
          own.map(placed => this.#diagnostic(placed)),
        );
      else this.#collection.delete(one.uri);
    }
  }

  #around(document: vscode.TextDocument): Promise<readonly PlacedFinding[]> {
    const text = callTextOf(document);
    if (text === undefined) return Promise.resolve([]);
    let known = this.#found.get(text.owner);
    if (known === undefined) this.#found.set(text.owner, (known = new Map<string, Entry>()));
    let entry = known.get(text.languageId);
    if (entry?.version !== text.version) {
      entry = { version: text.version, findings: this.#find(document, text) };
      known.set(text.languageId, entry);
    }
    return entry.findings;
  }

  async #find(document: vscode.TextDocument, text: CallText): Promise<readonly PlacedFinding[]> {
    const resource = resourceOf(document);
    // The old side of a diff is nobody's to mend.
    const isOld =
      document.uri.scheme !== 'vscode-notebook-cell' && resource.toString() !== document.uri.toString();
    if (isOld || !flag(settings.diagnosticsEnabled, resource) || !(await this.pictures.isIncluded(document)))
      return [];
    const found = await this.calls.around(document, neverCancelled);
    const source = text.read();
    const { config, chain, folder, file } = await this.config.for(resource);
    const limited = limitsReferences(chain);
    if (found.length === 0 && !limited && (!mayIgnore(source.text) || noProgram.test(text.languageId)))
      return [];
    const { place, effective, services, registry } = await this.pictures.ground(document);
    const seen = await lookUp(
      found.map(({ priced }) => priced),
      {
        assess: reference => assess(reference, place, effective.pricing, services, neverCancelled),
        list: folder => services.files.list(folder),
      },
    );
    const all = found.flatMap(({ priced, document: of }) => {
      const origin = source.starts[text.documents.indexOf(of)] ?? 0;
      const context = {
        registry,
        today: services.today(),
        languageId: text.languageId,
        origin,
        ...(place.folder === undefined ? {} : { folder: place.folder }),
        seen,
      };
      return diagnose(priced, source.text, context).map(finding => moved(finding, origin));
    });
    const budgets = isBudgeted(chain)
      ? budgetFindings({
          text: source.text,
          file,
          sources: chain,
          calls: found.map(({ priced, document: of }) => ({
            priced,
            origin: source.starts[text.documents.indexOf(of)] ?? 0,
          })),
          references: limited ? await this.#references(text, source) : [],
          context: { registry, today: services.today(), languageId: text.languageId },
          pathOf: assessment => relativePath(assessment, folder?.fsPath ?? ''),
        })
      : [];
    const levels = new Map(codes.map(code => [code, levelOf(code, resource, config).level]));
    const where = (span: Span): Located | undefined => located(text, source, span);
    return inOrder(withoutRepeats(withIgnores([...all, ...budgets], source.text, services.today()))).flatMap(
      (finding): PlacedFinding[] => {
        const severity =
          (isBudgetCode(finding.code) ? undefined : levels.get(finding.code)) ?? finding.severity;
        const at = where(finding.span);
        if (severity === 'off' || at === undefined) return [];
        return [{ finding, severity, text: source.text, where, folder, ...at }];
      },
    );
  }

  /** Pictures that no call sends. Spans are those of the whole text. */
  async #references(text: CallText, source: CallSource): Promise<BudgetedText['references']> {
    const found: { assessment: Assessment; span: Span }[] = [];
    for (const [i, document] of text.documents.entries()) {
      const origin = source.starts[i] ?? 0;
      for (const { start, end, shown, uses } of await this.named.all(document, neverCancelled))
        if (uses.length === 0)
          for (const { assessment } of shown)
            found.push({ assessment, span: { start: start + origin, end: end + origin } });
    }
    return found;
  }

  #diagnostic({ finding, range, severity, where, folder }: PlacedFinding): vscode.Diagnostic {
    const diagnostic = new vscode.Diagnostic(range, finding.message, vscodeSeverities[severity]);
    diagnostic.source = 'Tilescope';
    diagnostic.code = { value: finding.code, target: docOf(this.extension, finding.code) };
    if (finding.code === 'useless-detail') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    const { place } = finding;
    const limit =
      place === undefined || folder === undefined
        ? []
        : [new vscode.DiagnosticRelatedInformation(locationOf(folder, place), 'What the project allows')];
    const related = (finding.related ?? []).flatMap(({ span, message }) => {
      const at = where(span);
      return at === undefined
        ? []
        : [new vscode.DiagnosticRelatedInformation(new vscode.Location(at.document.uri, at.range), message)];
    });
    if (related.length + limit.length > 0) diagnostic.relatedInformation = [...limit, ...related];
    return diagnostic;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}

function locationOf(folder: vscode.Uri, { file, line, column, length }: ConfigPlace): vscode.Location {
  const start = new vscode.Position(line - 1, column - 1);
  return new vscode.Location(configUri(folder, file), new vscode.Range(start, start.translate(0, length)));
}

function ownerOf(document: vscode.TextDocument): CallText['owner'] {
  return document.uri.scheme === 'vscode-notebook-cell'
    ? (callTextOf(document)?.owner ?? document)
    : document;
}
