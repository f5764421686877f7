// Formats that take more than one call: greyscale and black-and-white scans, BMP, ICO, APNG.
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { draw } from './raster.mjs';
import { frames } from './small.mjs';

/** One grey channel of a drawing, as raw bytes. */
const grey = (inner, w, h) =>
  draw(w, h, inner)
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer();
const fromGrey = (data, w, h, density) =>
  sharp(data, { raw: { width: w, height: h, channels: 1 } })
    .toColourspace('b-w')
    .withMetadata({ density });

/** Greyscale PNG (one channel, 8 bit): what a flatbed writes. Sixteen greys, so that it stays small. */
export async function scan(inner, w, h) {
  const data = await grey(inner, w, h);
  for (let i = 0; i < data.length; i++) data[i] = Math.round((data[i] / 255) * 15) * 17;
  return fromGrey(data, w, h, 300).png({ compressionLevel: 9, effort: 10 }).toBuffer();
}

/** Black-and-white TIFF, one bit a pixel: what an office scanner sends. */
export async function fax(inner, w, h) {
  const data = (await grey(inner, w, h)).map(v => (v < 140 ? 0 : 255));
  return fromGrey(data, w, h, 200).tiff({ compression: 'lzw', predictor: 'none', bitdepth: 1 }).toBuffer();
}

/** BMP, 24 bits a pixel, bottom row first. */
export async function bmp(inner, w, h) {
  const px = await draw(w, h, inner).flatten({ background: '#ffffff' }).removeAlpha().raw().toBuffer();
  const stride = Math.ceil((w * 3) / 4) * 4;
  const out = Buffer.alloc(54 + stride * h);
  out.write('BM');
  out.writeUInt32LE(out.length, 2);
  out.writeUInt32LE(54, 10);
  out.writeUInt32LE(40, 14);
  out.writeInt32LE(w, 18);
  out.writeInt32LE(h, 22);
  out.writeUInt16LE(1, 26);
  out.writeUInt16LE(24, 28);
  out.writeUInt32LE(stride * h, 34);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const from = (y * w + x) * 3;
      const to = 54 + (h - 1 - y) * stride + x * 3;
      out[to] = px[from + 2];
      out[to + 1] = px[from + 1];
      out[to + 2] = px[from];
    }
  }
  return out;
}

/** ICO with one PNG a size. */
export async function ico(inner, size, sizes) {
  const pngs = await Promise.all(sizes.map(n => draw(n, n, inner, size, size).png().toBuffer()));
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  pngs.forEach((png, i) => {
    const p = 6 + 16 * i;
    head[p] = sizes[i];
    head[p + 1] = sizes[i];
    head.writeUInt16LE(1, p + 4);
    head.writeUInt16LE(32, p + 6);
    head.writeUInt32LE(png.length, p + 8);
    head.writeUInt32LE(offset, p + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pngs]);
}

/** APNG: the frames' own image data, renumbered between animation chunks. */
export async function apng(n, w, h, delay) {
  const pngs = await frames(n, w, h);
  const chunk = (type, data) => {
    const out = Buffer.alloc(12 + data.length);
    out.writeUInt32BE(data.length);
    out.write(type, 4, 'latin1');
    data.copy(out, 8);
    out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
    return out;
  };
  const read = png => {
    const parts = [];
    for (let p = 8; p < png.length; p += 12 + png.readUInt32BE(p))
      parts.push([png.toString('latin1', p + 4, p + 8), png.subarray(p + 8, p + 8 + png.readUInt32BE(p))]);
    return parts;
  };
  const control = Buffer.alloc(8);
  control.writeUInt32BE(n);
  const out = [pngs[0].subarray(0, 8), chunk('IHDR', read(pngs[0])[0][1]), chunk('acTL', control)];
  let seq = 0;
  pngs.forEach((png, i) => {
    const fc = Buffer.alloc(26);
    fc.writeUInt32BE(seq++, 0);
    fc.writeUInt32BE(w, 4);
    fc.writeUInt32BE(h, 8);
    fc.writeUInt16BE(delay, 20);
    fc.writeUInt16BE(1000, 22);
    out.push(chunk('fcTL', fc));
    for (const [type, data] of read(png)) {
      if (type !== 'IDAT') continue;
      if (i === 0) out.push(chunk('IDAT', data));
      else {
        const number = Buffer.alloc(4);
        number.writeUInt32BE(seq++);
        out.push(chunk('fdAT', Buffer.concat([number, data])));
      }
    }
  });
  return Buffer.concat([...out, chunk('IEND', Buffer.alloc(0))]);
}
