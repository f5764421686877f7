import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { displaySize } from '../../../src/images/facts';
import { readFileFactsSync } from '../../../src/images/fileFacts';
import { gridOverlay, layOut } from '../../../src/images/gridOverlay';
import { ImageError } from '../../../src/images/imageError';
import { thumbnail } from '../../../src/images/pixels';
import { fixture, fixturePath } from './support';

/** Red, green, blue and alpha at a place of an encoded picture. */
async function pixelsOf(
  encoded: Buffer,
): Promise<{ width: number; height: number; at: (x: number, y: number) => number[] }> {
  const { data, info } = await sharp(encoded).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): number[] => [
    ...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4),
  ];
  return { width: info.width, height: info.height, at };
}

describe('thumbnails', () => {
  it('fit into the space there is and are never enlarged', async () => {
    const small = await sharp(
      await thumbnail(fixturePath('still.png'), { width: 50, maxHeight: 40 }),
    ).metadata();
    assert.deepEqual([small.format, small.width, small.height], ['webp', 50, 30]);
    const flat = await sharp(
      await thumbnail(fixture('still.png'), { maxHeight: 12, format: 'png' }),
    ).metadata();
    assert.deepEqual([flat.format, flat.width, flat.height], ['png', 20, 12]);
    const same = await sharp(await thumbnail(fixture('animated.gif'))).metadata();
    assert.deepEqual([same.width, same.height, same.pages ?? 1], [40, 30, 1]);
  });

  it('are turned as a viewer turns them, unless told not to', async () => {
    for (const file of [
      'orientation-6.jpg',
      'orientation-5.avif',
      'extended-orientation-5.webp',
      'orientation-2.jpg',
    ]) {
      const { width, height } = displaySize(readFileFactsSync(fixturePath(file)));
      const { width: w, height: h } = await sharp(await thumbnail(fixturePath(file))).metadata();
      assert.deepEqual([w, h], [width, height], file);
    }
    const stored = await sharp(
      await thumbnail(fixturePath('orientation-6.jpg'), { orient: false }),
    ).metadata();
    assert.deepEqual([stored.width, stored.height], [48, 32]);
  });

  it('are made of every format that can be decoded', async () => {
    for (const file of [
      'cmyk.jpg',
      'grey.jpeg',
      'palette-alpha.png',
      'lossless.webp',
      'animated.webp',
      'still.avif',
      'big-endian.tiff',
      'pixels.svg',
      'animated.png',
    ]) {
      assert.ok((await thumbnail(fixturePath(file))).length > 30, file);
    }
  });

  describe('with a grid', () => {
    const grid = { columns: 3, rows: 2, cellWidth: 512, cellHeight: 512, seenWidth: 1152, seenHeight: 768 };

    it('show the picture, the lines, and what is paid for beside it', async () => {
      for (const background of ['#000000', '#ffffff']) {
        const plain = await sharp({ create: { width: 1152, height: 768, channels: 3, background } })
          .png()
          .toBuffer();
        const { width, height, at } = await pixelsOf(await thumbnail(plain, { grid, format: 'png' }));
        assert.deepEqual([width, height], [300, 200]);
        const shade = background === '#000000' ? 0 : 255;
        assert.deepEqual(at(50, 50), [shade, shade, shade, 255]);
        // The picture ends at 225 × 150; beside it there is shading through which the page is seen.
        assert.ok(at(223, 148)[3] === 255);
        for (const [x, y] of [
          [260, 50],
          [50, 180],
          [280, 190],
        ] as const) {
          const alpha = at(x, y)[3] ?? 0;
          assert.ok(alpha > 20 && alpha < 230, `alpha ${alpha} at ${x}, ${y}`);
        }
        // A light line at 100 with darker edges: one of them differs from any picture.
        const [left = 0, line = 0] = [at(98, 50)[0], at(99, 50)[0]];
        assert.ok(line - left > 60, `line ${line}, edge ${left} on ${background}`);
        const beside = at(50, 98)[0] ?? 0;
        assert.ok((at(50, 99)[0] ?? 0) - beside > 60);
      }
    });

    it('have no lines where cells are too small to tell apart, and none around the picture', () => {
      const fine = layOut({ ...grid, columns: 128, rows: 86, cellWidth: 9, cellHeight: 9 }, 300, 300);
      assert.match(gridOverlay(fine), /<path d="" stroke="#fff"/);
      const single = layOut(
        { columns: 1, rows: 1, cellWidth: 64, cellHeight: 64, seenWidth: 64, seenHeight: 64 },
        300,
        300,
      );
      const overlay = gridOverlay(single);
      assert.match(overlay, /<path d="" stroke="#fff"/);
      assert.ok(!overlay.includes('url(#h)'));
    });

    it('keep their shape and stay in bounds for any grid', () => {
      for (const columns of [1, 7, 48, 3000]) {
        for (const rows of [1, 5, 3000]) {
          const { canvas, picture } = layOut(
            {
              columns,
              rows,
              cellWidth: 32,
              cellHeight: 16,
              seenWidth: columns * 32 - 5,
              seenHeight: rows * 16 - 5,
            },
            300,
            220,
          );
          assert.ok(canvas.width <= 300 && canvas.height <= 220 && canvas.width >= 1 && canvas.height >= 1);
          assert.ok(
            picture.width <= canvas.width &&
              picture.height <= canvas.height &&
              picture.width >= 1 &&
              picture.height >= 1,
          );
        }
      }
    });
  });

  describe('that cannot be made say why', () => {
    const rejects = (input: string | Uint8Array, reason: ImageError['reason']): Promise<void> =>
      assert.rejects(thumbnail(input), (error: unknown) => ImageError.is(error, reason));

    it('by a reason', async () => {
      await rejects(fixturePath('still.bmp'), 'undecodable');
      await rejects(fixturePath('truncated.png'), 'undecodable');
      await rejects(fixture('empty.png'), 'undecodable');
      await rejects(fixture('absurd.png'), 'undecodable');
      await rejects(fixturePath('none.png'), 'not-found');
    });

    it('a picture of more pixels than is reasonable', async () => {
      await rejects(
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="15000" height="15000"/>'),
        'undecodable',
      );
    });

    it('the image engine missing', () => {
      const hooks =
        'export function resolve(s, c, n) { if (s === "sharp") throw new Error("not built for this machine"); return n(s, c); }';
      const hooked = `import { register, default as Module } from 'node:module';
        register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hooks)}`)});
        const load = Module._load;
        Module._load = (name, ...rest) => { if (name === 'sharp') throw new Error('not built for this machine'); return load(name, ...rest); };`;
      const pixels = new URL('../../../src/images/pixels.ts', `file://${__dirname}/`).href;
      const script = `import(${JSON.stringify(pixels)}).then(m => (m.thumbnail ?? m.default.thumbnail)('a.png')).catch(e => console.log(e.name, e.reason, e.cause.message));`;
      const output = execFileSync(
        process.execPath,
        [
          '--import',
          `data:text/javascript,${encodeURIComponent(hooked)}`,
          '--import',
          'tsx',
          '--input-type=module',
          '-e',
          script,
        ],
        {
          cwd: fileURLToPath(new URL('../../..', `file://${__dirname}/`)),
          encoding: 'utf8',
        },
      );
      assert.equal(output.trim(), 'ImageError engine-missing not built for this machine');
    });
  });
});
