import type { ImageFormat, Orientation } from '../facts';
import { fourCC, type Head, type Step } from '../head';
import { ImageError } from '../imageError';
import { boxAt, type Box } from './boxes';
import type { Decoded } from './decoded';
import { orientationFrom, type Turn } from './turns';

const meta = fourCC('meta');
const pitm = fourCC('pitm');
const iprp = fourCC('iprp');
const ipco = fourCC('ipco');
const ipma = fourCC('ipma');
const ispe = fourCC('ispe');
const irot = fourCC('irot');
const imir = fourCC('imir');
const clap = fourCC('clap');
const moov = fourCC('moov');
const trak = fourCC('trak');
const tkhd = fourCC('tkhd');

const avifBrands = new Set(['avif', 'avis', 'avio'].map(fourCC));
const heifBrands = new Set(
  ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'mif2', 'msf1'].map(fourCC),
);
const sequenceBrands = new Set(['avis', 'msf1', 'hevc', 'hevx', 'hevm', 'hevs'].map(fourCC));

/** Real files have a handful of boxes a level; the properties of a picture made of many tiles come to some hundred. */
const maxBoxes = 64;
const maxProperties = 1024;
const maxBrands = 64;

/** The format its brands name, `undefined` where they name none of ours (a video, say). */
export function* heifFormat(
  head: Head,
): Step<{ readonly format: ImageFormat; readonly animated: boolean } | undefined> {
  const box = yield* boxAt(head, 0);
  if (box === undefined) throw head.truncated();
  const length = Math.min(box.end - box.body, maxBrands * 4);
  yield* head.need(box.body, length);
  const brands: number[] = [];
  for (let at = 0; at + 4 <= length; at += 4) {
    if (at !== 4) brands.push(head.u32(box.body + at)); // the second word is a version
  }
  const animated = brands.some(brand => sequenceBrands.has(brand));
  if (brands.some(brand => avifBrands.has(brand))) return { format: 'avif', animated };
  return brands.some(brand => heifBrands.has(brand)) ? { format: 'heic', animated } : undefined;
}

/**
 * AVIF and HEIF: the size of the primary item, with its crop (`clap`) taken off, and how `irot` and `imir` turn it.
 * Walks the boxes by their lengths: 512 bytes a box or property, 1 MB at most; 4 to 8 kB for what cameras write.
 *
 * The library takes the largest size in the file, whoever it belongs to, and no orientation.
 */
export function* heif(head: Head): Step<Decoded> {
  const kind = yield* heifFormat(head);
  if (kind === undefined) throw new ImageError('unsupported', head.image);
  let movie: Box | undefined;
  let at = 0;
  for (let boxes = 0; boxes < maxBoxes; boxes++) {
    const box = yield* boxAt(head, at);
    if (box === undefined) break;
    if (box.type === meta) return { ...kind, ...(yield* primaryItem(head, box)) };
    if (box.type === moov) movie = box;
    at = box.end;
  }
  if (movie !== undefined) return { ...kind, ...(yield* firstTrack(head, movie)) };
  throw head.truncated();
}

interface Property {
  readonly size?: { readonly width: number; readonly height: number };
  readonly crop?: { readonly width: number; readonly height: number };
  readonly turn?: Turn;
}

type Placed = Pick<Decoded, 'width' | 'height' | 'orientation'>;

