import * as vscode from 'vscode';
import type { Model } from '../core/models/model';
import { neverCancelled } from '../host/host';
import type { Cancellation } from '../host/host';
import type { VisionCall } from '../references/calls/call';
import type { Span } from '../references/calls/expression';
import type { CallReader } from '../references/calls/findCalls';
import { isDataFormat } from '../references/calls/formats/requestsIn';
import { mayHoldCalls } from '../references/calls/mayHoldCalls';
import { placed } from '../references/calls/placed';
import { priceCall } from '../references/calls/price/priceCall';
import type { PricedCall } from '../references/calls/price/pricedCall';
import { callTextOf, indexAt, located } from './callText';
import type { CallText, Located } from './callText';
import { ImportedFiles } from './importedFiles';
import type { Pictures } from './pictures';
import { isSource } from './place';

/** A call of an open document. All of its offsets are those of `document`. */
export interface FoundCallAt {
  readonly call: VisionCall;
  /** The document the call itself stands in: of a notebook, the cell. */
  readonly document: vscode.TextDocument;
  /**
   * Where a part of the call is. What a cell of a notebook is given may be written in another cell, and an offset alone
   * does not tell: to be asked before anything is shown or changed there.
   */
  readonly where: (span: Span) => Located | undefined;
}

/** A call of an open document with what it costs. `priced.call` is `call`. */
export interface PricedCallAt extends FoundCallAt {
  readonly priced: PricedCall;
}

export interface CallOnModel {
  readonly id: string;
  readonly provider: string;
  readonly status: Model['status'];
  readonly priced: PricedCall;
}

/** What was found in a text of some version. */
interface Entry {
  readonly version: string;
  readonly imports: ImportedFiles;
  /** `undefined` where the text became another one before it was read. */
  readonly found: Promise<readonly FoundCallAt[] | undefined>;
}

/** After so many milliseconds without a change one is not typing any more. */
const pause = 150;
/** Longer code is nobody's writing, and takes its time to parse. In UTF-16 units. */
const longest = 2_000_000;

/**
 * The calls of open documents: found once a version, and priced with the settings of the document's folder once, until a
 * number may be another. While one types nothing is read; who asks waits for the pause, and shows what it has till then.
 */
