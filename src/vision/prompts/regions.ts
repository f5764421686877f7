import { Ajv } from 'ajv';
import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { plural } from '../../core/text';

/** A part of a picture that an answer names, in shares (0…1) of it. */
export interface AnswerRegion {
  readonly label: string;
  readonly kind: string;
  readonly text: string;
  readonly id: string | undefined;
  readonly parent: string | undefined;
  /** Index into the pictures that were asked about. */
  readonly picture: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where the answer speaks of it: offset into its text. */
  readonly at: number;
}

export interface AnswerRegions {
  readonly regions: readonly AnswerRegion[];
  /** What was wrong with some of them, a sentence each; empty where nothing was. */
  readonly remarks: readonly string[];
}

interface Raw {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label?: string;
  readonly kind?: string;
  readonly text?: string;
  readonly id?: string;
  readonly parent?: string | null;
  readonly picture?: number;
}

/** Looser than what a model is asked for: prompts of one's own may leave things out, and compatible servers do. */
const isRegion = new Ajv({ allowUnionTypes: true }).compile<Raw>({
  type: 'object',
  required: ['x', 'y', 'width', 'height'],
  properties: {
    x: { type: 'number' },
    y: { type: 'number' },
    width: { type: 'number', exclusiveMinimum: 0 },
    height: { type: 'number', exclusiveMinimum: 0 },
    label: { type: 'string' },
    kind: { type: 'string' },
    text: { type: 'string' },
    id: { type: 'string' },
    parent: { type: ['string', 'null'] },
    picture: { type: 'integer', minimum: 0 },
  },
});

const nothing: AnswerRegions = { regions: [], remarks: [] };

/** A model is off by a little where it measures to the edge; further off it measures in something else than shares. */
const mostBeyond = 0.25;

/**
 * The regions of an answer: its list `regions`, whole or cut off in the middle, in a code block or not. A box that
 * reaches beyond the picture is clipped; what cannot be drawn is left out; both are said.
 *
 * @param pictures how many were asked about
 */
export function regionsOf(answer: string, pictures: number): AnswerRegions {
  const start = answer.indexOf('{');
  const root = start < 0 ? undefined : parsed(answer.slice(start));
  const list = root && findNodeAtLocation(root, ['regions']);
  if (list?.type !== 'array') return nothing;
  const regions: AnswerRegion[] = [];
  const all = (list.children ?? []).map(node => ({ node, raw: getNodeValue(node) as unknown }));
  // The first is 1, as the schema says; where there is a picture 0, the model has counted from there.
  const first = all.some(({ raw }) => isRegion(raw) && raw.picture === 0) ? 0 : 1;
  let malformed = 0;
  let outside = 0;
  let elsewhere = 0;
  let clipped = 0;
  for (const { node, raw } of all) {
    if (!isRegion(raw)) {
      // The last one of an answer that was cut off is not the model's mistake.
      if (!isCutOff(node, answer.length - start)) malformed += 1;
      continue;
    }
    const picture = (raw.picture ?? first) - first;
    if (picture >= pictures) {
      elsewhere += 1;
      continue;
    }
    const box = clip(raw);
    if (box === undefined) {
      outside += 1;
      continue;
    }
    if (box.clipped) clipped += 1;
    const { x, y, width, height } = box;
    regions.push({
      label: raw.label ?? raw.text ?? raw.kind ?? 'region',
      kind: raw.kind ?? 'other',
      text: raw.text ?? '',
      id: raw.id,
      parent: raw.parent ?? undefined,
      picture,
      x,
      y,
      width,
      height,
      at: start + node.offset,
    });
  }
  const remarks = [
    ...said(clipped, 'reaches beyond the picture and is clipped', 'reach beyond the picture and are clipped'),
    ...said(
      outside,
      'lies outside of the picture (is it in pixels?) and is not drawn',
      'lie outside of the picture (are they in pixels?) and are not drawn',
    ),
    ...said(
      elsewhere,
      'names a picture that was not sent and is not drawn',
      'name a picture that was not sent and are not drawn',
    ),
    ...said(malformed, 'has no box and is not drawn', 'have no box and are not drawn'),
  ];
  return { regions, remarks };
}

function said(count: number, one: string, many: string): readonly string[] {
  return count === 0 ? [] : [`${plural(count, 'region')} of the answer ${count === 1 ? one : many}.`];
}

function parsed(text: string): Node | undefined {
  try {
    return parseTree(text, [], { allowTrailingComma: true });
  } catch (error) {
    // The parser descends once for each bracket: no answer that anyone could draw.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isCutOff({ offset, length }: Node, end: number): boolean {
  return offset + length >= end - 1;
}

function clip({
  x,
  y,
  width,
  height,
}: Raw): (Pick<Raw, 'x' | 'y' | 'width' | 'height'> & { readonly clipped: boolean }) | undefined {
  const right = x + width;
  const bottom = y + height;
  if (Math.min(x, y) < -mostBeyond || Math.max(right, bottom) > 1 + mostBeyond) return undefined;
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const w = Math.min(1, right) - left;
  const h = Math.min(1, bottom) - top;
  if (w <= 0 || h <= 0) return undefined;
  // 0.7 + 0.3 is not quite 1.
  const clipped = [x, y].some(side => side < -1e-6) || [right, bottom].some(side => side > 1 + 1e-6);
  return { x: left, y: top, width: w, height: h, clipped };
}
