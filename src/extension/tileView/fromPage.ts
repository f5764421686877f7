import { tiers } from '../../core/money';
import type { FromPage } from '../../webview/protocol';
import { boolean, list, number, object, optional, text, unionBy, word } from './shape';
import type { Reader } from './shape';

const tier = word(...tiers);
const askTier = word('standard', 'flex', 'fast');

const choice = object({ picture: text, model: text, detail: optional(text), tier });

const draft = object({
  text,
  prompt: optional(text),
  pictures: list(text),
  endpoint: text,
  model: text,
  detail: optional(text),
  tier: askTier,
});

/** A message of the page, checked; `undefined` for what is not of the protocol. */
export const readFromPage: Reader<FromPage> = unionBy('type', {
  ready: object({ type: word('ready') }),
  chosen: object({ type: word('chosen'), choice }),
  export: object({
    type: word('export'),
    format: word('png', 'svg', 'markdown', 'csv'),
    target: word('file', 'clipboard', 'cursor'),
    choice,
    text: optional(text),
  }),
  openSource: object({ type: word('openSource'), url: text }),
  useAsDefault: object({ type: word('useAsDefault'), choice }),
  openPicture: object({ type: word('openPicture'), id: text }),
  fetchPicture: object({ type: word('fetchPicture'), id: text }),
  problem: object({ type: word('problem'), message: text }),
  askPreview: object({ type: word('askPreview'), number, draft }),
  askSend: object({ type: word('askSend'), draft, confirmed: boolean }),
  askAgain: object({
    type: word('askAgain'),
    turn: text,
    endpoint: text,
    model: text,
    tier: askTier,
    confirmed: boolean,
  }),
  askCancel: object({ type: word('askCancel'), run: text }),
  askAction: object({
    type: word('askAction'),
    run: text,
    action: word('setKey', 'selectEndpoint', 'retry', 'retryStandard', 'openLog', 'openLimits', 'continue'),
  }),
  askCopy: object({ type: word('askCopy'), run: text }),
  askInsert: object({ type: word('askInsert'), run: text }),
  askSave: object({ type: word('askSave'), run: text }),
  askAsCode: object({
    type: word('askAsCode'),
    run: text,
    language: word('typescript', 'python', 'curl'),
  }),
  askClear: object({ type: word('askClear') }),
});
