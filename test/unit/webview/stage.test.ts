import assert from 'node:assert/strict';
import fc from 'fast-check';
import { squareGrid, stretchedGrid } from '../../../src/core/tokens/grid';
import { fitted, panned, toPicture, toScreen, zoomedAt } from '../../../src/webview/stage/camera';
import {
  cellAt,
  cellFacts,
  cellNumber,
  cellRect,
  cellTitle,
  cellWords,
  neighbour,
} from '../../../src/webview/stage/cell';
import { dragged, gripAt } from '../../../src/webview/stage/cropDrag';
import type { GridLayout, SheetLayout } from '../../../src/webview/stage/layout';
import { cellsBetween, layOutSheet } from '../../../src/webview/stage/layout';
import { toShown, toStored, turnedSize, turnOf } from '../../../src/webview/stage/turn';

/** 1440 × 900 on a model with tiles: seen as 1228 × 768 in 3 × 2. */
function tiles(orientation = 1): SheetLayout & { readonly grid: GridLayout } {
  const stored = { width: 1440, height: 900 };
  const seen = { width: 1228, height: 768 };
  const turn = turnOf(orientation);
  const picture = turnedSize(stored, turn);
  const layout = layOutSheet({
    picture,
    sent: { x: 0, y: 0, ...picture },
    turn,
    seen,
    grid: squareGrid('tile', seen, 512),
  });
  const { grid } = layout;
  assert.ok(grid !== null);
  return { ...layout, grid };
}

describe('The grid on the picture', () => {
  it('reaches beyond the picture by what is paid for and holds nothing', () => {
    const { sheet, grid } = tiles();
    assert.equal(Math.round(sheet.width), Math.round((1536 * 1440) / 1228));
    assert.equal(Math.round(sheet.height), Math.round((1024 * 900) / 768));
    assert.equal(grid.x.last.toFixed(3), ((1228 - 1024) / 512).toFixed(3));
  });

  it('names the cell under a place, and none beside the sheet', () => {
    const { grid } = tiles();
    assert.deepEqual(cellAt(grid, 1, 1), { column: 0, row: 0 });
    assert.deepEqual(cellAt(grid, 1439, 1), { column: 2, row: 0 });
    assert.deepEqual(cellAt(grid, 1700, 1000), { column: 2, row: 1 }, 'paid for, beyond the picture');
    assert.equal(cellAt(grid, 1900, 10), undefined);
    assert.equal(cellAt(grid, -1, 10), undefined);
  });

  it('says of a cell its number, its pixels and how much of it is used', () => {
    const { grid } = tiles();
    const facts = cellFacts(
      grid,
      { column: 2, row: 0 },
      { width: 1228, height: 768 },
      { width: 1440, height: 900 },
    );
    assert.equal(cellTitle(grid, facts.number), 'Tile 3 of 6');
    assert.equal(
      cellWords(facts),
      'column 3, row 1 · x 1,024–1,227, y 0–511 seen · x 1,200–1,439, y 0–599 original · 40 % used',
    );
    const full = cellFacts(
      grid,
      { column: 0, row: 0 },
      { width: 1228, height: 768 },
      { width: 1228, height: 768 },
    );
    assert.equal(cellWords(full), 'column 1, row 1 · x 0–511, y 0–511 px · all used');
  });

  it('turns with a picture that a viewer turns: the first cell is where the first stored pixel is shown', () => {
    const { grid, sheet, sent } = tiles(6);
    // A quarter to the right: the stored top left corner is shown at the top right, the partial row at the left.
    assert.deepEqual(cellAt(grid, 899, 1), { column: 0, row: 0 });
    assert.deepEqual(cellAt(grid, 1, 1), { column: 0, row: 1 });
    assert.deepEqual(cellAt(grid, 899, 1439), { column: 2, row: 0 });
    assert.ok(sheet.x < 0 && sheet.x + sheet.width - sent.width < 1e-6, 'what is wasted is to the left');
    // Down the page is along the stored row.
    assert.deepEqual(neighbour(grid, { column: 0, row: 0 }, 0, 1), { column: 1, row: 0 });
    assert.deepEqual(neighbour(grid, { column: 0, row: 0 }, -1, 0), { column: 0, row: 1 });
    assert.deepEqual(neighbour(grid, { column: 0, row: 0 }, 1, 0), { column: 0, row: 0 }, 'stays inside');
  });

  it('shows every cell where its pixels are, in all eight orientations and any grid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom(28, 32, 512, null),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (orientation, width, height, cell, x, y) => {
          const turn = turnOf(orientation);
          const seen = { width, height };
          const picture = turnedSize({ width: width * 2, height: height * 2 }, turn);
          const core = cell === null ? stretchedGrid(7, 5) : squareGrid('patch', seen, cell);
          const { grid } = layOutSheet({
            picture,
            sent: { x: 0, y: 0, ...picture },
            turn,
            seen,
            grid: core,
          });
          assert.ok(grid !== null);
          const shown = toShown({ x, y }, turn);
          const found = cellAt(grid, shown.x * picture.width, shown.y * picture.height);
          const wide = cell ?? width / 7;
          const high = cell ?? height / 5;
          const [column, row] = [(x * width) / wide, (y * height) / high];
          assert.ok(found !== undefined);
          // On a line between two either is right.
          assert.ok(Math.abs(found.column + 0.5 - column) <= 0.5 + 1e-6);
          assert.ok(Math.abs(found.row + 0.5 - row) <= 0.5 + 1e-6);
          const rect = cellRect(grid, found);
          assert.ok(shown.x * picture.width >= rect.x - 1e-6);
          assert.ok(shown.x * picture.width <= rect.x + rect.width + 1e-6);
          const back = toStored(shown, turn);
          assert.ok(Math.abs(back.x - x) < 1e-9 && Math.abs(back.y - y) < 1e-9);
        },
      ),
    );
  });

  it('draws only the cells in sight, whichever way the axis runs', () => {
    for (const orientation of [1, 3]) {
      const { grid } = tiles(orientation);
      const [first, last] = cellsBetween(grid.x, 0, 10);
      assert.equal(last - first, 0);
      assert.deepEqual(cellsBetween(grid.x, -5000, 5000), [0, 2]);
      assert.ok(
        cellsBetween(grid.x, 9000, 9900)[0] > cellsBetween(grid.x, 9000, 9900)[1] || orientation === 3,
      );
    }
  });

  it('lies over a crop, from its corner', () => {
    const seen = { width: 600, height: 500 };
    const { grid } = layOutSheet({
      picture: { width: 1440, height: 900 },
      sent: { x: 100, y: 200, ...seen },
      turn: turnOf(1),
      seen,
      grid: squareGrid('tile', seen, 512),
    });
    assert.ok(grid !== null);
    assert.deepEqual(cellRect(grid, { column: 0, row: 0 }), { x: 100, y: 200, width: 512, height: 512 });
    assert.equal(cellAt(grid, 99, 250), undefined);
    assert.equal(cellNumber(grid, { column: 1, row: 0 }), 2);
  });
});

