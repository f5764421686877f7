import * as vscode from 'vscode';
import { formatUsd } from '../core/money';
import { group, plural } from '../core/text';
import { tokensText } from '../core/tokens/explain';
import type { Estimate } from '../core/tokens/types';
import type { ImageReference } from '../references/reference';
import { commands, section, settings } from './contributions';
import type { Pictures, Shown } from './pictures';
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

/** A line above each line that names pictures: which lines is settled at once, the numbers when the lens is seen. */
export class LensProvider implements vscode.CodeLensProvider {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(
    private readonly pictures: Pictures,
    private readonly thumbnails: Thumbnails,
  ) {
    pictures.onDidChange(() => {
      this.#changed.fire();
    });
  }

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const resource = resourceOf(document);
    if (!isSource(document) || !flag(settings.codeLensEnabled, resource) || !wanted(document, resource))
      return [];
    const candidates = this.pictures.documents
      .references(document)
      .filter(({ form }) => form !== 'dynamic' && form !== 'glob');
    // A line that would stay empty gets no lens: text must not jump for nothing.
    const leads = await Promise.all(
      candidates.map(reference => this.pictures.leadsSomewhere(document, reference, token)),
    );
    if (token.isCancellationRequested) return [];
    const lines = new Map<number, ImageReference[]>();
    for (const reference of candidates.filter((_, i) => leads[i])) {
      const { line } = document.positionAt(reference.start);
      const list = lines.get(line);
      if (list === undefined) lines.set(line, [reference]);
      else list.push(reference);
    }
    if (lines.size === 0 || !(await this.pictures.isIncluded(document))) return [];
    return [...lines].map(
      ([line, references]) => new PictureLens(new vscode.Range(line, 0, line, 0), document, references),
    );
  }

  async resolveCodeLens(lens: vscode.CodeLens, token: vscode.CancellationToken): Promise<vscode.CodeLens> {
    if (!(lens instanceof PictureLens)) return lens;
    const shown = await Promise.all(
      lens.references.map(reference => this.pictures.assess(lens.document, reference, token)),
    );
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
  for (const { assessment } of shown) {
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
