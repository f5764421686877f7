import * as vscode from 'vscode';
import { formatUsd } from '../core/money';
import { group, plural } from '../core/text';
import { tokensText } from '../core/tokens/explain';
import type { Estimate } from '../core/tokens/types';
import type { ImageReference } from '../references/reference';
import type { BudgetBar } from './budgets/budgetBar';
import { callSummary } from './callSummary';
import type { FoundCallAt } from './calls';
import { commands, section, settings } from './contributions';
import { usesAt, usesIn } from './namedPictures';
import type { NamedPictures } from './namedPictures';
import type { Shown } from './pictures';
import { isSource, languageOf, resourceOf } from './place';
import { flag } from './settings';
import type { Thumbnails } from './thumbnails';

/** A lens before its number is known: where it stands and for what. */
class PictureLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly document: vscode.TextDocument,
    readonly references: readonly ImageReference[],
  ) {
    super(range);
  }
}

class CallLens extends vscode.CodeLens {
  constructor(
    range: vscode.Range,
    readonly found: FoundCallAt,
  ) {
    super(range);
  }
}

/**
 * A line above each call that sends pictures, and above each other line that names some: which lines is settled at once,
 * the numbers when the lens is seen.
 */
export class LensProvider implements vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(
    private readonly named: NamedPictures,
    private readonly thumbnails: Thumbnails,
    private readonly budgetBar: BudgetBar,
  ) {
    named.calls.onDidChange(() => {
      this.#changed.fire();
    });
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const resource = resourceOf(document);
    if (!isSource(document) || !flag(settings.codeLensEnabled, resource)) return [];
    const calls = flag(settings.codeLensCalls, resource) ? await this.named.calls.found(document, token) : [];
    const pictures = wanted(document, resource) ? await this.#pictureLenses(document, calls, token) : [];
    if (token.isCancellationRequested) return [];
    const own = calls.filter(call => call.document === document);
    return [...own.map(found => new CallLens(lineOf(document, found.call.statement), found)), ...pictures];
  }

  /** @param calls those with a lens of their own: the pictures they send need no other */
  async #pictureLenses(
    document: vscode.TextDocument,
    calls: readonly FoundCallAt[],
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const { pictures } = this.named;
    const uses = usesIn(calls, document);
    const candidates = pictures.documents
      .references(document)
      .filter(
        reference =>
          reference.form !== 'dynamic' && reference.form !== 'glob' && usesAt(uses, reference).length === 0,
      );
    // A line that would stay empty gets no lens: text must not jump for nothing.
    const leads = await Promise.all(
      candidates.map(reference => pictures.leadsSomewhere(document, reference, token)),
    );
    if (token.isCancellationRequested) return [];
    const lines = new Map<number, ImageReference[]>();
    for (const reference of candidates.filter((_, i) => leads[i])) {
      const { line } = document.positionAt(reference.start);
      const list = lines.get(line);
      if (list === undefined) lines.set(line, [reference]);
      else list.push(reference);
    }
    if (lines.size === 0 || !(await pictures.isIncluded(document))) return [];
    return [...lines].map(
      ([line, references]) => new PictureLens(new vscode.Range(line, 0, line, 0), document, references),
    );
  }

  async resolveCodeLens(lens: vscode.CodeLens, token: vscode.CancellationToken): Promise<vscode.CodeLens> {
    if (lens instanceof CallLens) return this.#resolveCall(lens);
    if (!(lens instanceof PictureLens)) return lens;
    const named = await Promise.all(
      lens.references.map(reference => this.named.of(lens.document, reference, token)),
    );
    const shown = named.flatMap(one => one.shown);
    if (flag(settings.hoverThumbnail, resourceOf(lens.document)))
      for (const one of shown) this.thumbnails.prepare(one);
    lens.command = {
      title: summary(shown),
      command: commands.lensMenu,
      tooltip: 'Show, copy, choose the model, or turn lenses off',
      arguments: [lens.document.uri.toString(), lens.references.map(({ start }) => start)],
    };
    return lens;
  }

  async #resolveCall(lens: CallLens): Promise<vscode.CodeLens> {
    const priced = await this.named.calls.price(lens.found);
    const { call, document } = priced;
    const bar = await this.budgetBar.ofLens(priced);
    lens.command = {
      title: `${callSummary(priced.priced)}${bar === undefined ? '' : ` · ${bar}`}`,
      command: commands.lensMenu,
      tooltip: `What ${call.callee} sends and costs: show, copy, choose the model, or turn lenses off`,
      arguments: [document.uri.toString(), [], call.span.start],
    };
    return lens;
  }
}

function lineOf(document: vscode.TextDocument, offset: number): vscode.Range {
  const { line } = document.positionAt(offset);
  return new vscode.Range(line, 0, line, 0);
}

/** Code and prompts by default: a lens above each image of a web page is nobody's wish. */
function wanted(document: vscode.TextDocument, resource: vscode.Uri): boolean {
  const where = vscode.workspace.getConfiguration(section, resource).get<string>(settings.codeLensFiles);
  if (where === 'all') return true;
  if (
    /\.prompt(?:\.md|\.ya?ml|y)?$|\.instructions\.md$|(?:^|\/)promptfooconfig[^/]*\.ya?ml$|(?:^|\/)prompts\/.*\.(?:md|txt|ya?ml)$/i.test(
      resource.path,
    )
  )
    return true;
  switch (languageOf(document)) {
    case 'javascript':
    case 'c':
    case 'python':
    case 'hash':
    case 'sql':
      return true;
    default:
      return false;
  }
}

/** `2 images · 1,820 tokens · $0.0023 · gpt-5 high`, with a mark where something should be looked at. */
export function summary(shown: readonly Shown[]): string {
  let tokens = 0;
  let cost: number | null = 0;
  const trouble: string[] = [];
  let counted: Extract<Estimate, { outcome: 'counted' }> | undefined;
  let warned = false;
  let count = 0;
  for (const { assessment, notSent } of shown) {
    if (notSent !== undefined) {
      trouble.push('not known');
      continue;
    }
    if (assessment.kind !== 'estimated') {
      if (assessment.kind === 'unreadable') trouble.push('unreadable');
      if (assessment.kind === 'unknown-model') trouble.push(`${assessment.lookup.asked} is not known`);
      continue;
    }
    const { estimate } = assessment;
    if (estimate.outcome === 'rejected') trouble.push('refused');
    else if (estimate.outcome === 'unpublished') trouble.push('tokens not known');
    else {
      counted = estimate;
      count += 1;
      tokens += estimate.tokens;
      cost = cost === null || estimate.costUsd === null ? null : cost + estimate.costUsd;
      warned ||= estimate.warnings.some(({ code }) => code === 'omitted-detail');
    }
  }
  const parts: string[] = [];
  if (count > 1) parts.push(plural(count, 'image'));
  if (counted !== undefined) {
    parts.push(`${count === 1 ? tokensText(counted) : group(tokens)} tokens`);
    if (cost !== null) parts.push(formatUsd(cost));
  }
  parts.push(...new Set(trouble));
  const model =
    counted ?? shown.map(({ assessment }) => assessment).find(a => a.kind === 'estimated')?.estimate;
  if (model !== undefined) parts.push(modelText(model, warned));
  return `${warned || trouble.length > 0 ? '$(warning) ' : ''}${parts.join(' · ')}`;
}

function modelText({ model, detail, effectiveDetail }: Estimate, warned: boolean): string {
  if (effectiveDetail === null) return model.id;
  if (detail === undefined) return warned ? `${model.id}, detail omitted` : model.id;
  return `${model.id} ${effectiveDetail}`;
}