export class Calls implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument | undefined>();
  readonly #disposables: { dispose(): unknown }[];
  readonly #entries = new Map<CallText['owner'], Map<string, Entry>>();
  readonly #readers = new Map<CallText['owner'], Map<string, CallReader>>();
  readonly #typed = new WeakMap<vscode.TextDocument, number>();
  #priced = new WeakMap<FoundCallAt, Promise<PricedCallAt>>();
  #watcher: vscode.FileSystemWatcher | undefined;
  #pending: NodeJS.Timeout | undefined;
  /** Fires when a call may be another, or cost something else, though the text of its document is the same. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly pictures: Pictures,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#disposables = [
      this.#changed,
      pictures.onDidChange(() => {
        this.#priced = new WeakMap();
        this.#changed.fire(undefined);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        this.#typed.set(document, Date.now());
        this.#forgetWhatImports(document.uri);
        if (document.uri.scheme === 'vscode-notebook-cell') this.#announce();
      }),
      vscode.workspace.onDidChangeNotebookDocument(({ contentChanges }) => {
        if (contentChanges.length > 0) this.#announce();
      }),
      vscode.workspace.onDidCloseTextDocument(document => {
        this.#forget(document);
      }),
      vscode.workspace.onDidCloseNotebookDocument(notebook => {
        this.#forget(notebook);
      }),
    ];
  }

  /** Those of a document itself: of a notebook, what stands in this cell. Empty when cancelled. */
  async of(document: vscode.TextDocument, cancellation: Cancellation): Promise<readonly PricedCallAt[]> {
    return (await this.around(document, cancellation)).filter(call => call.document === document);
  }

  /** Those of all the text that goes together: of a cell, its whole notebook's. Empty when cancelled. */
  async around(document: vscode.TextDocument, cancellation: Cancellation): Promise<readonly PricedCallAt[]> {
    const found = await this.found(document, cancellation);
    const priced = await Promise.all(found.map(call => this.price(call)));
    return cancellation.isCancellationRequested ? [] : priced;
  }

  /** As {@link around}, and no price is worked out. */
  async found(document: vscode.TextDocument, cancellation: Cancellation): Promise<readonly FoundCallAt[]> {
    if (!isSource(document) || !(await this.pictures.isIncluded(document))) return [];
    while (!cancellation.isCancellationRequested) {
      const text = document.isClosed ? undefined : callTextOf(document);
      if (text === undefined) return [];
      const found = await this.#entry(text, document).found;
      // Otherwise the text has become another one meanwhile.
      if (found !== undefined && callTextOf(document)?.version === text.version) return found;
    }
    return [];
  }

  price(found: FoundCallAt): Promise<PricedCallAt> {
    let priced = this.#priced.get(found);
    if (priced === undefined) {
      priced = this.#price(found);
      this.#priced.set(found, priced);
    }
    return priced;
  }

  /** What a call would cost on each model that takes pictures. */
  async modelsFor({ call, document }: FoundCallAt): Promise<readonly CallOnModel[]> {
    const { place, effective, services, registry } = await this.pictures.ground(document);
    const models = registry.all().filter(({ rule }) => rule.family !== 'no-input');
    const on: CallOnModel[] = [];
    for (const { id, providerName, status } of models) {
      const asked = {
        ...call,
        model: { kind: 'stated', value: id, span: call.span, literal: false } as const,
      };
      const priced = await priceCall(asked, place, effective.pricing, services, neverCancelled);
      on.push({ id, provider: providerName, status, priced });
    }
    return on;
  }

  async #price(found: FoundCallAt): Promise<PricedCallAt> {
    const { place, effective, services } = await this.pictures.ground(found.document);
    const countText = async (text: string): Promise<number> =>
      (await import('../references/calls/textTokens')).countTextTokens(text);
    const priced = await priceCall(
      found.call,
      place,
      effective.pricing,
      { ...services, countText },
      neverCancelled,
    );
    return { ...found, priced };
  }

  #entry(text: CallText, document: vscode.TextDocument): Entry {
    const known = this.#entries.get(text.owner)?.get(text.languageId);
    if (known?.version === text.version) return known;
    const imports = new ImportedFiles(document, text.fileName);
    const isCurrent = (): boolean => !document.isClosed && callTextOf(document)?.version === text.version;
    const found = this.#find(text, imports, isCurrent).catch((error: unknown) => {
      this.log.error(
        `Calls of ${text.owner.uri.toString(true)}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return [];
    });
    const entry: Entry = { version: text.version, imports, found };
    const entries = this.#entries.get(text.owner) ?? new Map<string, Entry>();
    this.#entries.set(text.owner, entries.set(text.languageId, entry));
    return entry;
  }

  async #find(
    text: CallText,
    imports: ImportedFiles,
    isCurrent: () => boolean,
  ): Promise<readonly FoundCallAt[] | undefined> {
    const source = text.read();
    if (!mayHoldCalls(source.text, text.fileName)) return [];
    if (source.text.length > longest && !isDataFormat(text.fileName)) return [];
    const since = Math.max(...text.documents.map(document => this.#typed.get(document) ?? 0));
    const rest = since + pause - Date.now();
    if (rest > 0) await new Promise(resolve => setTimeout(resolve, rest));
    if (!isCurrent()) return undefined;
    const { CallReader } = await import('../references/calls/findCalls');
    if (!isCurrent()) return undefined;
    const calls = await this.#reader(text, () => new CallReader()).read(source.text, text.languageId, {
      fileName: text.fileName,
      module: imports.read,
    });
    if (imports.sought.size > 0) this.#watch();
    return calls.flatMap(call => {
      const i = indexAt(source.starts, call.span.start);
      const document = text.documents[i];
      const start = source.starts[i] ?? 0;
      if (document === undefined) return [];
      const by = (offset: number) => (span: Span) => ({ start: span.start + offset, end: span.end + offset });
      return [
        {
          call: start === 0 ? call : placed(call, by(-start)),
          document,
          where: (span: Span) => located(text, source, by(start)(span)),
        },
      ];
    });
  }

  /** One a document: what it parsed of the version before, it need not parse again. */
  #reader({ owner, languageId }: CallText, make: () => CallReader): CallReader {
    const readers = this.#readers.get(owner) ?? new Map<string, CallReader>();
    this.#readers.set(owner, readers);
    const reader = readers.get(languageId) ?? make();
    readers.set(languageId, reader);
    return reader;
  }

  #forget(owner: CallText['owner']): void {
    this.#entries.delete(owner);
    for (const reader of this.#readers.get(owner)?.values() ?? []) reader.dispose();
    this.#readers.delete(owner);
  }

  /** Sources are watched once a call takes something out of another file. */
  #watch(): void {
    if (this.#watcher !== undefined) return;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py}');
    const changed = (uri: vscode.Uri): void => {
      this.#forgetWhatImports(uri);
    };
    this.#watcher = watcher;
    this.#disposables.push(
      watcher,
      watcher.onDidChange(changed),
      watcher.onDidCreate(changed),
      watcher.onDidDelete(changed),
    );
  }

  #forgetWhatImports(uri: vscode.Uri): void {
    const name = uri.toString();
    for (const entries of this.#entries.values()) {
      for (const [language, { imports }] of entries) {
        if (!imports.sought.has(name)) continue;
        entries.delete(language);
        this.#announce();
      }
    }
  }

  /** Once for many changes, and not while one types. */
  #announce(): void {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => {
      this.#changed.fire(undefined);
    }, pause);
  }

  dispose(): void {
    clearTimeout(this.#pending);
    for (const owner of [...this.#readers.keys()]) this.#forget(owner);
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
