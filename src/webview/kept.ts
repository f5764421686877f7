import type { Tier } from '../core/money';
import { parseTier } from '../core/money';
import type { AskTier } from './askProtocol';
import type { Look, View } from './stage/look';

/** Another size, or a part of the picture, that is tried out; in pixels of the picture as it is shown. */
export type WhatIf =
  | { readonly kind: 'none' }
  | { readonly kind: 'resize'; readonly width: number; readonly height: number }
  | {
      readonly kind: 'crop';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };

export type SortKey = 'model' | 'tokens' | 'money';

export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** What is typed and chosen in the form for asking; `undefined` where it is as the extension says. */
export interface KeptDraft {
  readonly text?: string;
  readonly prompt?: string;
  readonly pictures?: readonly string[];
  readonly endpoint?: string;
  readonly model?: string;
  /** As the chosen prompt's file has it. */
  readonly detail?: string;
  readonly tier?: AskTier;
}

/** What the page keeps over a reload (`setState`). What the user has not chosen is not there. */
export interface Kept {
  readonly picture?: string;
  readonly model?: string;
  /** `null`: omitted, by choice. */
  readonly detail?: string | null;
  readonly tier?: Tier;
  readonly view: View;
  readonly look?: Look;
  readonly whatIf: WhatIf;
  readonly compare?: readonly string[];
  readonly sort?: Sort;
  readonly callsPerDay?: number;
  readonly draft: KeptDraft;
  /** Width of the side panel and height of the part that asks, CSS pixels. */
  readonly sideWidth?: number;
  readonly askHeight?: number;
  /** The regions of an answer are not drawn on the picture. */
  readonly regionsHidden?: boolean;
  /** Sections that are folded. */
  readonly folded: readonly string[];
}

export const nothingKept: Kept = {
  view: 'seen',
  whatIf: { kind: 'none' },
  draft: {},
  folded: [],
};

/** Reads what an earlier life of the page, maybe of an earlier version, has left. */
export function parseKept(value: unknown): Kept {
  const from = record(value);
  const look = record(from.look);
  const sort = record(from.sort);
  const draft = record(from.draft);
  const sortKey = oneOf(sort.key, ['model', 'tokens', 'money'] as const);
  const tier = typeof from.tier === 'string' ? parseTier(from.tier) : undefined;
  const [zoom, x, y] = [number(look.zoom), number(look.x), number(look.y)];
  return {
    ...text('picture', from.picture),
    ...text('model', from.model),
    ...(from.detail === null || typeof from.detail === 'string' ? { detail: from.detail } : {}),
    ...(tier === undefined ? {} : { tier }),
    view: oneOf(from.view, ['original', 'seen', 'sideBySide'] as const) ?? 'seen',
    ...(zoom === undefined || x === undefined || y === undefined || zoom <= 0
      ? {}
      : { look: { zoom, x, y } }),
    whatIf: parseWhatIf(from.whatIf),
    ...texts('compare', from.compare),
    ...(sortKey === undefined ? {} : { sort: { key: sortKey, descending: sort.descending === true } }),
    ...positive('callsPerDay', from.callsPerDay),
    draft: {
      ...text('text', draft.text),
      ...text('prompt', draft.prompt),
      ...texts('pictures', draft.pictures),
      ...text('endpoint', draft.endpoint),
      ...text('model', draft.model),
      ...text('detail', draft.detail),
      ...tierOf(draft.tier),
    },
    ...positive('sideWidth', from.sideWidth),
    ...positive('askHeight', from.askHeight),
    ...(from.regionsHidden === true ? { regionsHidden: true } : {}),
    folded: strings(from.folded) ?? [],
  };
}

function parseWhatIf(value: unknown): WhatIf {
  const from = record(value);
  const [width, height] = [number(from.width), number(from.height)];
  if (width === undefined || height === undefined || width < 1 || height < 1) return { kind: 'none' };
  if (from.kind === 'resize') return { kind: 'resize', width, height };
  const [x, y] = [number(from.x), number(from.y)];
  return from.kind === 'crop' && x !== undefined && y !== undefined
    ? { kind: 'crop', x, y, width, height }
    : { kind: 'none' };
}

function tierOf(value: unknown): { readonly tier?: AskTier } {
  const tier = oneOf(value, ['standard', 'flex', 'fast'] as const);
  return tier === undefined ? {} : { tier };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function strings(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : undefined;
}

function oneOf<Value extends string>(value: unknown, values: readonly Value[]): Value | undefined {
  return values.find(one => one === value);
}

function text<Key extends string>(key: Key, value: unknown): Partial<Record<Key, string>> {
  return typeof value === 'string' ? ({ [key]: value } as Record<Key, string>) : {};
}

function texts<Key extends string>(key: Key, value: unknown): Partial<Record<Key, readonly string[]>> {
  const list = strings(value);
  return list === undefined ? {} : ({ [key]: list } as Record<Key, readonly string[]>);
}

function positive<Key extends string>(key: Key, value: unknown): Partial<Record<Key, number>> {
  const found = number(value);
  return found === undefined || found <= 0 ? {} : ({ [key]: found } as Record<Key, number>);
}
