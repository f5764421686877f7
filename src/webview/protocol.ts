// What the page and the extension say to each other. Both sides import this file and nothing else of each other.
import type { RegistryLayer } from '../core/models/registry';
import type { Tier } from '../core/money';
import type { AskFromPage, AskState, AskUpdate } from './askProtocol';

/** A picture as the page gets it. The page prices it itself, with `core` and the layers: every change is live. */
export interface PagePicture {
  /** Its resource, or another name that is its own. */
  readonly id: string;
  /** `checkout.png` */
  readonly name: string;
  /** Where it is, for people: `mockups/checkout.png`, or the line of code that names it. */
  readonly where: string;
  readonly facts: PageFacts | undefined;
  /** Why there are no facts, in a sentence. */
  readonly error?: string;
  /** For an `img`, as a viewer turns it; absent where the browser cannot show it, and `unshown` says why. */
  readonly src?: string;
  readonly unshown?: string;
  /** On the web and not fetched: `fetchPicture` has it fetched, which only the user's wish may cause. */
  readonly fetchable?: boolean;
  /** Changes with the content, so that a new version is drawn anew. */
  readonly version: string;
}

/** `ImageFacts`, with nothing that a message cannot carry. */
export interface PageFacts {
  readonly format: string;
  /** Stored pixels, before `orientation`. */
  readonly width: number;
  readonly height: number;
  readonly orientation: number;
  readonly animated: boolean;
  readonly bytes: number | undefined;
  readonly warnings: readonly string[];
}

/** What pictures are priced with at first; the user changes it on the page. */
export interface PagePricing {
  readonly model: string;
  readonly detail: string | undefined;
  readonly tier: Tier;
  /** Where the model was said: `the call`, `settings`, `tilescope.json`, `default`. */
  readonly origin: string;
}

/** Two pictures that are one, before a change and after it: they stand side by side, each with its grid. */
export interface PagePair {
  /** What each is called: `Before, at 1a2b3c4d`. */
  readonly before: string;
  readonly after: string;
}

/** Everything the page shows at first, or anew when a file, a setting or the theme's kind has changed. */
export interface PageState {
  readonly pictures: readonly PagePicture[];
  /** Where `pictures` are before and after, in this order. */
  readonly pair?: PagePair;
  readonly pricing: PagePricing;
  readonly compareModels: readonly string[];
  /** What the user's settings and `tilescope.json` add to the registry. */
  readonly layers: readonly RegistryLayer[];
  /** ISO date: prices have dates. */
  readonly today: string;
  /** Calls a month that the project states for this picture, if it does. */
  readonly callsPerMonth?: number;
  /** False in Restricted Mode: then the page offers nothing that asks the network. */
  readonly trusted: boolean;
  readonly ask: AskState;
  /**
   * What brings a panel back after a reload. The page keeps it unread, as `restore` in what it hands to `setState`; a
   * custom editor needs none, and has none.
   */
  readonly restore?: unknown;
}

export type ExportFormat = 'png' | 'svg' | 'markdown' | 'csv';
/** VS Code's clipboard takes text alone: a `png` goes to a file, or beside it as a link at the cursor. */
export type ExportTarget = 'file' | 'clipboard' | 'cursor';

/** What the user has chosen on the page, as the page keeps it (`setState`) and tells it. */
export interface PageChoice {
  readonly picture: string;
  readonly model: string;
  readonly detail: string | undefined;
  readonly tier: Tier;
}

export type FromPage =
  /** The first message: nothing is sent to the page before. */
  | { readonly type: 'ready' }
  /** The choice is another; whoever exports or asks takes it from here. */
  | { readonly type: 'chosen'; readonly choice: PageChoice }
  | {
      readonly type: 'export';
      readonly format: ExportFormat;
      readonly target: ExportTarget;
      readonly choice: PageChoice;
      /** The table, for `markdown` and `csv`. The extension draws PNG and SVG itself, with the picture in them. */
      readonly text?: string;
    }
  /** Only addresses of rules' sources, which the extension checks. */
  | { readonly type: 'openSource'; readonly url: string }
  /** Makes the chosen model (detail, tier) the one of the settings. */
  | { readonly type: 'useAsDefault'; readonly choice: PageChoice }
  | { readonly type: 'openPicture'; readonly id: string }
  /** Answered with `picture`. */
  | { readonly type: 'fetchPicture'; readonly id: string }
  /** Something went wrong in the page, for the log. */
  | { readonly type: 'problem'; readonly message: string }
  | AskFromPage;

export type ToPage =
  | { readonly type: 'state'; readonly state: PageState }
  /** A picture has changed on disk. */
  | { readonly type: 'picture'; readonly picture: PagePicture }
  /** Opened once more, from a call with a model of its own: as if the user had chosen it on the page. */
  | { readonly type: 'choose'; readonly pricing: PagePricing; readonly picture?: string }
  /** Said for a moment, and to a screen reader. */
  | { readonly type: 'notice'; readonly message: string }
  | AskUpdate;
