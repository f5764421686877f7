import * as vscode from 'vscode';
import { formatUsd } from '../core/money';
import { group, list, plural } from '../core/text';
import { commands, settings } from './contributions';
import type { NamedPictures } from './namedPictures';
import { included } from './pictures';
import { isSource, resourceOf } from './place';
import { flag } from './settings';

/** The active file's pictures in one number; hidden where there are none. */
export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #disposables: { dispose(): unknown }[];
  #pending: NodeJS.Timeout | undefined;
  #run: vscode.CancellationTokenSource | undefined;

  constructor(
    private readonly named: NamedPictures,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#item = vscode.window.createStatusBarItem('tilescope.total', vscode.StatusBarAlignment.Right, 90);
    this.#item.name = 'Tilescope: Image Tokens';
    this.#item.command = commands.showFilePictures;
    const later = (): void => {
      this.#schedule(250);
    };
    this.#disposables = [
      this.#item,
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#schedule(0);
      }),
      vscode.workspace.onDidChangeTextDocument(event => {
        if (event.document === vscode.window.activeTextEditor?.document) later();
      }),
      named.calls.onDidChange(later),
    ];
    this.#schedule(0);
  }

  #schedule(delay: number): void {
    clearTimeout(this.#pending);
    this.#pending = setTimeout(() => {
      this.#update().catch((error: unknown) => {
        this.log.error(`Status bar: ${String(error)}`);
      });
    }, delay);
  }

  async #update(): Promise<void> {
    this.#run?.cancel();
    this.#run?.dispose();
    const run = new vscode.CancellationTokenSource();
    this.#run = run;
    const document = vscode.window.activeTextEditor?.document;
    if (
      document === undefined ||
      !isSource(document) ||
      !flag(settings.statusBarEnabled, resourceOf(document))
    ) {
      this.#item.hide();
      return;
    }
    let count = 0;
    let tokens = 0;
    let cost = 0;
    let unpriced = 0;
    let trouble = 0;
    let unknown = 0;
    const models = new Set<string>();
    const { effective } = await this.named.pictures.effective(document);
    const all = included(document, effective) ? await this.named.all(document, run.token) : [];
    if (run.token.isCancellationRequested) return;
    for (const { assessment, notSent } of all.flatMap(({ shown }) => shown)) {
      if (notSent !== undefined) {
        unknown += 1;
        continue;
      }
      if (assessment.kind === 'unreadable' || assessment.kind === 'unknown-model') trouble += 1;
      if (assessment.kind !== 'estimated') continue;
      const { estimate } = assessment;
      models.add(estimate.model.id);
      if (estimate.outcome !== 'counted') {
        trouble += 1;
        continue;
      }
      count += 1;
      tokens += estimate.tokens;
      if (estimate.costUsd === null) unpriced += 1;
      else cost += estimate.costUsd;
    }
    if (count + trouble === 0) {
      this.#item.hide();
      return;
    }
    this.#item.text = count === 0 ? '$(warning) images' : `$(file-media) ${group(tokens)} tokens`;
    const priced = unpriced > 0 ? `, ${group(unpriced)} without a price` : '';
    const lines = [
      `**${plural(count, 'image')}** in this file: **${group(tokens)} tokens**, ${formatUsd(cost)} for each once${priced}`,
      ...(trouble > 0
        ? [`$(warning) ${plural(trouble, 'image')} refused, unreadable or of an unknown model`]
        : []),
      ...(unknown > 0
        ? [`$(question) ${plural(unknown, 'image')} of which only the program knows what is sent`]
        : []),
      models.size === 0
        ? ''
        : `Estimated for ${list([...models].map(model => `\`${model}\``))}. Click for the list.`,
    ];
    this.#item.tooltip = new vscode.MarkdownString(lines.join('\n\n'), true);
    this.#item.accessibilityInformation = {
      label: `Tilescope: ${plural(count, 'image')} in this file, ${group(tokens)} tokens, ${formatUsd(cost)}${trouble > 0 ? `, ${plural(trouble, 'problem')}` : ''}`,
    };
    this.#item.show();
  }

  dispose(): void {
    clearTimeout(this.#pending);
    this.#run?.dispose();
    for (const disposable of this.#disposables) disposable.dispose();
  }
}
