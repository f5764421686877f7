// Two thousand pictures as they lie about in projects: made once, into the cache, the same on every machine.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../vscode/cache.mjs';
import { seeded } from './measure.mjs';

/** How many of each; together 2,000. */
const mix = { jpeg: 800, png: 600, webp: 280, gif: 120, avif: 60, svg: 60, tiff: 40, bmp: 40 };
/** Pictures that are drawn; the rest repeat them with other metadata, which is what a reader of headers meets. */
const drawn = 12;
const shapes = [
  [16, 16],
  [64, 64],
  [200, 150],
  [512, 512],
  [640, 480],
  [800, 1200],
  [1024, 768],
  [1080, 1920],
  [1280, 720],
  [1440, 900],
  [1920, 1080],
  [2048, 1536],
];

/** @returns {Promise<string[]>} their paths, in a mixed order */
export async function ensureImages() {
  const recipe = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  const folder = await cached(`bench-images-${recipe.digest('hex').slice(0, 12)}`, draw);
  return readdirSync(folder)
    .sort()
    .map(name => join(folder, name));
}

/** @param {string} folder */
async function draw(folder) {
  console.error('Drawing 2,000 pictures, once …');
  mkdirSync(folder, { recursive: true });
  const random = seeded(1);
  const all = Object.entries(mix).flatMap(([format, count]) =>
    Array.from({ length: count }, (_, i) => ({ format, i })),
  );
  const order = all.map((_, i) => i);
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = random.integer(0, i);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  /** @type {Map<string, Buffer>} */
  const bases = new Map();
  for (const [place, index] of order.entries()) {
    const { format, i } = all[index] ?? { format: 'png', i: 0 };
    const key = `${format}-${i % drawn}`;
    let base = bases.get(key);
    if (base === undefined) bases.set(key, (base = await encode(format, i % drawn)));
    const bytes = format === 'jpeg' ? withMetadata(base, random) : base;
    const extension = format === 'jpeg' ? 'jpg' : format;
    writeFileSync(join(folder, `${String(place).padStart(4, '0')}.${extension}`), bytes);
  }
}

/** @param {string} format @param {number} which */
async function encode(format, which) {
  const [width = 1, height = 1] = shapes[which] ?? [];
  if (format === 'svg') return Buffer.from(svg(width, height, which));
  if (format === 'gif') return gif(which);
  const pixels = paint(width, height, which);
  if (format === 'bmp') return bmp(pixels, width, height);
  // Loaded here, for the few who do not have the pictures yet: by then the packages are installed.
  const { default: sharp } = await import('sharp');
  const image = sharp(pixels, { raw: { width, height, channels: 3 } });
  switch (format) {
    case 'jpeg':
      return image.jpeg({ quality: 80, progressive: which % 3 === 0 }).toBuffer();
    case 'png':
      return image.png({ compressionLevel: 6, palette: which % 4 === 0 }).toBuffer();
    case 'webp':
      return image.webp({ lossless: which % 3 === 0, quality: 70, effort: 0 }).toBuffer();
    case 'avif':
      return image.avif({ quality: 40, effort: 0 }).toBuffer();
    default:
      return image.tiff({ compression: which % 2 === 0 ? 'lzw' : 'none' }).toBuffer();
  }
}

/** Small ones; every other is animated: what GIF is still used for. @param {number} which */
async function gif(which) {
  const { default: sharp } = await import('sharp');
  const [width = 1, height = 1] = shapes[which % 6] ?? [];
  const pages = which % 2 === 0 ? 6 : 1;
  const frames = Array.from({ length: pages }, (_, page) => paint(width, height, which + page));
  const raw = {
    width,
    height: height * pages,
    channels: /** @type {3} */ (3),
    ...(pages > 1 && { pageHeight: height }),
  };
  return sharp(Buffer.concat(frames), { raw })
    .gif({ effort: 1, ...(pages > 1 && { loop: 0 }) })
    .toBuffer();
}

/** A gradient with boxes on it: compresses as a screenshot does. @param {number} width @param {number} height @param {number} which */
function paint(width, height, which) {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) {
      const box = ((x >> 6) + (y >> 5) + which) % 5 === 0;
      pixels[at] = box ? 32 : (x * 255) / width;
      pixels[at + 1] = box ? 96 : (y * 255) / height;
      pixels[at + 2] = (which * 40) & 255;
    }
  }
  return pixels;
}

/** @param {number} width @param {number} height @param {number} which */
function svg(width, height, which) {
  const head =
    which % 2 === 0 ? '<?xml version="1.0" encoding="UTF-8"?>\n<!-- drawn for a benchmark -->\n' : '';
  const size = which % 3 === 0 ? '' : ` width="${width}" height="${height}"`;
  const paths = Array.from(
    { length: 40 },
    (_, i) => `  <path d="M${i} 0h${width}v${height - i}z" fill="#${i}0"/>`,
  );
  return `${head}<svg xmlns="http://www.w3.org/2000/svg"${size} viewBox="0 0 ${width} ${height}">\n${paths.join('\n')}\n</svg>\n`;
}

/** 24 bits, bottom up, no palette. @param {Buffer} pixels @param {number} width @param {number} height */
function bmp(pixels, width, height) {
  const row = Math.ceil((width * 3) / 4) * 4;
  const bytes = Buffer.alloc(54 + row * height);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  bytes.writeUInt32LE(row * height, 34);
  for (let y = 0; y < height; y += 1)
    pixels.copy(bytes, 54 + y * row, (height - 1 - y) * width * 3, (height - y) * width * 3);
  return bytes;
}

/**
 * Of JPEGs, a third is bare (exported for the web), a third has a short EXIF block, some with a colour profile, and a
 * third comes from a camera, with a thumbnail in the EXIF block: up to 60 kB before the frame header.
 * @param {Buffer} jpeg
 * @param {ReturnType<typeof seeded>} random
 */
function withMetadata(jpeg, random) {
  const kind = random.next();
  if (kind < 1 / 3) return jpeg;
  const parts = [jpeg.subarray(0, 2)];
  parts.push(
    exif(
      random.integer(1, 8),
      kind < 2 / 3 ? random.integer(150, 2000) : random.skewed(4000, 60_000),
      random,
    ),
  );
  if (random.next() < 0.4) {
    const profile = Buffer.alloc(random.pick([560, 3144]), 7);
    parts.push(segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\u0001\u0001', 'latin1'), profile])));
  }
  parts.push(jpeg.subarray(2));
  return Buffer.concat(parts);
}

/** @param {number} orientation @param {number} length of the block @param {ReturnType<typeof seeded>} random */
function exif(orientation, length, random) {
  const block = Buffer.alloc(length);
  block.write('Exif\0\0MM\0*', 'latin1');
  block.writeUInt32BE(8, 10);
  block.writeUInt16BE(2, 14);
  // Make (ASCII, elsewhere), Orientation (SHORT, in place).
  block.writeUInt16BE(0x010f, 16);
  block.writeUInt16BE(2, 18);
  block.writeUInt32BE(20, 20);
  block.writeUInt32BE(60, 24);
  block.writeUInt16BE(0x0112, 28);
  block.writeUInt16BE(3, 30);
  block.writeUInt32BE(1, 32);
  block.writeUInt16BE(orientation, 36);
  // The thumbnail: whatever bytes, without a marker among them.
  for (let at = 64; at < length; at += 1) block[at] = random.integer(0, 254);
  return segment(0xe1, block);
}

/** @param {number} marker @param {Buffer} payload */
function segment(marker, payload) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}
