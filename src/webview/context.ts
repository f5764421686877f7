import type { Registry } from '../core/models/registry';
import type { Tier } from '../core/money';
import type { AskModel } from './ask/askModel';
import type { Derived } from './derive';
import type { Kept } from './kept';
import type { ExportFormat, ExportTarget, FromPage, PagePicture, PageState } from './protocol';

/** What every section of the page is drawn from. */
export interface Context {
  readonly state: PageState;
  readonly kept: Kept;
  readonly registry: Registry;
  /** `undefined` where there are no pictures. */
  readonly derived: Derived | undefined;
  readonly ask: AskModel;
  /** Key of the picture, in its version, that could not be loaded. */
  readonly broken: string | undefined;
  readonly act: Actions;
}

/** A picture in one of its versions. */
export function sceneKey({ id, version }: PagePicture): string {
  return `${id} ${version}`;
}

/** What a section can have done. */
export interface Actions {
  readonly post: (message: FromPage) => void;
  /** Keeps a choice, and draws anew. */
  readonly keep: (change: Partial<Kept>) => void;
  readonly setModel: (model: string) => void;
  /** `undefined`: omitted. */
  readonly setDetail: (detail: string | undefined) => void;
  readonly setTier: (tier: Tier) => void;
  readonly export: (format: ExportFormat, target: ExportTarget) => void;
  readonly zoomBy: (factor: number) => void;
  readonly fit: () => void;
  readonly actualSize: () => void;
  /** A region and where the answer speaks of it: both are marked. */
  readonly pointRegion: (id: string | undefined) => void;
  readonly chooseRegion: (id: string) => void;
  /** Draws anew: the part that asks has changed. */
  readonly askChanged: () => void;
  readonly dismissConfirm: () => void;
}
