import type { Registry } from '../../../core/models/registry';
import type { ResourceUri } from '../../../host/host';
import type { Assessment } from '../../assess';
import type { CallImage } from '../call';

/** What a diagnosis needs besides the priced call and its text. All of it is known: nothing is looked up. */
export interface DiagnoseContext {
  readonly registry: Registry;
  /** ISO date: prices have dates. */
  readonly today: string;
  /** VS Code's identifier of the language. */
  readonly languageId: string;
  /** Where offset 0 of the call is within the text; not 0 in a cell of a notebook. */
  readonly origin?: number;
  /** The workspace folder: paths in messages are relative to it. */
  readonly folder?: ResourceUri;
  /** What {@link lookUp} found. */
  readonly seen?: Seen;
}

export interface Seen {
  /** Pictures that are sent as text, which nobody priced. */
  readonly assessed: ReadonlyMap<CallImage, Assessment>;
  /** What the folders hold that a missing picture was looked for in. */
  readonly listed: ReadonlyMap<ResourceUri, readonly string[]>;
}

/** What kind of program a fix is written in. */
export type Dialect = 'javascript' | 'python';

export function dialectOf(languageId: string): Dialect | undefined {
  if (languageId === 'python') return 'python';
  return /^(?:(?:type|java)script(?:react)?|vue|svelte|astro|tsx|jsx)$/.test(languageId)
    ? 'javascript'
    : undefined;
}
