import * as vscode from 'vscode';
import type { AskState } from '../../webview/askProtocol';
import type { PagePair, PagePicture, PagePricing, PageState } from '../../webview/protocol';
import type { InForceFor } from '../pictures';
import type { Restore } from './restore';

/** What a page knows of asking where nothing can be asked. */
const nothingToAsk: AskState = {
  prompts: [],
  endpoints: [],
  endpoint: '',
  model: '',
  tier: 'standard',
  turns: [],
};

export function pageState(
  pictures: readonly PagePicture[],
  { effective, layers }: InForceFor,
  own: {
    /** Of the call the page was opened from. */
    readonly pricing: PagePricing | undefined;
    readonly ask: AskState | undefined;
    readonly restore: Restore | undefined;
    readonly pair: PagePair | undefined;
  },
): PageState {
  const { model, detail, tier, origins } = effective.pricing;
  return {
    pictures,
    ...(own.pair === undefined ? {} : { pair: own.pair }),
    pricing: own.pricing ?? { model, detail, tier, origin: origins.model },
    compareModels: effective.compareModels,
    layers,
    today: new Date().toISOString().slice(0, 10),
    trusted: vscode.workspace.isTrusted,
    ask: own.ask ?? nothingToAsk,
    ...(own.restore === undefined ? {} : { restore: own.restore }),
  };
}
