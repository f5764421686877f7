import type * as vscode from 'vscode';
import { standingsOfCall, standingsOfImage, standingText } from '../../core/budget/standing';
import type { Standing } from '../../core/budget/standing';
import { showPlace } from '../../core/config/source';
import type { ConfigSource } from '../../core/config/source';
import { isBudgeted, measuredInText } from '../../references/calls/diagnose/budgetFindings';
import { measuredModel, measureReference } from '../../references/measure/measureCall';
import { relativePath } from '../../references/scan/findingText';
import type { PricedCallAt } from '../calls';
import type { Shown } from '../pictures';
import { settings } from '../contributions';
import { resourceOf } from '../place';
import { flag } from '../settings';
import type { WorkspaceConfig } from '../workspaceConfig';
import { configUri } from './configUri';

/** Below this a lens says nothing of a limit: what is far from it need not be looked at. */
const quiet = 0.5;
/** So many limits are drawn in a hover. */
const most = 3;

/** How calls and pictures stand against the limits on them, drawn as bars. */
export class BudgetBar {
  constructor(private readonly config: WorkspaceConfig) {}

  /** `▰▰▰▱▱ 62 % of 2,000 tokens`: the fullest limit of a call, once half of it is used. */
  async ofLens(call: PricedCallAt): Promise<string | undefined> {
    const [fullest] = (await this.#standings(call)).standings;
    return fullest === undefined || fullest.share < quiet ? undefined : standingText(fullest);
  }

  /** The same for a hover, in Markdown, for each limit; each links to its line. */
  async ofHover(call: PricedCallAt): Promise<readonly string[]> {
    return linesOf(await this.#standings(call), 'a call');
  }

  /** The same for the hover of a picture, that a call sends or that none does. */
  async ofPicture(
    document: vscode.TextDocument,
    { assessment }: Shown,
    call: PricedCallAt | undefined,
  ): Promise<readonly string[]> {
    const { chain, file, folder } = await this.#budgets(document);
    if (chain.length === 0) return [];
    const root = folder?.fsPath ?? '';
    const measured = measureReference(assessment, nowhere, one => relativePath(one, root));
    const standings =
      call === undefined
        ? standingsOfImage(measured, measured.model, 'reference', file, chain)
        : standingsOfImage(measured, measuredModel(call.priced), 'image', file, chain);
    return linesOf({ standings, folder }, 'a picture');
  }

  async #standings({ document, priced }: PricedCallAt): Promise<Standings> {
    const { chain, file, folder } = await this.#budgets(document);
    if (chain.length === 0) return { standings: [], folder };
    const root = folder?.fsPath ?? '';
    const { measured } = measuredInText(priced, 0, document.getText(), assessment =>
      relativePath(assessment, root),
    );
    return { standings: standingsOfCall(measured, file, chain), folder };
  }

  /** No chain where nothing is to be drawn. */
  async #budgets(document: vscode.TextDocument): Promise<{
    readonly chain: readonly ConfigSource[];
    readonly file: string;
    readonly folder: vscode.Uri | undefined;
  }> {
    const resource = resourceOf(document);
    if (!flag(settings.budgetBar, resource)) return { chain: [], file: '', folder: undefined };
    const { chain, file, folder } = await this.config.for(resource);
    return { chain: isBudgeted(chain) ? chain : [], file, folder };
  }
}

interface Standings {
  readonly standings: readonly Standing[];
  readonly folder: vscode.Uri | undefined;
}

/** Where a measured picture is does not matter here. */
const nowhere = { range: { line: 1, column: 1, endLine: 1, endColumn: 1 }, ignores: [] };

function linesOf({ standings, folder }: Standings, of: string): readonly string[] {
  return standings.slice(0, most).map(standing => {
    const { place } = standing;
    const text = `${standingText(standing)} ${of}`;
    if (folder === undefined) return text;
    const link = configUri(folder, place.file).with({ fragment: `L${String(place.line)}` });
    return `${text} · [${showPlace(place)}](${link.toString()})`;
  });
}