function* primaryItem(head: Head, box: Box): Step<Placed> {
  const parts = yield* children(head, box.body + 4, box.end, maxBoxes);
  const primary = parts.find(part => part.type === pitm);
  const container = parts.find(part => part.type === iprp);
  if (primary === undefined || container === undefined) throw head.corrupt('names no primary image');
  yield* head.need(primary.body, 8);
  const item = head.u8(primary.body) === 0 ? head.u16(primary.body + 4) : head.u32(primary.body + 4);
  const shared = yield* children(head, container.body, container.end, maxBoxes);
  const list = shared.find(part => part.type === ipco);
  if (list === undefined) throw head.corrupt('has no image properties');
  const boxes = yield* children(head, list.body, list.end, maxProperties);

  let size: Property['size'];
  let crop: Property['crop'];
  const turns: Turn[] = [];
  for (const map of shared.filter(part => part.type === ipma)) {
    for (const index of yield* associations(head, map, item)) {
      const property = boxes[index - 1];
      if (property === undefined) continue;
      const found = yield* readProperty(head, property);
      size ??= found.size;
      crop ??= found.crop;
      if (found.turn !== undefined) turns.push(found.turn);
    }
  }
  if (size === undefined) throw head.corrupt('gives its primary image no size');
  const orientation: Orientation = orientationFrom(turns);
  // A crop can only take away; a larger one is damage that decoders refuse or ignore.
  const cropped = crop !== undefined && crop.width <= size.width && crop.height <= size.height ? crop : size;
  return { ...cropped, orientation };
}

function* readProperty(head: Head, box: Box): Step<Property> {
  switch (box.type) {
    case ispe:
      yield* head.need(box.body, 12);
      return { size: { width: head.u32(box.body + 4), height: head.u32(box.body + 8) } };
    case clap: {
      yield* head.need(box.body, 16);
      const side = (at: number): number => Math.round(head.u32(at) / head.u32(at + 4));
      const crop = { width: side(box.body), height: side(box.body + 8) };
      return crop.width >= 1 && crop.height >= 1 ? { crop } : {};
    }
    case irot:
      yield* head.need(box.body, 1);
      return { turn: { kind: 'rotate', quarters: head.u8(box.body) & 3 } };
    case imir:
      yield* head.need(box.body, 1);
      return { turn: { kind: 'mirror', axis: (head.u8(box.body) & 1) === 0 ? 'top-bottom' : 'left-right' } };
    default:
      return {};
  }
}

/** The properties (counted from 1) of one item, in the order they are to be applied. */
function* associations(head: Head, box: Box, item: number): Step<readonly number[]> {
  yield* head.need(box.body, 8);
  const wideItems = head.u8(box.body) > 0;
  const wideIndexes = (head.u8(box.body + 3) & 1) === 1;
  const entries = head.u32(box.body + 4);
  let at = box.body + 8;
  for (let entry = 0; entry < entries && at < box.end; entry++) {
    const header = wideItems ? 5 : 3;
    yield* head.need(at, header);
    const id = wideItems ? head.u32(at) : head.u16(at);
    const count = head.u8(at + header - 1);
    at += header;
    const width = wideIndexes ? 2 : 1;
    if (id === item) {
      yield* head.need(at, count * width);
      return Array.from({ length: count }, (_, i) =>
        wideIndexes ? head.u16(at + 2 * i) & 0x7fff : head.u8(at + i) & 0x7f,
      );
    }
    at += count * width;
  }
  return [];
}

/** A sequence without stills: the size of its first track, which is in 16.16 fixed point. */
function* firstTrack(head: Head, box: Box): Step<Placed> {
  const track = (yield* children(head, box.body, box.end, maxBoxes)).find(part => part.type === trak);
  const header =
    track && (yield* children(head, track.body, track.end, maxBoxes)).find(part => part.type === tkhd);
  if (header === undefined) throw head.corrupt('has no track with a size');
  yield* head.need(header.body, 4);
  const at = header.body + (head.u8(header.body) === 1 ? 88 : 76);
  yield* head.need(at, 8);
  return { width: head.u32(at) >>> 16, height: head.u32(at + 4) >>> 16 };
}

function* children(head: Head, from: number, end: number, max: number): Step<readonly Box[]> {
  const found: Box[] = [];
  for (let at = from; found.length < max;) {
    const box = yield* boxAt(head, at, end);
    if (box === undefined) break;
    found.push(box);
    at = box.end;
  }
  // A box that promises more than the source holds was cut; what was found may lack what is looked for.
  if (head.size !== undefined && end !== Infinity && end > head.size) throw head.truncated();
  return found;
}