describe('Looking at the picture', () => {
  const sheet = { x: 0, y: 0, width: 1000, height: 500 };
  const viewport = { width: 800, height: 600 };

  it('fits all of it, in the middle', () => {
    const camera = fitted(sheet, viewport);
    const [from, to] = [toScreen(camera, { x: 0, y: 0 }), toScreen(camera, { x: 1000, y: 500 })];
    assert.ok(from.x > 0 && to.x < 800 && from.y > 0 && to.y < 600);
    assert.equal(Math.round(from.x + to.x), 800);
  });

  it('zooms around the pointer: what is under it stays', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 600 }),
        fc.double({ min: 0.2, max: 8, noNaN: true }),
        (x, y, factor) => {
          const before = fitted(sheet, viewport);
          const after = zoomedAt(before, factor, { x, y }, sheet);
          const [a, b] = [toPicture(before, { x, y }), toPicture(after, { x, y })];
          assert.ok(Math.abs(a.x - b.x) < 1e-6 && Math.abs(a.y - b.y) < 1e-6);
        },
      ),
    );
  });

  it('never loses the picture out of sight', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }), (dx, dy) => {
        const camera = panned(fitted(sheet, viewport), dx, dy, sheet, viewport);
        const [from, to] = [toScreen(camera, { x: 0, y: 0 }), toScreen(camera, { x: 1000, y: 500 })];
        assert.ok(to.x >= 39 && from.x <= 761 && to.y >= 39 && from.y <= 561);
      }),
    );
  });
});

describe('A crop drawn by hand', () => {
  const picture = { width: 100, height: 80 };

  it('begins anew beside the old one, is moved from inside, and takes hold of edges and corners', () => {
    const crop = { x: 20, y: 20, width: 40, height: 30 };
    assert.deepEqual(gripAt(crop, { x: 90, y: 70 }, 2), { kind: 'new' });
    assert.deepEqual(gripAt(crop, { x: 40, y: 35 }, 2), { kind: 'move' });
    assert.deepEqual(gripAt(crop, { x: 21, y: 49 }, 2), { kind: 'edge', x: -1, y: 1 });
    assert.deepEqual(
      dragged(crop, { kind: 'edge', x: 1, y: 0 }, { x: 60, y: 30 }, { x: 70, y: 99 }, picture),
      {
        ...crop,
        width: 50,
      },
    );
    assert.deepEqual(dragged(crop, { kind: 'move' }, { x: 0, y: 0 }, { x: 500, y: -500 }, picture), {
      ...crop,
      x: 60,
      y: 0,
    });
  });

  it('is whole pixels within the picture, and never empty, wherever the pointer goes', () => {
    const place = fc.record({
      x: fc.double({ min: -500, max: 500, noNaN: true }),
      y: fc.double({ min: -500, max: 500, noNaN: true }),
    });
    fc.assert(
      fc.property(place, place, (from, to) => {
        const crop = dragged(undefined, { kind: 'new' }, from, to, picture);
        assert.ok([crop.x, crop.y, crop.width, crop.height].every(Number.isInteger));
        assert.ok(crop.x >= 0 && crop.y >= 0 && crop.width >= 1 && crop.height >= 1);
        assert.ok(crop.x + crop.width <= 100 && crop.y + crop.height <= 80);
      }),
    );
  });
});
