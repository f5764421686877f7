import { standingsOfCall, standingText } from '../../core/budget/standing';
import type { Standing } from '../../core/budget/standing';
import { showPlace } from '../../core/config/source';
import { isBudgeted, measuredInText } from '../../references/calls/diagnose/budgetFindings';
import { relativePath } from '../../references/scan/findingText';
import type { PricedCallAt } from '../calls';
import { settings } from '../contributions';
import { resourceOf } from '../place';
import { flag } from '../settings';
import type { WorkspaceConfig } from '../workspaceConfig';
import { configUri } from './configUri';

/** Below this a lens says nothing of a limit: what is far from it need not be looked at. */
const quiet = 0.5;
/** So many limits are drawn in a hover. */
const most = 3;

/** How calls stand against the limits on them, drawn as bars. */
export class BudgetBar {
  constructor(private readonly config: WorkspaceConfig) {}

  /** `▰▰▰▱▱ 62 % of 2,000 tokens`: the fullest limit of a call, once half of it is used. */
  async ofLens(call: PricedCallAt): Promise<string | undefined> {
    const [fullest] = (await this.#standings(call)).standings;
    return fullest === undefined || fullest.share < quiet ? undefined : standingText(fullest);
  }

  /** The same for a hover, in Markdown, for each limit; each links to its line. */
  async ofHover(call: PricedCallAt): Promise<readonly string[]> {
    const { standings, folder } = await this.#standings(call);
    return standings.slice(0, most).map(standing => {
      const { place } = standing;
      const text = `${standingText(standing)} a call`;
      if (folder === undefined) return text;
      const link = configUri(folder, place.file).with({ fragment: `L${String(place.line)}` });
      return `${text} · [${showPlace(place)}](${link.toString()})`;
    });
  }

  async #standings({ document, priced }: PricedCallAt): Promise<{
    readonly standings: readonly Standing[];
    readonly folder: Awaited<ReturnType<WorkspaceConfig['for']>>['folder'];
  }> {
    const resource = resourceOf(document);
    if (!flag(settings.budgetBar, resource)) return { standings: [], folder: undefined };
    const { chain, file, folder } = await this.config.for(resource);
    if (!isBudgeted(chain)) return { standings: [], folder };
    const root = folder?.fsPath ?? '';
    const { measured } = measuredInText(priced, 0, document.getText(), assessment =>
      relativePath(assessment, root),
    );
    return { standings: standingsOfCall(measured, file, chain), folder };
  }
}
