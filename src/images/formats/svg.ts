import type { Head, Step } from '../head';
import { ImageError } from '../imageError';
import type { Decoded } from './decoded';
import { rootTag } from './svgRoot';

/** The root element stands at the start; only comments, a doctype and the like may come before it. */
const maxBytes = 64 * 1024;

/** CSS pixels a unit; em and ex as if the text were of the default 16 px. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  em: 16,
  ex: 8,
};

/**
 * SVG: `width` and `height` of the root element in pixels, each taken from the `viewBox` (and the other side) where it
 * is missing or a percentage. Reads 4 kB, or 64 kB where the root element does not end within these.
 *
 * The root is found by a scanner of linear time: the library's expressions take quadratic time on a hostile one, and
 * know neither commas in a `viewBox` nor a namespace prefix.
 */
export function* svg(head: Head): Step<Decoded> {
  // Whatever was read first is at hand; only then ask for more.
  let root = rootTag(new TextDecoder().decode(head.slice(0, maxBytes)));
  if (root === 'incomplete' && !(head.size !== undefined && head.has(0, head.size))) {
    const length = Math.min(maxBytes, head.size ?? maxBytes);
    if (!(yield* head.reach(0, length))) yield* head.need(0, 1);
    root = rootTag(new TextDecoder().decode(head.slice(0, maxBytes)));
  }
  if (root === 'incomplete') {
    if (head.size !== undefined && head.size <= maxBytes) throw head.truncated();
    throw head.corrupt(`has no complete <svg> element within its first ${maxBytes / 1024} kB`);
  }
  if (root === 'other') throw new ImageError('unsupported', head.image, 'is markup of another kind than SVG');
  return { format: 'svg', ...sizeOf(root, head.image) };
}

function sizeOf(
  root: ReadonlyMap<string, string>,
  image: string,
): { readonly width: number; readonly height: number } {
  const width = length(root.get('width'));
  const height = length(root.get('height'));
  const box = viewBox(root.get('viewBox'));
  if (width !== undefined && height !== undefined) return pixels(width, height);
  if (box === undefined) throw new ImageError('no-size', image);
  if (box.width <= 0 || box.height <= 0) throw new ImageError('zero-sized', image);
  if (width !== undefined) return pixels(width, (width * box.height) / box.width);
  if (height !== undefined) return pixels((height * box.width) / box.height, height);
  return pixels(box.width, box.height);
}

/** A renderer has no half pixels, and draws what is smaller than one on one. */
function pixels(width: number, height: number): { readonly width: number; readonly height: number } {
  const whole = (side: number): number => (side > 0 ? Math.max(1, Math.round(side)) : 0);
  return { width: whole(width), height: whole(height) };
}

/** CSS pixels, or `undefined` for what is relative to something else (`100%`, `auto`) or no length. */
function length(text: string | undefined): number | undefined {
  if (text === undefined || text.length > 64) return undefined;
  const [, number, unit] = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const factor = units[unit?.toLowerCase() ?? ''];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

function viewBox(text: string | undefined): { readonly width: number; readonly height: number } | undefined {
  if (text === undefined || text.length > 256) return undefined;
  const [, , width, height, ...rest] = text
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (width === undefined || height === undefined || rest.length > 0) return undefined;
  return Number.isFinite(width) && Number.isFinite(height) ? { width, height } : undefined;
}
