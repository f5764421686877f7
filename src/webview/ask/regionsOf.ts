import type { AskRegion, AskRun, AskState } from '../askProtocol';
import type { StageRegion } from '../stage/stageRegion';

/** A region's name on the whole page: its answer's and its place in it. */
export function regionId(run: string, index: number): string {
  return `${run}:${String(index)}`;
}

let last:
  | {
      readonly regions: readonly AskRegion[];
      readonly picture: string;
      readonly made: readonly StageRegion[];
    }
  | undefined;
export const noRegions: readonly StageRegion[] = [];

/** The regions of a picture: those of the newest answer that names some. The same list as long as nothing changes. */
export function regionsOf(state: AskState, picture: string): readonly StageRegion[] {
  const run = newest(state, picture);
  if (run === undefined) return noRegions;
  if (last?.regions !== run.regions || last.picture !== picture) {
    const made = run.regions
      .map((region, index) => ({ ...region, id: regionId(run.id, index) }))
      .filter(region => region.picture === picture)
      .map(({ id, label, x, y, width, height }) => ({ id, label, x, y, width, height }));
    last = { regions: run.regions, picture, made };
  }
  return last.made;
}

function newest(state: AskState, picture: string): AskRun | undefined {
  for (const turn of [...state.turns].reverse()) {
    const run = [...turn.runs]
      .reverse()
      .find(({ regions }) => regions.some(region => region.picture === picture));
    if (run !== undefined) return run;
  }
  return undefined;
}
