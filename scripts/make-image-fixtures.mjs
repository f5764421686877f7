// Makes test/fixtures/images: small files of every format, and what the reader must say of each (expected.json).
// Sizes are written here by hand, not read back; the tests compare them with sharp wherever sharp reads the file.
// Run it again after a change: `node scripts/make-image-fixtures.mjs`.
import { mkdirSync, rmSync, readdirSync, writeFileSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deflateSync, crc32 as zlibCrc32 } from 'node:zlib';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../test/fixtures/images/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const old of readdirSync(folder)) if (old !== 'README.md' && old !== 'tls') rmSync(folder + old);

const expected = [];

/** A file and its facts; `orientation` 1 and `animated` false where left out. */
function image(file, bytes, facts) {
  writeFileSync(folder + file, bytes);
  expected.push({ file, facts: { orientation: 1, animated: false, ...facts } });
}

/** A file that has no facts, and the reason it must be refused for. */
function refused(file, bytes, reason) {
  writeFileSync(folder + file, bytes);
  expected.push({ file, reason });
}

/* --- bytes ------------------------------------------------------------------------------------------------------- */

const ascii = text => Buffer.from(text, 'latin1');
const u8 = (...values) => Buffer.from(values);
const u16 = value => u8((value >> 8) & 255, value & 255);
const u32 = value => {
  const b = Buffer.alloc(4);
  b.writeUInt32BE(value >>> 0);
  return b;
};
const l16 = value => Buffer.from(u16(value)).reverse();
const l32 = value => Buffer.from(u32(value)).reverse();
const join = (...parts) => Buffer.concat(parts.flat());

function crc32(bytes) {
  if (zlibCrc32) return zlibCrc32(bytes);
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ -1) >>> 0;
}

