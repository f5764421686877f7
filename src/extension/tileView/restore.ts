import type { PagePair } from '../../webview/protocol';
import { boolean, list, object, optional, text, unionBy, word } from './shape';
import type { PictureSource } from './source';

/** What a panel is brought back from after a reload: kept by its page, unread. */
export interface Restore {
  readonly sources: readonly PictureSource[];
  /** What two sources are called that are one picture before and after. */
  readonly pair?: PagePair | undefined;
  /** Whose settings hold. */
  readonly resource: string | undefined;
  /** Pictures that stood in code and were too long to keep were left out. */
  readonly shortened?: boolean;
}

/** Characters of a `data:` URI that are worth keeping in the editor's own state. */
const longestKept = 500_000;

export function restoreOf(
  sources: readonly PictureSource[],
  resource: string | undefined,
  pair?: PagePair,
): Restore {
  const kept = sources.filter(source => source.kind !== 'data' || source.data.length <= longestKept);
  return {
    sources: kept,
    resource,
    shortened: kept.length < sources.length,
    ...(pair === undefined ? {} : { pair }),
  };
}

const source = unionBy('kind', {
  file: object({ kind: word('file'), uri: text }),
  data: object({ kind: word('data'), data: text, where: text }),
  url: object({ kind: word('url'), url: text }),
});

/** Reads it out of what the page has handed to `setState`: `undefined` where that holds none. */
export const readRestored = object({
  restore: object({
    sources: list(source),
    pair: optional(object({ before: text, after: text })),
    resource: optional(text),
    shortened: optional(boolean),
  }),
});
