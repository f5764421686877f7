import type { Head } from './head';
import { ImageError } from './imageError';
import type { Decoder } from './formats/decoded';
import { bmp } from './formats/bmp';
import { gif } from './formats/gif';
import { heif } from './formats/heif';
import { ico } from './formats/ico';
import { jpeg } from './formats/jpeg';
import { jxl } from './formats/jxl';
import { png } from './formats/png';
import { svg } from './formats/svg';
import { tiff } from './formats/tiff';
import { webp } from './formats/webp';

/** A signature: the bytes at the start of a file, `undefined` for those that may be any. */
type Signature = readonly (number | undefined)[];

const any = undefined;

const decoders: readonly (readonly [Signature, Decoder])[] = [
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], png],
  [[0xff, 0xd8, 0xff], jpeg],
  [[...ascii('RIFF'), any, any, any, any, ...ascii('WEBPVP8')], webp],
  [ascii('GIF87a'), gif],
  [ascii('GIF89a'), gif],
  [[any, any, any, any, ...ascii('ftyp')], heif],
  [[...ascii('BM'), any, any, any, any, any, any, any, any, any, any, any, any, any, 0, 0, 0], bmp],
  [[0x49, 0x49, 0x2a, 0x00], tiff],
  [[0x4d, 0x4d, 0x00, 0x2a], tiff],
  [[0x49, 0x49, 0x2b, 0x00, 8, 0, 0, 0], tiff],
  [[0x4d, 0x4d, 0x00, 0x2b, 0, 8, 0, 0], tiff],
  [[0xff, 0x0a], jxl],
  [[0, 0, 0, 12, ...ascii('JXL '), 0x0d, 0x0a, 0x87, 0x0a], jxl],
  [[0, 0, 1, 0], ico],
];

/** What people drop among images, told by name: "is a PDF document" helps more than "unsupported". */
const foreign: readonly (readonly [Signature, string])[] = [
  [ascii('%PDF'), 'is a PDF document'],
  [ascii('8BPS'), 'is a Photoshop document'],
  [[0x1f, 0x8b], 'is compressed with gzip (an .svgz, perhaps)'],
  [ascii('PK\u0003\u0004'), 'is a ZIP archive or an office document'],
  [[0, 0, 0, 12, ...ascii('jP  ')], 'is a JPEG 2000 image'],
  [[0xff, 0x4f, 0xff, 0x51], 'is a JPEG 2000 image'],
  [[0, 0, 2, 0], 'is a Windows cursor'],
  [ascii('icns'), 'is an Apple icon set'],
  [ascii('DDS '), 'is a DirectDraw texture'],
  [[0x1a, 0x45, 0xdf, 0xa3], 'is a Matroska or WebM video'],
  [[...ascii('RIFF'), any, any, any, any, ...ascii('AVI ')], 'is an AVI video'],
  [[0x76, 0x2f, 0x31, 0x01], 'is an OpenEXR image'],
];

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: the first line is the version, always. */
const lfsPointer = ascii('version https://git-lfs');

/** The decoder for the bytes at hand (the start of the source); throws `empty`, `truncated` or `unsupported`. */
export function sniff(head: Head): Decoder {
  const bytes = head.slice(0, 32);
  if (bytes.length === 0) throw new ImageError('empty', head.image);
  for (const [signature, decoder] of decoders) if (matches(signature, bytes)) return decoder;
  if (looksLikeMarkup(head)) return svg;
  if (matches(lfsPointer, bytes)) throw new ImageError('lfs-pointer', head.image);
  for (const [signature, what] of foreign)
    if (matches(signature, bytes)) throw new ImageError('unsupported', head.image, what);
  // The source ended within a signature.
  if (head.size === bytes.length && decoders.some(([signature]) => begins(signature, bytes)))
    throw head.truncated();
  throw new ImageError('unsupported', head.image);
}

function matches(signature: Signature, bytes: Uint8Array): boolean {
  return bytes.length >= signature.length && agree(signature, bytes, signature.length);
}

function begins(signature: Signature, bytes: Uint8Array): boolean {
  return bytes.length < signature.length && agree(signature, bytes, bytes.length);
}

function agree(signature: Signature, bytes: Uint8Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (signature[i] !== any && signature[i] !== bytes[i]) return false;
  return true;
}

/** Starts with `<`, after a byte order mark and blanks. */
function looksLikeMarkup(head: Head): boolean {
  const bytes = head.slice(0, 4096);
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && [0x20, 0x09, 0x0a, 0x0d].includes(bytes[at] ?? 0)) at++;
  return bytes[at] === 0x3c;
}

function ascii(text: string): number[] {
  return Array.from(text, char => char.charCodeAt(0));
}