/** Raw pixels of a picture with some life in it, so that encoders have something to do. */
function pixels(width, height, channels = 3, seed = 0) {
  const data = Buffer.alloc(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        data[(y * width + x) * channels + c] =
          c === 3 ? 255 - ((x * 3) & 127) : (x * (c + 2) + y * (3 - c) + seed) & 255;
  return data;
}
const picture = (width, height, channels = 3, seed = 0) =>
  sharp(pixels(width, height, channels, seed), { raw: { width, height, channels } });

/* --- PNG --------------------------------------------------------------------------------------------------------- */

const pngSignature = u8(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const chunk = (type, data) => join(u32(data.length), ascii(type), data, u32(crc32(join(ascii(type), data))));
const ihdr = (width, height) => chunk('IHDR', join(u32(width), u32(height), u8(8, 2, 0, 0, 0)));
/** Image data: each row with the filter byte 0 before it. */
function rows(width, height, seed) {
  const raw = pixels(width, height, 3, seed);
  return deflateSync(
    join(
      Array.from({ length: height }, (_, y) => [
        u8(0),
        raw.subarray(y * width * 3, (y + 1) * width * 3),
      ]).flat(),
    ),
  );
}

const png = await picture(200, 120).png({ compressionLevel: 9 }).toBuffer();
image('still.png', png, { format: 'png', width: 200, height: 120 });
image('palette-alpha.png', await picture(64, 48, 4).png({ palette: true }).toBuffer(), {
  format: 'png',
  width: 64,
  height: 48,
});
image('orientation-6.png', await picture(60, 40).png().withMetadata({ orientation: 6 }).toBuffer(), {
  format: 'png',
  width: 60,
  height: 40,
  orientation: 6,
});
const frameControl = (n, w, h) =>
  chunk('fcTL', join(u32(n), u32(w), u32(h), u32(0), u32(0), u16(1), u16(10), u8(0, 0)));
function apng(frames, before = []) {
  const [w, h] = [50, 30];
  const parts = [
    pngSignature,
    ihdr(w, h),
    ...before,
    chunk('acTL', join(u32(frames), u32(0))),
    frameControl(0, w, h),
    chunk('IDAT', rows(w, h, 0)),
  ];
  for (let i = 1; i < frames; i++)
    parts.push(frameControl(2 * i - 1, w, h), chunk('fdAT', join(u32(2 * i), rows(w, h, i * 40))));
  return join(parts, chunk('IEND', u8()));
}
image('animated.png', apng(3), { format: 'png', width: 50, height: 30, animated: true, frames: 3 });
image(
  'animated-behind-text.png',
  apng(2, [chunk('tEXt', join(ascii('Comment\0'), Buffer.alloc(9000, 'x')))]),
  { format: 'png', width: 50, height: 30, animated: true, frames: 2 },
);
image('one-frame.apng', apng(1), { format: 'png', width: 50, height: 30, frames: 1 });
image(
  'apple.png',
  join(
    pngSignature,
    chunk('CgBI', u8(0x50, 0, 0x20, 2)),
    ihdr(57, 58),
    chunk('IDAT', rows(57, 58, 0)),
    chunk('IEND', u8()),
  ),
  { format: 'png', width: 57, height: 58 },
);

/* --- JPEG -------------------------------------------------------------------------------------------------------- */

const jpeg = await picture(160, 100).jpeg().toBuffer();
image('baseline.jpg', jpeg, { format: 'jpeg', width: 160, height: 100 });
image('progressive.jpg', await picture(160, 100).jpeg({ progressive: true }).toBuffer(), {
  format: 'jpeg',
  width: 160,
  height: 100,
});
image('grey.jpeg', await picture(33, 44).greyscale().jpeg().toBuffer(), {
  format: 'jpeg',
  width: 33,
  height: 44,
});
image('cmyk.jpg', await picture(48, 32).toColourspace('cmyk').jpeg().toBuffer(), {
  format: 'jpeg',
  width: 48,
  height: 32,
});
for (let orientation = 1; orientation <= 8; orientation++)
  image(
    `orientation-${orientation}.jpg`,
    await picture(48, 32).jpeg().withMetadata({ orientation }).toBuffer(),
    { format: 'jpeg', width: 48, height: 32, orientation },
  );
/** A big-endian EXIF block whose only tag is the orientation, padded as a thumbnail would. */
const exif = (orientation, padding = 0) =>
  join(
    ascii('Exif\0\0MM'),
    u16(42),
    u32(8),
    u16(1),
    u16(274),
    u16(3),
    u32(1),
    u16(orientation),
    u16(0),
    u32(0),
    Buffer.alloc(padding),
  );
const segment = (marker, data) => join(u8(0xff, marker), u16(data.length + 2), data);
const afterStart = (file, ...parts) => join(file.subarray(0, 2), parts, file.subarray(2));
image('big-exif.jpg', afterStart(jpeg, segment(0xe1, exif(8, 60000))), {
  format: 'jpeg',
  width: 160,
  height: 100,
  orientation: 8,
});
const icc = n => segment(0xe2, join(ascii('ICC_PROFILE\0'), u8(n, 2), Buffer.alloc(30000)));
image('big-icc.jpg', afterStart(jpeg, icc(1), icc(2), segment(0xe1, exif(3))), {
  format: 'jpeg',
  width: 160,
  height: 100,
  orientation: 3,
});
image('fill-bytes.jpg', join(jpeg.subarray(0, 2), u8(0xff, 0xff, 0xff), jpeg.subarray(2)), {
  format: 'jpeg',
  width: 160,
  height: 100,
});
image(
  'broken-exif.jpg',
  afterStart(jpeg, segment(0xe1, join(exif(6).subarray(0, 14), Buffer.alloc(40, 0xff)))),
  { format: 'jpeg', width: 160, height: 100 },
);

/* --- WebP, GIF --------------------------------------------------------------------------------------------------- */

const webp = await picture(120, 80).webp().toBuffer();
image('lossy.webp', webp, { format: 'webp', width: 120, height: 80 });
image('lossless.webp', await picture(121, 81).webp({ lossless: true }).toBuffer(), {
  format: 'webp',
  width: 121,
  height: 81,
});
image(
  'extended-orientation-5.webp',
  await picture(90, 70, 4).webp().withMetadata({ orientation: 5 }).toBuffer(),
  { format: 'webp', width: 90, height: 70, orientation: 5 },
);
const frames = [0, 60, 120].map(seed => pixels(40, 30, 3, seed));
const film = () => sharp(join(frames), { raw: { width: 40, height: 90, channels: 3, pageHeight: 30 } });
image('animated.webp', await film().webp({ loop: 0 }).toBuffer(), {
  format: 'webp',
  width: 40,
  height: 30,
  animated: true,
});
const gif = await picture(100, 60).gif().toBuffer();
image('still.gif', gif, { format: 'gif', width: 100, height: 60 });
image('animated.gif', await film().gif({ loop: 0 }).toBuffer(), {
  format: 'gif',
  width: 40,
  height: 30,
  animated: true,
});
image('animated-once.gif', await film().gif({ loop: 1 }).toBuffer(), {
  format: 'gif',
  width: 40,
  height: 30,
  animated: true,
});

/* --- TIFF, BMP, ICO ---------------------------------------------------------------------------------------------- */

image('little-endian.tiff', await picture(70, 50).tiff().toBuffer(), {
  format: 'tiff',
  width: 70,
  height: 50,
});
image('orientation-7.tif', await picture(70, 50).tiff().withMetadata({ orientation: 7 }).toBuffer(), {
  format: 'tiff',
  width: 70,
  height: 50,
  orientation: 7,
});
image('big.tiff', await picture(71, 51).tiff({ bigtiff: true }).toBuffer(), {
  format: 'tiff',
  width: 71,
  height: 51,
});
/** Big-endian, grey, uncompressed, its directory behind the pixels. */
function bigEndianTiff(width, height) {
  const data = pixels(width, height, 1);
  const entry = (tag, type, value) =>
    join(u16(tag), u16(type), u32(1), type === 3 ? join(u16(value), u16(0)) : u32(value));
  const entries = [
    entry(256, 4, width),
    entry(257, 3, height),
    entry(258, 3, 8),
    entry(259, 3, 1),
    entry(262, 3, 1),
    entry(273, 4, 8),
    entry(274, 3, 2),
    entry(277, 3, 1),
    entry(278, 3, height),
    entry(279, 4, data.length),
  ];
  return join(ascii('MM'), u16(42), u32(8 + data.length), data, u16(entries.length), entries, u32(0));
}
image('big-endian.tiff', bigEndianTiff(100, 66), { format: 'tiff', width: 100, height: 66, orientation: 2 });

const bmpPixels = (w, h) => Buffer.alloc(((w * 3 + 3) & ~3) * h, 0x7f);
function bmp(width, height) {
  const data = bmpPixels(width, Math.abs(height));
  return join(
    ascii('BM'),
    l32(54 + data.length),
    l32(0),
    l32(54),
    l32(40),
    l32(width),
    l32(height),
    l16(1),
    l16(24),
    l32(0),
    l32(data.length),
    l32(2835),
    l32(2835),
    l32(0),
    l32(0),
    data,
  );
}
image('still.bmp', bmp(31, 22), { format: 'bmp', width: 31, height: 22 });
image('top-down.bmp', bmp(31, -22), { format: 'bmp', width: 31, height: 22 });
const core = bmpPixels(20, 10);
image(
  'os2.bmp',
  join(ascii('BM'), l32(26 + core.length), l32(0), l32(26), l32(12), l16(20), l16(10), l16(1), l16(24), core),
  { format: 'bmp', width: 20, height: 10 },
);

/** Each entry: its side and its data, a PNG or a bitmap of twice the height without its file header. */
function ico(entries) {
  let at = 6 + entries.length * 16;
  const directory = entries.map(([side, data]) => {
    const entry = join(u8(side & 255, side & 255, 0, 0), l16(1), l16(24), l32(data.length), l32(at));
    at += data.length;
    return entry;
  });
  return join(
    l16(0),
    l16(1),
    l16(entries.length),
    directory,
    entries.map(([, data]) => data),
  );
}
const iconBitmap = side =>
  join(
    l32(40),
    l32(side),
    l32(side * 2),
    l16(1),
    l16(24),
    Buffer.alloc(24),
    bmpPixels(side, side),
    Buffer.alloc(((side + 31) >> 5) * 4 * side),
  );
image('one.ico', ico([[16, iconBitmap(16)]]), { format: 'ico', width: 16, height: 16 });
image(
  'several.ico',
  ico([
    [16, iconBitmap(16)],
    [256, await picture(256, 256).png({ palette: true, colours: 4 }).toBuffer()],
    [32, iconBitmap(32)],
  ]),
  { format: 'ico', width: 256, height: 256 },
);

/* --- AVIF, HEIC, JPEG XL ----------------------------------------------------------------------------------------- */

const avif = await picture(144, 96).avif({ effort: 0 }).toBuffer();
image('still.avif', avif, { format: 'avif', width: 144, height: 96 });
for (const orientation of [2, 3, 4, 5, 6, 7, 8])
  image(
    `orientation-${orientation}.avif`,
    await picture(72, 48).avif({ effort: 0 }).withMetadata({ orientation }).toBuffer(),
    { format: 'avif', width: 72, height: 48, orientation },
  );

const box = (type, ...parts) => {
  const data = join(...parts);
  return join(u32(data.length + 8), ascii(type), data);
};
const full = (type, version, ...parts) => box(type, u8(version, 0, 0, 0), ...parts);
const ispe = (w, h) => full('ispe', 0, u32(w), u32(h));
const ftyp = (major, ...others) => box('ftyp', ascii(major), u32(0), others.map(ascii));
/** item → its properties, counted from 1 */
const ipma = (map, entries = Object.entries(map)) =>
  full(
    'ipma',
    0,
    u32(entries.length),
    entries.map(([item, list]) => join(u16(Number(item)), u8(list.length, ...list))),
  );
const meta = (primary, properties, map) =>
  full('meta', 0, full('pitm', 0, u16(primary)), box('iprp', box('ipco', properties), ipma(map)));

// As a phone writes it: tiles of 512, one picture made of them, a thumbnail; turned by a quarter.
image(
  'grid.heic',
  join(
    ftyp('heic', 'mif1', 'heic'),
    meta(
      49,
      [
        ispe(512, 512),
        ispe(4032, 3024),
        box('irot', u8(3)),
        ispe(320, 240),
        box('colr', ascii('prof'), Buffer.alloc(3000)),
      ],
      {
        ...Object.fromEntries(Array.from({ length: 48 }, (_, i) => [i + 1, [1]])),
        49: [5, 2, 0x80 | 3],
        50: [4],
      },
    ),
    box('mdat', Buffer.alloc(64)),
  ),
  { format: 'heic', width: 4032, height: 3024, orientation: 6 },
);
image(
  'mirrored.heif',
  join(
    ftyp('mif1', 'mif1'),
    meta(1, [ispe(640, 480), box('irot', u8(1)), full('free', 0), box('imir', u8(0))], { 1: [1, 2, 4] }),
    box('mdat', Buffer.alloc(64)),
  ),
  { format: 'heic', width: 640, height: 480, orientation: 5 },
);
image(
  'cropped.heic',
  join(
    ftyp('heic', 'mif1'),
    meta(1, [ispe(1024, 768), box('clap', [1000, 1, 750, 1, 0, 1, 0, 1].map(u32))], { 1: [1, 2] }),
    box('mdat', Buffer.alloc(64)),
  ),
  { format: 'heic', width: 1000, height: 750 },
);
const tkhd = (w, h) => full('tkhd', 0, Buffer.alloc(72), u32(w * 65536), u32(h * 65536));
image(
  'sequence.avif',
  join(
    ftyp('avis', 'msf1', 'avif'),
    box('moov', full('mvhd', 0, Buffer.alloc(96)), box('trak', tkhd(320, 180))),
    box('mdat', Buffer.alloc(64)),
  ),
  { format: 'avif', width: 320, height: 180, animated: true },
);

// Encoded once with libjxl (300 × 200, lossy); there is no encoder in the dependencies.
const jxl = Buffer.from(
  '/woxwU4ATIAgALCBBAwAAAAA+TwAAFSojDJu8HKu58sPHRbTNq4ztNW2hSWJFITdblMPwlc9WQSLrJeBQT5QAOAhNQhSUGDBxhiMjcG5MXjabcUJEI0HgHMZBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEEQBEE2aOJw74SlReVaDAjNBAB2KlP7hAgFADQL8NQAKUkA',
  'base64',
);
image('still.jxl', jxl, { format: 'jxl', width: 300, height: 200 });
const jxlContainer = (...boxes) => join(box('JXL ', u8(0x0d, 0x0a, 0x87, 0x0a)), ftyp('jxl ', 'jxl '), boxes);
image('container.jxl', jxlContainer(box('Exif', Buffer.alloc(5000)), box('jxlc', jxl)), {
  format: 'jxl',
  width: 300,
  height: 200,
});
image(
  'partial.jxl',
  jxlContainer(box('jxlp', u32(0), jxl.subarray(0, 7)), box('jxlp', u32(0x80000001), jxl.subarray(7))),
  { format: 'jxl', width: 300, height: 200 },
);
/** Bits from the least significant up: [value, count] … */
function bits(...fields) {
  const text = fields
    .map(([value, count]) => Array.from({ length: count }, (_, i) => (value >> i) & 1).join(''))
    .join('');
  return u8(
    ...(text.match(/.{1,8}/g) ?? []).map(byte => parseInt([...byte.padEnd(8, '0')].reverse().join(''), 2)),
  );
}
// Not small; height 1080 in 13 bits; ratio 16:9; not all default, extra fields; orientation 6; no intrinsic size, no preview; animated.
image(
  'animated-header.jxl',
  join(
    u8(0xff, 0x0a),
    bits([0, 1], [1, 2], [1079, 13], [5, 3], [0, 1], [1, 1], [5, 3], [0, 1], [0, 1], [1, 1]),
    Buffer.alloc(32),
  ),
  { format: 'jxl', width: 1920, height: 1080, orientation: 6, animated: true },
);

/* --- SVG --------------------------------------------------------------------------------------------------------- */

const svg = (attributes, before = '') =>
  ascii(
    `${before}<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><rect width="9" height="9"/></svg>\n`,
  );
const svgs = {
  'pixels.svg': [svg('width="120" height="80px"'), 120, 80],
  'view-box.svg': [svg('viewBox="0 0 48 24"'), 48, 24],
  'commas.svg': [svg('viewBox="-4,-4, 64,32"'), 64, 32],
  'percent.svg': [svg('width="100%" height="100%" viewBox="0 0 300 150"'), 300, 150],
  'width-only.svg': [svg('width="200" viewBox="0 0 100 50"'), 200, 100],
  'units.svg': [svg('width="1in" height="36pt"'), 96, 48],
  'metric.svg': [svg("width='2.54cm' height='50.8mm'"), 96, 192],
  'prefixed.svg': [ascii('<s:svg xmlns:s="http://www.w3.org/2000/svg" width="10" height="20"/>'), 10, 20],
  'preamble.svg': [
    svg(
      'width="55" height="44"',
      '\ufeff<?xml version="1.0"?>\n<!-- <svg width="1" height="1"> -->\n<!DOCTYPE svg [ <!ENTITY a "<b>"> ]>\n',
    ),
    55,
    44,
  ],
};
for (const [file, [bytes, width, height]] of Object.entries(svgs))
  image(file, bytes, { format: 'svg', width, height });
writeFileSync(
  folder + 'preamble.svg',
  Buffer.from(svgs['preamble.svg'][0].toString('latin1').replace(/^\xff/, '\ufeff'), 'utf8'),
);

/* --- what must be refused ---------------------------------------------------------------------------------------- */

image('lying.png', jpeg, { format: 'jpeg', width: 160, height: 100, warnings: ['misnamed'] });
image('cut-in-the-data.webp', webp.subarray(0, webp.length >> 1), {
  format: 'webp',
  width: 120,
  height: 80,
  warnings: ['incomplete'],
});
image('cut-in-the-data.gif', gif.subarray(0, gif.length - 40), {
  format: 'gif',
  width: 100,
  height: 60,
  warnings: ['incomplete'],
});
refused('empty.png', u8(), 'empty');
refused('truncated.png', png.subarray(0, 20), 'truncated');
refused('truncated.jpg', jpeg.subarray(0, 120), 'truncated');
refused('truncated.webp', webp.subarray(0, 24), 'truncated');
refused('truncated.gif', gif.subarray(0, 9), 'truncated');
refused('truncated.avif', avif.subarray(0, 60), 'truncated');
refused('truncated.tiff', bigEndianTiff(40, 30).subarray(0, 600), 'truncated');
refused('truncated.svg', ascii('<svg xmlns="http://www.w3.org/2000/svg" width="10'), 'truncated');
refused('truncated.jxl', jxl.subarray(0, 3), 'truncated');
refused('zero.png', join(pngSignature, ihdr(0, 10), chunk('IDAT', u8()), chunk('IEND', u8())), 'zero-sized');
refused('zero.gif', join(gif.subarray(0, 6), l16(0), l16(0), gif.subarray(10)), 'zero-sized');
refused('zero.svg', svg('width="0" height="10"'), 'zero-sized');
refused(
  'absurd.png',
  join(pngSignature, ihdr(0x7fffffff, 0x7fffffff), chunk('IDAT', u8()), chunk('IEND', u8())),
  'too-large',
);
refused('absurd.bmp', bmp(5, 5).fill(0x7f, 18, 26), 'too-large');
refused('no-size.svg', svg('width="100%"'), 'no-size');
refused('text.png', ascii('This is not a picture.\n'), 'unsupported');
refused(
  'page.svg',
  ascii('<!DOCTYPE html>\n<html><body><svg width="1" height="1"/></body></html>\n'),
  'unsupported',
);
refused('document.jpg', ascii('%PDF-1.7\n%....\n'), 'unsupported');
refused(
  'pointer.png',
  ascii('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n'),
  'unsupported',
);
refused('video.heic', join(ftyp('isom', 'isom', 'mp42'), box('mdat', Buffer.alloc(16))), 'unsupported');
refused('no-frame.jpg', join(u8(0xff, 0xd8), segment(0xe0, ascii('JFIF\0')), u8(0xff, 0xd9)), 'corrupt');

writeFileSync(folder + 'expected.json', `${JSON.stringify(expected, null, 1)}\n`);
console.log(`${expected.length} files${existsSync(folder + 'README.md') ? '' : ', but no README.md'}`);
