import { levelsOf } from '../core/advice/cheaper';
import type { Lookup, Registry } from '../core/models/registry';
import type { Tier } from '../core/money';
import type { Size } from '../core/size';
import { estimatePicture } from '../core/tokens/picture';
import type { CountedEstimate, Detail, Estimate } from '../core/tokens/types';
import type { Kept, WhatIf } from './kept';
import type { PageChoice, PageFacts, PagePicture, PageState } from './protocol';
import { layOutSheet } from './stage/layout';
import type { Rect, SheetLayout } from './stage/layout';
import type { Turn } from './stage/turn';
import { turnedSize, turnOf } from './stage/turn';

/** Everything the page shows of the chosen picture, from what the extension said and what the user chose. */
export interface Derived {
  readonly picture: PagePicture;
  readonly choice: PageChoice;
  /** What the model of the choice is; nearest names where nobody knows it. */
  readonly lookup: Lookup;
  /** `undefined` where the picture has no facts. */
  readonly sight: Sight | undefined;
}

export interface Sight {
  readonly facts: PageFacts;
  readonly turn: Turn;
  /** The picture as it is shown. */
  readonly shown: Size;
  /** Stored size of what is priced: the picture, or what is tried. */
  readonly sent: Size;
  readonly whatIf: WhatIf;
  /** Of what is tried; `undefined` where the model is not known. */
  readonly estimate: Estimate | undefined;
  /** Of the picture as it is: the same object where nothing is tried. */
  readonly asIs: Estimate | undefined;
  readonly layout: SheetLayout;
}

export function choiceOf(state: PageState, kept: Kept): PageChoice {
  const picture = pictureOf(state, kept);
  return {
    picture: picture?.id ?? '',
    model: kept.model ?? state.pricing.model,
    detail: kept.detail === undefined ? state.pricing.detail : (kept.detail ?? undefined),
    tier: kept.tier ?? state.pricing.tier,
  };
}

function pictureOf(state: PageState, kept: Kept): PagePicture | undefined {
  const chosen = state.pictures.find(({ id }) => id === kept.picture);
  // Of a change one wants to know what it comes to.
  return chosen ?? (state.pair === undefined ? state.pictures[0] : state.pictures.at(-1));
}

/** @returns `undefined` where there are no pictures */
export function derive(state: PageState, kept: Kept, registry: Registry): Derived | undefined {
  const picture = pictureOf(state, kept);
  if (picture === undefined) return undefined;
  const choice = choiceOf(state, kept);
  const lookup = registry.find(choice.model);
  const { facts } = picture;
  return {
    picture,
    choice,
    lookup,
    sight: facts === undefined ? undefined : sightOf(facts, choice, lookup, kept.whatIf, state.today),
  };
}

function sightOf(facts: PageFacts, choice: PageChoice, lookup: Lookup, wanted: WhatIf, today: string): Sight {
  const turn = turnOf(facts.orientation);
  const shown = turnedSize(facts, turn);
  const whatIf = possible(wanted, shown);
  const tried = whatIf.kind === 'none' ? shown : { width: whatIf.width, height: whatIf.height };
  const sent = turnedSize(tried, turn);
  const price = (size: Size): Estimate | undefined =>
    lookup.found ? priced(facts, size, lookup.model, choice.detail, choice.tier, today) : undefined;
  const asIs = price(facts);
  const estimate = whatIf.kind === 'none' ? asIs : price(sent);
  const counted = estimate?.outcome === 'counted' ? estimate : undefined;
  const whole = whatIf.kind === 'resize' ? tried : shown;
  const part: Rect =
    whatIf.kind === 'crop'
      ? { x: whatIf.x, y: whatIf.y, width: whatIf.width, height: whatIf.height }
      : { x: 0, y: 0, ...whole };
  return {
    facts,
    turn,
    shown,
    sent,
    whatIf,
    estimate,
    asIs,
    layout: layOutSheet({
      picture: whole,
      sent: part,
      turn,
      seen: counted?.seen ?? null,
      grid: counted?.grid ?? null,
    }),
  };
}

/** What is tried, within the picture; nothing where it comes to nothing. */
export function possible(whatIf: WhatIf, shown: Size): WhatIf {
  switch (whatIf.kind) {
    case 'none':
      return whatIf;
    case 'resize':
      return whatIf.width === shown.width && whatIf.height === shown.height ? { kind: 'none' } : whatIf;
    case 'crop': {
      const x = Math.min(whatIf.x, shown.width - 1);
      const y = Math.min(whatIf.y, shown.height - 1);
      const width = Math.min(whatIf.width, shown.width - x);
      const height = Math.min(whatIf.height, shown.height - y);
      return width === shown.width && height === shown.height
        ? { kind: 'none' }
        : { kind: 'crop', x, y, width, height };
    }
  }
}

/** A picture on a model: as it is stored, or of another size with everything else the same. */
export function priced(
  facts: PageFacts,
  size: Size,
  model: Parameters<typeof estimatePicture>[1],
  detail: Detail | undefined,
  tier: Tier,
  today: string,
): Estimate {
  const same = size.width === facts.width && size.height === facts.height;
  const { format, animated, orientation, bytes } = facts;
  return estimatePicture(
    {
      width: size.width,
      height: size.height,
      format,
      animated,
      orientation,
      // How many bytes another size takes is not known.
      ...(same && bytes !== undefined ? { bytes } : {}),
    },
    model,
    detail,
    { tier, at: today },
  );
}

export interface CompareRow {
  readonly model: string;
  readonly lookup: Lookup;
  readonly estimate: Estimate | undefined;
  readonly chosen: boolean;
}

/** The chosen picture on other models: with the chosen detail where they have it, else without. */
export function compareRows(
  state: PageState,
  kept: Kept,
  registry: Registry,
  derived: Derived,
): readonly CompareRow[] {
  const { sight, choice } = derived;
  const names = kept.compare ?? state.compareModels;
  const own = idOf(registry, choice.model);
  const others = names.filter(name => idOf(registry, name) !== own);
  return [choice.model, ...others].map(name => {
    const lookup = registry.find(name);
    const chosen = name === choice.model;
    if (!lookup.found || sight === undefined) return { model: name, lookup, estimate: undefined, chosen };
    const levels = levelsOf(lookup.model);
    const detail = chosen || levels.includes(choice.detail ?? '') ? choice.detail : undefined;
    return {
      model: name,
      lookup,
      chosen,
      estimate: chosen
        ? sight.estimate
        : priced(sight.facts, sight.sent, lookup.model, detail, choice.tier, state.today),
    };
  });
}

function idOf(registry: Registry, name: string): string {
  const lookup = registry.find(name);
  return lookup.found ? lookup.model.id : name;
}

export function counted(estimate: Estimate | undefined): CountedEstimate | undefined {
  return estimate?.outcome === 'counted' ? estimate : undefined;
}
