import assert from 'node:assert/strict';
import sharp from 'sharp';
import type { Orientation } from '../../../src/images/facts';
import { seenPicture } from '../../../src/images/pixels';
import { fullLayout, numberedOverlay, seenDrawing } from '../../../src/images/seenDrawing';
import { fixture, fixturePath } from './support';

const tiles = { columns: 3, rows: 2, cellWidth: 512, cellHeight: 512, seenWidth: 1152, seenHeight: 768 };

async function pixelsOf(encoded: Uint8Array): Promise<{
  readonly width: number;
  readonly height: number;
  readonly at: (x: number, y: number) => readonly number[];
}> {
  const { data, info } = await sharp(encoded).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): readonly number[] => [
    ...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4),
  ];
  return { width: info.width, height: info.height, at };
}

async function plain(width: number, height: number, background: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
}

describe('the picture a model sees', () => {
  it('is drawn at that size, its partial tiles whole, with lines between them', async () => {
    const drawn = await seenPicture(await plain(2304, 1536, '#204060'), fullLayout(tiles));
    const { width, height, at } = await pixelsOf(drawn);
    assert.deepEqual([width, height], [1536, 1024]);
    assert.deepEqual(at(300, 300), [32, 64, 96, 255], 'within a tile it is the picture');
    for (const [x, y] of [
      [511, 300],
      [1023, 300],
      [300, 511],
    ] as const)
      assert.ok((at(x, y)[0] ?? 0) > 120, `a line at ${String(x)}, ${String(y)}`);
    assert.ok((at(1300, 300)[3] ?? 255) < 255, 'what is paid for beyond the picture is no picture');
    assert.ok((at(1300, 300)[3] ?? 0) > 0, 'and is shaded');
  });

  it('has a number on every tile, which needs no font', async () => {
    const layout = fullLayout(tiles);
    const without = await pixelsOf(await seenPicture(await plain(1152, 768, '#ffffff'), layout));
    for (const [column, row] of [
      [0, 0],
      [1, 0],
      [2, 0],
      [0, 1],
      [1, 1],
      [2, 1],
    ] as const) {
      // The plate, at its left edge, where no digit is.
      const [red = 255] = without.at(column * 512 + 5, row * 512 + 8);
      assert.ok(red < 130, `tile ${String(column)}, ${String(row)} has red ${String(red)}`);
    }
    assert.doesNotMatch(numberedOverlay(layout), /<text|font/);
  });

  it('numbers small patches along two edges alone', () => {
    const patches = {
      columns: 45,
      rows: 29,
      cellWidth: 32,
      cellHeight: 32,
      seenWidth: 1440,
      seenHeight: 900,
    };
    const overlay = numberedOverlay(fullLayout(patches));
    const plates = overlay.match(/translate\([\d.]+ [\d.]+\) scale/g) ?? [];
    assert.equal(plates.length, 5 + 2);
    assert.ok(overlay.length < 12_000, `${String(overlay.length)} characters`);
  });

  it('is scaled alone where a model lays no grid on it', async () => {
    const { width, height, format } = await sharp(
      await seenPicture(fixturePath('still.png'), { width: 33, height: 21 }),
    ).metadata();
    assert.deepEqual([format, width, height], ['png', 33, 21]);
  });
});

describe('the drawing as an SVG', () => {
  const grid = { columns: 1, rows: 1, cellWidth: 1, cellHeight: 1, seenWidth: 1, seenHeight: 1 };

  it('turns a picture as a viewer does, for each orientation', async () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Orientation[]) {
      const bytes = fixture(`orientation-${String(orientation)}.jpg`);
      const upright = await sharp(bytes).autoOrient().png().toBuffer({ resolveWithObject: true });
      const { width, height } = upright.info;
      const layout = fullLayout({
        ...grid,
        cellWidth: width,
        cellHeight: height,
        seenWidth: width,
        seenHeight: height,
      });
      // The drawer of the test heeds no tag inside of an SVG, as ours tells it.
      const stored = await sharp(bytes).png().toBuffer();
      const address = `data:image/png;base64,${stored.toString('base64')}`;
      const drawing = seenDrawing(layout, { address, orientation }, 'a "title" & more');
      const drawn = await pixelsOf(await sharp(Buffer.from(drawing)).png().toBuffer());
      assert.deepEqual([drawn.width, drawn.height], [width, height], String(orientation));
      const expected = await pixelsOf(upright.data);
      for (const [x, y] of [
        [3, height - 4],
        [width - 4, height - 4],
        [width - 4, 3],
      ] as const)
        for (const [i, value] of expected.at(x, y).entries())
          assert.ok(
            Math.abs(value - (drawn.at(x, y)[i] ?? -99)) < 12,
            `orientation ${String(orientation)} at ${String(x)}, ${String(y)}`,
          );
    }
  });

  it('escapes what stands in it', () => {
    const drawing = seenDrawing(
      fullLayout(grid),
      { address: 'data:image/png;base64,A"', orientation: 1 },
      '<&>',
    );
    assert.ok(drawing.includes('<title>&#60;&#38;&#62;</title>'));
    assert.ok(!drawing.includes('A"'));
  });
});
