import assert from 'node:assert/strict';
import { ImageError } from '../../../src/images/imageError';
import { readImageFacts } from '../../../src/images/readFacts';
import { CountingSource, expected, fixture } from './support';

/** What the docstring of `readImageFacts` promises. */
const allowed = {
  png: 70,
  jpeg: 550,
  webp: 20,
  gif: 256 + 4,
  avif: 1024,
  heic: 1024,
  tiff: 20,
  jxl: 36,
  svg: 64,
  bmp: 0,
  ico: 5,
};

async function count(bytes: Uint8Array, name: string): Promise<CountingSource> {
  const source = new CountingSource(bytes, name);
  await readImageFacts(source).catch((error: unknown) => {
    assert.ok(ImageError.is(error), String(error));
  });
  return source;
}

/** A picture far larger than any header, so that reading it whole would show. */
function padded(file: string, megabytes = 8): Uint8Array {
  const bytes = fixture(file);
  const large = new Uint8Array(megabytes * 1024 * 1024);
  large.set(bytes);
  return large;
}

describe('reading an image header', () => {
  it('takes one read of 4 kB for most pictures', async () => {
    for (const file of [
      'still.png',
      'baseline.jpg',
      'lossy.webp',
      'lossless.webp',
      'still.avif',
      'grid.heic',
      'still.bmp',
      'still.jxl',
      'pixels.svg',
      'several.ico',
    ]) {
      const source = await count(padded(file), file);
      assert.deepEqual([source.reads, source.bytes], [1, 4096], file);
    }
  });

  it('stays within what is promised for each format', async () => {
    for (const each of expected) {
      if (!('facts' in each)) continue;
      const source = await count(padded(each.file), each.file);
      assert.ok(
        source.bytes <= 4096 + allowed[each.facts.format] * 1024,
        `${each.file}: ${source.bytes} bytes`,
      );
    }
  });

  it('jumps over blocks before the size instead of reading them', async () => {
    const exif = await count(fixture('big-exif.jpg'), 'big-exif.jpg');
    assert.ok(exif.reads === 2 && exif.bytes < 6000, `${exif.reads} reads, ${exif.bytes} bytes`);
    const icc = await count(fixture('big-icc.jpg'), 'big-icc.jpg');
    assert.ok(icc.reads === 3 && icc.bytes < 6000, `${icc.reads} reads, ${icc.bytes} bytes`);
    const text = await count(fixture('animated-behind-text.png'), 'a.png');
    assert.ok(text.reads === 2 && text.bytes < 6000, `${text.reads} reads, ${text.bytes} bytes`);
  });

  it('finds a directory at the far end of a TIFF', async () => {
    const source = await count(fixture('big-endian.tiff'), 'a.tiff');
    assert.ok(source.reads <= 2, `${source.reads} reads`);
  });

  describe('of hostile files ends', () => {
    const start = (...bytes: number[]): Uint8Array => {
      const large = new Uint8Array(4 * 1024 * 1024);
      large.set(bytes);
      return large;
    };
    const repeat = (bytes: Uint8Array, piece: readonly number[], from: number): Uint8Array => {
      for (let at = from; at + piece.length <= bytes.length; at += piece.length) bytes.set(piece, at);
      return bytes;
    };
    const text = (s: string): number[] => Array.from(s, char => char.charCodeAt(0));
    const cases: Record<string, Uint8Array> = {
      'a JPEG of nothing but empty segments': repeat(start(0xff, 0xd8), [0xff, 0xe2, 0, 2], 2),
      'a JPEG of nothing but fill bytes': start(0xff, 0xd8).fill(0xff, 2),
      'a JPEG of nothing but zeros': start(0xff, 0xd8, 0xff, 0xe0, 0, 2),
      'a JPEG of nothing but restart markers': repeat(start(0xff, 0xd8), [0xff, 0xd0], 2),
      'a PNG of nothing but empty chunks': repeat(
        padded('still.png', 4),
        [0, 0, 0, 0, ...text('tEXt'), 0, 0, 0, 0],
        33,
      ),
      'a GIF of one endless image': repeat(padded('still.gif', 4), [1, 0], 800),
      'a GIF of nothing but empty extensions': repeat(padded('still.gif', 4), [0x21, 0xfe, 0], 781),
      'a TIFF whose directory is itself': start(...text('II'), 42, 0, 0, 0, 0, 0),
      'an AVIF of nothing but empty boxes': repeat(
        start(0, 0, 0, 16, ...text('ftypavif'), 0, 0, 0, 0),
        [0, 0, 0, 8, ...text('free')],
        16,
      ),
      'an AVIF of small boxes far apart': repeat(
        start(0, 0, 0, 16, ...text('ftypavif'), 0, 0, 0, 0),
        [0, 0, 16, 0, ...text('free'), ...new Array<number>(4088).fill(0)],
        16,
      ),
      'an AVIF of endless properties': repeat(
        start(
          0,
          0,
          0,
          16,
          ...text('ftypavif'),
          0,
          0,
          0,
          0,
          0,
          0x3f,
          0,
          0,
          ...text('meta'),
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          14,
          ...text('pitm'),
          0,
          0,
          0,
          0,
          0,
          1,
          0,
          0x3e,
          0,
          0,
          ...text('iprp'),
          0,
          0x3d,
          0,
          0,
          ...text('ipco'),
        ),
        [0, 0, 4, 0, ...text('free'), ...new Array<number>(1016).fill(0)],
        58,
      ),
      'a JPEG XL of endless boxes': repeat(
        start(...fixture('container.jxl').subarray(0, 32)),
        [0, 0, 0, 8, ...text('free')],
        32,
      ),
      'an SVG of an endless comment': start(...text('<!--')).fill(0x20, 4),
      'an SVG of endless attributes': repeat(start(...text('<svg ')), text(' a="'), 5),
      'an SVG of endless quotes': repeat(start(...text('<svg ')), text('<svg "'), 5),
      'an ICO of 65,535 entries': start(0, 0, 1, 0, 0xff, 0xff),
      'boxes of impossible size': start(0, 0, 0, 1, ...text('ftypavif'), 0xff, 0xff, 0xff, 0xff),
    };
    for (const [what, bytes] of Object.entries(cases)) {
      it(what, async () => {
        const source = await count(bytes, 'hostile');
        assert.ok(
          source.reads <= 1100 && source.bytes <= 1024 * 1024 + 4096,
          `${source.reads} reads, ${source.bytes} bytes`,
        );
        assert.ok(source.largest <= 256 * 1024, `${source.largest} bytes at once`);
      });
    }
  });

  it('does not take a GIF with a comment at its end for a cut one', async () => {
    const gif = fixture('still.gif');
    const commented = Uint8Array.from([...gif.subarray(0, -1), 0x21, 0xfe, 2, 0x68, 0x69, 0, 0x3b]);
    const facts = await readImageFacts(new CountingSource(commented, 'a.gif'));
    assert.deepEqual([facts.animated, facts.frames, facts.warnings], [false, 1, []]);
  });

  it('says when it could not settle whether a GIF is animated', async () => {
    const gif = fixture('still.gif');
    const data = 13 + 3 * 2 ** ((gif[10]! & 7) + 1);
    const image = gif.indexOf(0x2c, data);
    const blocks = image + 11 + (gif[image + 9]! & 0x80 ? 3 * 2 ** ((gif[image + 9]! & 7) + 1) : 0);
    const endless = new Uint8Array(1024 * 1024).fill(1);
    endless.set(gif.subarray(0, blocks));
    const facts = await readImageFacts(new CountingSource(endless, 'a.gif'));
    assert.equal(facts.animated, false);
    assert.equal(facts.frames, undefined);
    assert.deepEqual(
      facts.warnings.map(warning => warning.kind),
      ['animation-unknown'],
    );

    const loop = Uint8Array.from([0x21, 0xff, 11, ...Buffer.from('NETSCAPE2.0'), 3, 1, 0, 0, 0]);
    const looping = new Uint8Array(1024 * 1024).fill(1);
    looping.set(gif.subarray(0, data));
    looping.set(loop, data);
    looping.set(gif.subarray(data, blocks), data + loop.length);
    const loops = await readImageFacts(new CountingSource(looping, 'a.gif'));
    assert.deepEqual([loops.animated, loops.warnings], [true, []]);
  });
});
