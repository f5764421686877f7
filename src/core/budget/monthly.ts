import { matchesGlobs } from '../config/globs';
import { sourcesFor } from '../config/source';
import type { ConfigPlace, ConfigSource } from '../config/source';
import type { TextRange } from './measured';

/** What a comment at a call says. */
export interface CallsPerMonthHere {
  readonly value: number;
  readonly range: TextRange;
}

/** How often a month the calls of a file are made, by the nearest `tilescope.json` that says so. */
export function callsPerMonth(
  sources: readonly ConfigSource[],
  file: string,
): { readonly value: number; readonly place: ConfigPlace } | undefined {
  for (const source of [...sourcesFor(sources, file)].reverse()) {
    const said = source.config.callsPerMonth;
    if (typeof said === 'number') return { value: said, place: source.place(['callsPerMonth']) };
    const matching = Object.entries(said ?? {}).filter(([glob]) => matchesGlobs(glob, source.folder, file));
    const last = matching.at(-1);
    if (last !== undefined) return { value: last[1], place: source.place(['callsPerMonth', last[0]]) };
  }
  return undefined;
}
