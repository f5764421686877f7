import { explainCells } from '../core/tokens/explain';
import { noRegions, regionsOf } from './ask/regionsOf';
import type { Context } from './context';
import { sceneKey } from './context';
import { counted } from './derive';
import type { Derived } from './derive';
import { stageLabel } from './stage/stage';
import type { StageScene } from './stage/stage';

/** What a stage shows of a picture; nothing of one without facts. */
export function sceneOf(
  { kept, ask }: Pick<Context, 'kept' | 'ask'>,
  { picture, sight }: Derived,
  label = picture.name,
): StageScene | undefined {
  if (sight === undefined) return undefined;
  const estimate = counted(sight.estimate);
  const grid = estimate?.grid ?? null;
  return {
    key: sceneKey(picture),
    src: picture.src,
    label: stageLabel(label, sight.shown, sight.layout.seen, grid === null ? undefined : explainCells(grid)),
    layout: sight.layout,
    sent: sight.sent,
    seen: estimate?.seen ?? null,
    view: kept.view,
    tool: kept.whatIf.kind === 'none' ? 'none' : kept.whatIf.kind,
    crop: sight.whatIf.kind === 'crop' ? sight.layout.sent : undefined,
    regions: kept.regionsHidden === true ? noRegions : regionsOf(ask.state, picture.id),
  };
}
